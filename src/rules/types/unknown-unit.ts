import { replaceName } from '../../plan/edit.ts';
import { nearest } from '../../text/nearest.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { everyUse, firstMeeting, placeOf } from '../uses.ts';

const UNITS = new Set(
  (
    'ns us µs ms s sec min h d day days week weeks month months year years unix unix-s unix-ms unix-us unix-ns ' +
    'bit B kB MB GB TB PB KiB MiB GiB TiB bps kbps Mbps Gbps % percent ppm ratio ' +
    'mm cm m km in ft yd mi mm2 cm2 m2 km2 ha acre ml l L m3 gal g kg mg t lb oz °C °F C F K Hz kHz MHz GHz ' +
    'm/s km/h mph px pt em rem dp W kW kWh Wh J kJ kcal V mV A mA bpm rpm deg rad 1 count items points'
  ).split(' '),
);
/** ISO 4217, as the runtime knows it. */
const currencies = () => new Set(Intl.supportedValuesOf('currency'));

export const unknownUnit = defineRule({
  id: 'types/unknown-unit',
  summary: 'Every unit is a known one, or a property beside or further out that holds it.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['types', 'units'],
  messages: {
    unknown: ({ property, unit, better }: { property: string; unit: string; better: string | null }) =>
      `Unit "${unit}" of "${property}" is no known unit, and no property beside it has that name${better === null ? '.' : `; did you mean "${better}"?`}`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    const money = currencies();
    for (const { use, around, in: home } of everyUse(plan)) {
      const { unit } = use.property;
      // A group, or the dictionary's inside, meets its unit's property only in an event.
      if (unit === null || UNITS.has(unit) || money.has(unit) || home === 'group' || home === 'dictionary')
        continue;
      if (around.some((uses) => uses.has(unit)) || plan.context.has(unit)) continue;
      const at = placeOf(use.property, 'unit');
      if (!first(at)) continue;
      const better = nearest(unit, [...around.flatMap((uses) => [...uses.keys()]), ...UNITS]);
      const fix = fixed(
        'unsafe',
        `Write "${better}"`,
        better === null ? null : replaceName(plan, at, better),
      );
      report({
        message: 'unknown',
        data: { property: use.name, unit, better },
        subject: use.subject,
        at,
        ...fix,
      });
    }
  },
});
