import { deliveries } from '../../plan/deliveries.ts';
import { about, cite, effectOf, numberOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const propertyCount = defineRule({
  id: 'systems/property-count',
  summary: 'An event arrives with no more properties than the system takes.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'limits', 'drift'],
  messages: {
    many: (data: {
      system: string;
      count: number;
      max: number;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.count} properties arrive in ${data.system}, which takes ${data.max} an event${data.effect}${cite(data)}.`,
    traits: (data: {
      kind: string;
      system: string;
      count: number;
      max: number;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.count} traits of a ${data.kind} arrive in ${data.system}, which takes ${data.max}${data.effect}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const [key, list] of deliveries(plan)) {
      const system = plan.systems.get(key);
      if (!system) continue;
      const perEvent = numberOf(system, 'properties', 'max_per_event');
      const perUser = numberOf(system, 'user_properties', 'max_count');
      const seen = new Set<unknown>();
      for (const delivery of list) {
        const max = delivery.event === null ? perUser : perEvent;
        const thing = delivery.event ?? delivery.traits;
        if (max === null || seen.has(thing)) continue;
        const names = new Set(
          delivery.properties.filter(({ path, use }) => path === use.name).map((each) => each.name),
        );
        if (names.size <= max.value) continue;
        seen.add(thing);
        const data = {
          system: title(system),
          count: names.size,
          max: max.value,
          effect: effectOf(max),
          ...sourceOf(max),
        };
        if (delivery.event !== null) {
          report({ message: 'many', data, ...about(max, system, delivery.event) });
        } else {
          const kind = delivery.traits ?? '';
          report({
            message: 'traits',
            data: { ...data, kind },
            ...about(max, system, system),
            discriminator: kind,
          });
        }
      }
    }
  },
});
