import type { Fact } from '../../catalogue/index.ts';
import { isObject, type Json } from '../../text/json.ts';
import { type ArrivingProperty, arrivingProperties, groupOf, nounOf } from '../arrivals.ts';
import { about, cite, effectOf, factOf, lengthOf, numberOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { keyword } from '../uses.ts';

export const valueLength = defineRule({
  id: 'systems/value-length',
  summary: 'A text that the plan allows is not too long for the system it reaches.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'limits', 'drift'],
  messages: {
    certain: (data: {
      noun: string;
      name: string;
      system: string;
      length: number;
      max: number;
      unit: string;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} "${data.name}" has planned values of ${data.length} ${data.unit}; ${data.system} takes ${data.max}${data.effect}${cite(data)}.`,
    possible: (data: {
      noun: string;
      name: string;
      system: string;
      length: number;
      max: number;
      unit: string;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} "${data.name}" may have ${data.length} ${data.unit}; ${data.system} takes ${data.max}${data.effect}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      if (each.nested || each.handling !== 'raw') continue;
      const limit = limitFor(each);
      if (limit === null) continue;
      const { fact, unit } = limit;
      const { system, use } = each;
      const planned = longest(each, unit);
      if (planned === null || planned.length <= fact.value) continue;
      report({
        message: planned.certain ? 'certain' : 'possible',
        data: {
          noun: nounOf(each),
          name: each.name,
          system: title(system),
          length: planned.length,
          max: fact.value,
          unit,
          effect: effectOf(fact),
          ...sourceOf(fact),
        },
        ...about(fact, system, use.property),
        ...(planned.certain ? {} : { severity: 'warn' }),
      });
    }
  },
});

/** The system's limit for texts in this property, with its own exceptions by name (`page_location`). */
function limitFor(property: ArrivingProperty): { fact: Fact<number>; unit: string } | null {
  const { system, name } = property;
  const group = groupOf(property);
  const exceptions = factOf(system, group, 'value', 'string_max_length_exceptions');
  if (exceptions !== null && isObject(exceptions.value) && Object.hasOwn(exceptions.value, name)) {
    const own = exceptions.value[name];
    if (typeof own === 'number') return { fact: { ...exceptions, value: own }, unit: 'characters' };
  }
  const bytes = numberOf(system, group, 'value', 'string_max_bytes');
  if (bytes !== null) return { fact: bytes, unit: 'bytes' };
  const characters =
    numberOf(system, group, 'value', 'string_max_length') ?? numberOf(system, group, 'value', 'max_length');
  if (characters === null) return null;
  return { fact: characters, unit: textOf(system, group, 'value', 'length_unit')?.value ?? 'characters' };
}

/** The longest text that the plan names, else the most it allows; null when it says neither. */
function longest({ use }: ArrivingProperty, unit: string): { length: number; certain: boolean } | null {
  const values: Json[] = [...use.property.examples];
  const list = keyword(use.property, 'enum');
  if (Array.isArray(list)) values.push(...list);
  const constant = keyword(use.property, 'const');
  if (constant !== undefined) values.push(constant);
  const lengths = values.filter((value) => typeof value === 'string').map((value) => lengthOf(value, unit));
  const least = keyword(use.property, 'minLength');
  if (typeof least === 'number') lengths.push(least);
  const certain = Math.max(0, ...lengths);
  const most = keyword(use.property, 'maxLength');
  if (typeof most === 'number' && most > certain && !Array.isArray(list)) {
    return { length: most, certain: false };
  }
  return certain > 0 ? { length: certain, certain: true } : null;
}
