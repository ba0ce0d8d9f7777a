import { arrivingProperties, groupOf, nounOf } from '../arrivals.ts';
import { about, cite, effectOf, lengthOf, numberOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const propertyNameLength = defineRule({
  id: 'systems/property-name-length',
  summary: 'A property or trait arrives under a name that is not too long for the system.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'limits'],
  messages: {
    long: (data: {
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
      `${data.noun} name "${data.name}" has ${data.length} ${data.unit}; ${data.system} takes ${data.max}${data.effect}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      if (each.nested) continue;
      const { system, name, use } = each;
      const max = numberOf(system, groupOf(each), 'key', 'max_length');
      if (max === null) continue;
      const unit = textOf(system, groupOf(each), 'key', 'length_unit')?.value ?? 'characters';
      const length = lengthOf(name, unit);
      if (length <= max.value) continue;
      report({
        message: 'long',
        data: {
          noun: nounOf(each),
          name,
          system: title(system),
          length,
          max: max.value,
          unit,
          effect: effectOf(max),
          ...sourceOf(max),
        },
        ...about(max, system, use.property),
      });
    }
  },
});
