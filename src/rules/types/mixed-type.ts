import { subject } from '../../findings/subject.ts';
import type { Plan } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { current, everyUse, type Place, typesOf } from '../uses.ts';

export const mixedType = defineRule({
  id: 'types/mixed-type',
  summary: 'A property has one type in all events that use it.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types'],
  messages: {
    minority: ({
      property,
      type,
      count,
      usual,
      usualCount,
    }: {
      property: string;
      type: string;
      count: number;
      usual: string;
      usualCount: number;
    }) =>
      `"${property}" is ${type} in ${events(count)}, but ${usual} in ${usualCount === count ? 'as many' : events(usualCount)}.`,
  },
  check(plan, { report }) {
    for (const [name, byType] of typesByName(plan)) {
      const [usual, ...others] = [...byType].toSorted((a, b) => b[1].length - a[1].length);
      if (usual === undefined) continue;
      for (const [type, [first, ...more]] of others) {
        if (first === undefined) continue;
        report({
          message: 'minority',
          data: {
            property: name,
            type,
            count: more.length + 1,
            usual: usual[0],
            usualCount: usual[1].length,
          },
          subject: subject(['property', name]),
          at: first.use.spot,
          related: [...more, ...usual[1]].slice(0, 3).map(({ use }) => use.spot),
          discriminator: type,
        });
      }
    }
  },
});

/**
 * Uses at the top of events. Deeper, a name belongs to what it is inside of; a variant may differ; and what
 * the dictionary defines and a use contradicts is `types/changed-type`.
 */
function typesByName(plan: Plan): Map<string, Map<string, Place[]>> {
  const found = new Map<string, Map<string, Place[]>>();
  for (const place of everyUse(plan)) {
    const { use, path } = place;
    if (place.in !== 'event' || path !== use.name || !current(use.property)) continue;
    if (plan.properties.has(use.name)) continue;
    const family = familyOf(typesOf(use.property));
    if (family === '') continue;
    const byType = found.get(use.name) ?? new Map<string, Place[]>();
    byType.set(family, [...(byType.get(family) ?? []), place]);
    found.set(use.name, byType);
  }
  return found;
}

/** Null is about presence, and integers are numbers: neither is another type. */
function familyOf(types: readonly string[]): string {
  return [
    ...new Set(types.filter((type) => type !== 'null').map((type) => (type === 'integer' ? 'number' : type))),
  ]
    .toSorted()
    .join(' or ');
}

function events(count: number): string {
  return count === 1 ? '1 event' : `${count} events`;
}
