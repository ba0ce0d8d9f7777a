import type { Fact } from '../../catalogue/index.ts';
import type { System } from '../../plan/types.ts';
import { type ArrivingProperty, arrivingProperties, groupOf, nounOf } from '../arrivals.ts';
import { about, cite, flagOf, namesOf, numberOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { typesOf } from '../uses.ts';

const WORDS = {
  object: ['object', 'nested', 'json', 'money', 'geo_location', 'rich_link'],
  array: ['array', 'list', 'json', 'nested', 'array_of_objects'],
} as const;

export const nestedValue = defineRule({
  id: 'systems/nested-value',
  summary: 'Objects and lists arrive only in systems that take them, and not too deep.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'types', 'drift'],
  messages: {
    refused: (data: {
      noun: string;
      name: string;
      system: string;
      type: string;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} "${data.name}" is ${data.type}, and ${data.system} takes none${data.effect === '' ? '' : ` (${data.effect})`}${cite(data)}.`,
    deep: (data: {
      noun: string;
      name: string;
      system: string;
      depth: number;
      max: number;
      source: string;
      checked: string;
    }) =>
      `${data.noun} "${data.name}" stands ${data.depth} levels deep; ${data.system} takes ${data.max}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      const { system, name, use } = each;
      const thing = use.property;
      const data = { noun: nounOf(each), name, system: title(system) };
      if (each.nested) {
        const max =
          numberOf(system, groupOf(each), 'value', 'max_depth') ??
          numberOf(system, groupOf(each), 'value', 'object', 'max_depth');
        const depth = each.path.split('.').length;
        // One finding at the first level too many says it for those below.
        if (max === null || depth !== max.value + 1) continue;
        report({
          message: 'deep',
          data: { ...data, depth, max: max.value, ...sourceOf(max) },
          ...about(max, system, thing),
        });
        continue;
      }
      const type = typesOf(use.property).find((own) => own === 'object' || own === 'array');
      if (type !== 'object' && type !== 'array') continue;
      const fact = refusal(system, each, type);
      if (fact === null) continue;
      const effect = textOf(system, groupOf(each), 'flattening')?.value ?? '';
      report({
        message: 'refused',
        data: { ...data, type: type === 'object' ? 'an object' : 'a list', effect, ...sourceOf(fact) },
        ...about(fact, system, thing),
      });
    }
  },
});

function refusal(system: System, property: ArrivingProperty, type: 'object' | 'array'): Fact<unknown> | null {
  const group = groupOf(property);
  if (textOf(system, group, 'value', 'array_exception')?.value === property.name) return null;
  const word = type === 'object' ? 'nested_objects' : 'arrays';
  const flag = flagOf(system, group, 'value', word) ?? flagOf(system, group, word);
  if (flag !== null) return flag.value ? null : flag;
  const takes = namesOf(system, group, 'value', 'types');
  if (takes === null || WORDS[type].some((each) => takes.value.includes(each))) return null;
  return takes;
}
