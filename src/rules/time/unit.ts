import { propertyMeaning } from '../../catalogue/index.ts';
import type { Property } from '../../plan/types.ts';
import { arrivingProperties } from '../arrivals.ts';
import { about, cite, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { keyword, typesOf } from '../uses.ts';

export const timeUnit = defineRule({
  id: 'time/unit',
  summary: 'A time arrives in the unit in which the system reads it.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['time', 'units', 'drift'],
  messages: {
    other: (data: {
      name: string;
      is: string;
      system: string;
      field: string;
      wants: string;
      source: string;
      checked: string;
    }) =>
      `"${data.name}" is a time ${data.is} and arrives in ${data.system} as "${data.field}", which is read as ${data.wants}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, use, name, nested } of arrivingProperties(plan)) {
      const field = textOf(system, 'time', 'field')?.value;
      const isTime = name === field || propertyMeaning(system.vendor ?? '', name)?.canonical === 'event_time';
      const wanted = textOf(system, 'time', 'unit') ?? textOf(system, 'time', 'format');
      const is = formOf(use.property);
      if (!isTime || nested || wanted === null || is === null) continue;
      const wants = formIn(wanted.value);
      if (wants.length === 0 || wants.includes(is)) continue;
      report({
        message: 'other',
        data: {
          name: use.name,
          is: WORDS[is],
          system: title(system),
          field: name,
          wants: wants.map((form) => `one ${WORDS[form]}`).join(' or '),
          ...sourceOf(wanted),
        },
        ...about(wanted, system, use.property),
      });
    }
  },
});

type Form = 'seconds' | 'milliseconds' | 'microseconds' | 'text';

const WORDS: Readonly<Record<Form, string>> = {
  seconds: 'in seconds since 1970',
  milliseconds: 'in milliseconds since 1970',
  microseconds: 'in microseconds since 1970',
  text: 'written as ISO 8601',
};

const UNITS: Readonly<Record<string, Form>> = {
  s: 'seconds',
  'unix-s': 'seconds',
  unix: 'seconds',
  ms: 'milliseconds',
  'unix-ms': 'milliseconds',
  us: 'microseconds',
  'unix-us': 'microseconds',
};

/** How the plan writes the time; null where it does not say. */
function formOf(property: Property): Form | null {
  if (property.unit !== null && Object.hasOwn(UNITS, property.unit)) return UNITS[property.unit] ?? null;
  return typesOf(property).includes('string') && keyword(property, 'format') === 'date-time' ? 'text' : null;
}

/** `seconds_or_milliseconds`, `iso8601`, `unix`: what the catalogue says, as forms. */
function formIn(wanted: string): Form[] {
  if (wanted === 'iso8601') return ['text'];
  return (['seconds', 'milliseconds', 'microseconds'] as const).filter((unit) =>
    wanted.split('_').includes(unit),
  );
}
