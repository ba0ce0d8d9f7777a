import type { Fact } from '../../catalogue/index.ts';
import { type ArrivingProperty, arrivingProperties, groupOf, nounOf } from '../arrivals.ts';
import { about, cite, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { keyword } from '../uses.ts';

export const valueList = defineRule({
  id: 'systems/value-list',
  summary: 'A field for which the system has a list of values gets no others.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'types'],
  messages: {
    outside: (data: {
      noun: string;
      name: string;
      system: string;
      value: string;
      allowed: string;
      source: string;
      checked: string;
    }) =>
      `${data.noun} "${data.name}" may be "${data.value}", and ${data.system} takes ${data.allowed}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const each of arrivingProperties(plan)) {
      if (each.nested || each.handling !== 'raw') continue;
      const allowed = listFor(each);
      const own = keyword(each.use.property, 'enum');
      if (allowed === null || !Array.isArray(own)) continue;
      const value = own.find((one) => one !== null && !allowed.value.includes(String(one)));
      if (value === undefined) continue;
      report({
        message: 'outside',
        data: {
          noun: nounOf(each),
          name: each.name,
          system: title(each.system),
          value: String(value),
          allowed: allowed.value.join(', '),
          ...sourceOf(allowed),
        },
        ...about(allowed, each.system, each.use.property),
      });
    }
  },
});

function listFor(property: ArrivingProperty): Fact<readonly string[]> | null {
  return namesOf(property.system, groupOf(property), 'enums', property.name);
}
