import type { Fact } from '../../catalogue/index.ts';
import type { System } from '../../plan/types.ts';
import { isObject } from '../../text/json.ts';
import { type ArrivingProperty, arrivingProperties, groupOf, nounOf } from '../arrivals.ts';
import { about, cite, factOf, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const reservedPropertyName = defineRule({
  id: 'systems/reserved-property-name',
  summary: 'A property or trait does not arrive under a name that the system keeps for itself.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'reserved'],
  messages: {
    reserved: (data: {
      noun: string;
      name: string;
      system: string;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} name "${data.name}" is reserved in ${data.system}${data.effect === '' ? '' : `: ${data.effect}`}${cite(data)}.`,
    prefix: (data: {
      noun: string;
      name: string;
      system: string;
      prefix: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} name "${data.name}" starts with "${data.prefix}", which ${data.system} keeps for its own${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      if (each.nested) continue;
      const { system, name, use } = each;
      const thing = use.property;
      const data = { noun: nounOf(each), name, system: title(system) };
      const reserved = reservedIn(each);
      if (reserved !== null) {
        report({
          message: 'reserved',
          data: { ...data, effect: effectOn(system, name), ...sourceOf(reserved) },
          ...about(reserved, system, thing),
        });
        continue;
      }
      if (namesOf(system, groupOf(each), 'known')?.value.includes(name)) continue;
      const prefixes = namesOf(system, groupOf(each), 'key', 'reserved_prefixes');
      // mParticle's own attributes begin with the sign that others must not use.
      if (namesOf(system, groupOf(each), 'reserved')?.value.includes(name)) continue;
      const prefix = prefixes?.value.find((start) => name.startsWith(start));
      if (!prefixes || prefix === undefined) continue;
      report({
        message: 'prefix',
        data: { ...data, prefix, ...sourceOf(prefixes) },
        ...about(prefixes, system, thing),
      });
    }
  },
});

/** Lists that refuse a name; a name that is only a standard attribute with a fixed type is no finding. */
function reservedIn(property: ArrivingProperty): Fact<unknown> | null {
  const { system, name } = property;
  const group = groupOf(property);
  const lists: (Fact<readonly string[]> | null)[] =
    group === 'user_properties'
      ? [
          factOf(system, group, 'reserved_refused')?.value === true
            ? namesOf(system, group, 'reserved')
            : null,
        ]
      : [
          refusing(system),
          namesOf(system, group, 'key', 'reserved'),
          property.as === 'purchase'
            ? reservedOnPurchases(system)
            : namesOf(system, group, 'reserved_on_custom_events'),
        ];
  return lists.find((list) => list?.value.includes(name)) ?? null;
}

/** What the purchase has as a field of its own is meant to be filled. */
function reservedOnPurchases(system: System): Fact<readonly string[]> | null {
  const reserved = namesOf(system, 'properties', 'reserved_on_purchases');
  const own = ['required', 'optional'].flatMap(
    (part) => namesOf(system, 'standard_events', 'legacy_purchase_object', part)?.value ?? [],
  );
  return reserved && { ...reserved, value: reserved.value.filter((name) => !own.includes(name)) };
}

/** `{ key: revenue, type: number }` names a field with a meaning, not one that is refused. */
function refusing(system: System): Fact<readonly string[]> | null {
  const list = factOf(system, 'properties', 'reserved');
  if (list === null || !Array.isArray(list.value) || list.value.some(isObject)) return null;
  return namesOf(system, 'properties', 'reserved');
}

function effectOn(system: System, name: string): string {
  const dangerous = factOf(system, 'properties', 'reserved', 'dangerous')?.value;
  if (dangerous === undefined || !isObject(dangerous) || !Object.hasOwn(dangerous, name)) return '';
  return String(dangerous[name]);
}
