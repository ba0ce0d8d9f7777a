import { arrivingProperties, groupOf } from '../arrivals.ts';
import { about, cite, effectOf, numberOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const propertyTotal = defineRule({
  id: 'systems/property-total',
  summary: 'All events together bring a system no more distinct properties than it takes.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'limits'],
  messages: {
    many: (data: {
      system: string;
      what: string;
      count: number;
      max: number;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.count} distinct ${data.what} arrive in ${data.system}, which takes ${data.max}${data.effect}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      for (const group of ['properties', 'user_properties'] as const) {
        const max = numberOf(system, group, 'max_distinct');
        if (max === null) continue;
        const names = new Set<string>();
        for (const each of arrivingProperties(plan)) {
          if (each.system === system && !each.nested && groupOf(each) === group) names.add(each.name);
        }
        if (names.size <= max.value) continue;
        report({
          message: 'many',
          data: {
            system: title(system),
            what: group === 'properties' ? 'properties' : 'traits',
            count: names.size,
            max: max.value,
            effect: effectOf(max),
            ...sourceOf(max),
          },
          ...about(max, system, system),
          discriminator: group,
        });
      }
    }
  },
});
