import { arrivingEvents } from '../arrivals.ts';
import { about, cite, effectOf, numberOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const eventCount = defineRule({
  id: 'systems/event-count',
  summary: 'A system gets no more distinct events than it takes.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'limits'],
  messages: {
    many: (data: {
      system: string;
      count: number;
      max: number;
      effect: string;
      source: string;
      checked: string;
    }) =>
      `${data.count} distinct events arrive in ${data.system}, which takes ${data.max}${data.effect}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const max = numberOf(system, 'event_name', 'max_distinct');
      if (max === null) continue;
      const names = new Set<string>();
      for (const each of arrivingEvents(plan)) if (each.system === system) names.add(each.delivery.name);
      if (names.size <= max.value) continue;
      report({
        message: 'many',
        data: {
          system: title(system),
          count: names.size,
          max: max.value,
          effect: effectOf(max),
          ...sourceOf(max),
        },
        ...about(max, system, system),
      });
    }
  },
});
