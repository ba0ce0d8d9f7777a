import { arrivingEvents } from '../arrivals.ts';
import { about, cite, effectOf, lengthOf, numberOf, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const eventNameLength = defineRule({
  id: 'systems/event-name-length',
  summary: 'An event arrives under a name that is not too long for the system.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'limits'],
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
      `Event name "${data.name}" has ${data.length} ${data.unit}; ${data.system} takes ${data.max}${data.effect}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      const max = numberOf(system, 'event_name', 'max_length');
      if (max === null) continue;
      const unit = textOf(system, 'event_name', 'length_unit')?.value ?? 'characters';
      const { name } = delivery;
      const length = lengthOf(name, unit);
      if (length <= max.value) continue;
      const effect = effectOf(max);
      report({
        message: 'long',
        data: { name, system: title(system), length, max: max.value, unit, effect, ...sourceOf(max) },
        ...about(max, system, event),
      });
    }
  },
});
