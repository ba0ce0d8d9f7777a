import { arrivingEvents } from '../arrivals.ts';
import { about, cite, fits, sourceOf, textOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const eventNameCharacters = defineRule({
  id: 'systems/event-name-characters',
  summary: 'An event arrives under a name of characters that the system takes.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'limits'],
  messages: {
    characters: (data: { name: string; system: string; pattern: string; source: string; checked: string }) =>
      `Event name "${data.name}" does not fit ${data.pattern}, which ${data.system} asks of event names${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      const pattern = textOf(system, 'event_name', 'pattern');
      if (pattern === null || fits(delivery.name, pattern.value)) continue;
      report({
        message: 'characters',
        data: { name: delivery.name, system: title(system), pattern: pattern.value, ...sourceOf(pattern) },
        ...about(pattern, system, event),
      });
    }
  },
});
