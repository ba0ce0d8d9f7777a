import { arrivingProperties } from '../arrivals.ts';
import {
  about,
  cite,
  effectOf,
  fits,
  lengthOf,
  namesOf,
  numberOf,
  sourceOf,
  textOf,
  title,
} from '../facts.ts';
import { defineRule } from '../rule.ts';

export const columnName = defineRule({
  id: 'systems/column-name',
  summary: 'A property has a name that a warehouse takes as a column without quotes.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'warehouse'],
  messages: {
    long: (data: {
      name: string;
      system: string;
      length: number;
      max: number;
      unit: string;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `Column "${data.name}" has ${data.length} ${data.unit}; ${data.system} takes ${data.max}${data.effect}${cite(data)}.`,
    characters: (data: { name: string; system: string; pattern: string; source: string; checked: string }) =>
      `Column "${data.name}" does not fit ${data.pattern}, so that it needs quotes in every query in ${data.system}${cite(data)}.`,
    reserved: (data: { name: string; system: string; what: string; source: string; checked: string }) =>
      `Column "${data.name}" ${data.what} in ${data.system}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, name, use, nested } of arrivingProperties(plan)) {
      if (nested) continue;
      const thing = use.property;
      const data = { name, system: title(system) };
      const max = numberOf(system, 'column_name', 'max_length');
      const unit = textOf(system, 'column_name', 'length_unit')?.value ?? 'characters';
      const length = lengthOf(name, unit);
      if (max !== null && length > max.value) {
        const effect = effectOf(max);
        report({
          message: 'long',
          data: { ...data, length, max: max.value, unit, effect, ...sourceOf(max) },
          ...about(max, system, thing),
        });
        continue;
      }
      const system_columns = namesOf(system, 'column_name', 'forbidden_system_columns');
      const prefixes = namesOf(system, 'column_name', 'reserved_prefixes');
      const prefix = prefixes?.value.find((start) => name.toUpperCase().startsWith(start));
      const taken = system_columns?.value.includes(name.toLowerCase()) ? system_columns : null;
      const fact = taken ?? (prefix === undefined ? null : prefixes);
      if (fact) {
        const what = taken
          ? 'is a column of the system itself'
          : `starts with "${prefix}", which is reserved`;
        report({
          message: 'reserved',
          data: { ...data, what, ...sourceOf(fact) },
          ...about(fact, system, thing),
        });
        continue;
      }
      const pattern = textOf(system, 'column_name', 'pattern');
      if (pattern === null || fits(name, pattern.value)) continue;
      report({
        message: 'characters',
        data: { ...data, pattern: pattern.value, ...sourceOf(pattern) },
        ...about(pattern, system, thing),
        severity: 'warn',
      });
    }
  },
});
