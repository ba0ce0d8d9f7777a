import type { Plan, Property } from '../../plan/types.ts';
import { fold } from '../../text/fold.ts';
import { spellingKey } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { everyUse, typesOf } from '../uses.ts';
import { type Name, namesOf } from './names.ts';

export const similarProperties = defineRule({
  id: 'naming/similar-properties',
  summary:
    'No two properties have names that differ only in case, spacing, separators, plural or invisible characters.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming', 'duplicates'],
  messages: {
    similar: ({
      name,
      other,
      places,
      otherPlaces,
    }: {
      name: string;
      other: string;
      places: number;
      otherPlaces: number;
    }) => `Property name "${name}" (${times(places)}) can be taken for "${other}" (${times(otherPlaces)}).`,
  },
  check(plan, { report }) {
    const lists = listNames(plan);
    const families = new Map<string, Name[]>();
    for (const name of namesOf(plan, 'properties')) {
      // `product` beside the list `products` is how one names a thing and many of them.
      const key = lists.has(name.text) ? `[] ${spellingKey(name.text)}` : fold(name.text);
      if (key !== '') families.set(key, [...(families.get(key) ?? []), name]);
    }
    for (const family of families.values()) {
      // The spelling used most is the one to keep; the first on a tie.
      const [kept, ...others] = family.toSorted((a, b) => b.places.length - a.places.length);
      if (kept === undefined) continue;
      for (const { text, subject, at, places } of others) {
        report({
          message: 'similar',
          data: { name: text, other: kept.text, places: places.length, otherPlaces: kept.places.length },
          subject,
          at,
          related: [kept.at],
          discriminator: kept.text,
        });
      }
    }
  },
});

/** Names of lists, and of objects that hold one thing per key. */
function listNames(plan: Plan): Set<string> {
  const lists = new Set<string>();
  const isMany = (property: Property) =>
    typesOf(property).includes('array') ||
    (typesOf(property).includes('object') && property.children.size === 0);
  for (const { use } of everyUse(plan)) if (isMany(use.property)) lists.add(use.name);
  for (const property of plan.properties.values()) if (isMany(property)) lists.add(property.key);
  return lists;
}

function times(places: number): string {
  return places === 1 ? 'once' : `${places} places`;
}
