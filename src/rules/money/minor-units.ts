import { propertyMeaning } from '../../catalogue/index.ts';
import type { Property } from '../../plan/types.ts';
import { arrivingProperties } from '../arrivals.ts';
import { about, cite, factOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { typesOf } from '../uses.ts';

export const minorUnits = defineRule({
  id: 'money/minor-units',
  summary: 'Cents arrive where a system counts cents, and whole units everywhere else.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['money', 'systems', 'drift'],
  messages: {
    cents: (data: { name: string; system: string; field: string; source: string; checked: string }) =>
      `"${data.name}" counts cents and arrives in ${data.system} as "${data.field}", which is read as whole units: a hundred times too much${cite(data)}.`,
    whole: (data: { name: string; system: string; source: string; checked: string }) =>
      `"${data.name}" may have decimals, and ${data.system} reads amounts as whole numbers of the smallest unit: a hundredth of the worth${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, use, name, event } of arrivingProperties(plan)) {
      const { property } = use;
      const minor = textOf(system, 'commerce', 'minor_unit_trap');
      if (minor !== null && isMoney(property) && /(^|\.)amount$/.test(name)) {
        if (countsCents(property) || typesOf(property).includes('integer')) continue;
        report({
          message: 'whole',
          data: { name: use.name, system: title(system), ...sourceOf(minor) },
          ...about(minor, system, property),
        });
        continue;
      }
      const commerce = factOf(system, 'commerce');
      const meaning = system.vendor === null ? null : propertyMeaning(system.vendor, name);
      const canonical = meaning?.canonical ?? '';
      if (event === null || commerce === null || minor !== null || !MONEY.has(canonical)) continue;
      if (!countsCents(property)) continue;
      report({
        message: 'cents',
        data: { name: use.name, system: title(system), field: name, ...sourceOf(commerce) },
        ...about(commerce, system, property),
      });
    }
  },
});

/** Facts of a system that are amounts. */
const MONEY: ReadonlySet<string> = new Set(['order_value', 'item_price', 'tax', 'shipping', 'discount']);

const CENTS = /\b(?:cents?|pence|smallest unit|minor units?)\b/i;

function countsCents({ key, unit, description }: Property): boolean {
  return (
    /(?:^|_)(?:cents?|minor)$/i.test(key) ||
    CENTS.test(unit ?? '') ||
    /\bin (?:cents|pence|minor units|the smallest unit)/i.test(description ?? '')
  );
}

function isMoney(property: Property): boolean {
  return property.unit !== null || /amount|total|price|revenue|value/i.test(property.key);
}
