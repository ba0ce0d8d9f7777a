import { nearest } from '../../text/nearest.ts';
import { arrivingEvents } from '../arrivals.ts';
import { about, cite, flagOf, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const closedEventList = defineRule({
  id: 'systems/closed-event-list',
  summary: 'An event arrives under a name of the list that the system accepts.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'standard-events'],
  messages: {
    unknown: (data: {
      name: string;
      system: string;
      count: number;
      nearest: string;
      source: string;
      checked: string;
    }) =>
      `${data.system} accepts ${data.count} event names and "${data.name}" is none of them${data.nearest === '' ? '' : `, but "${data.nearest}" is`}${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      if (!flagOf(system, 'event_name', 'closed_set')?.value) continue;
      const allowed = namesOf(system, 'event_name', 'allowed');
      const { name } = delivery;
      if (allowed === null || allowed.value.includes(name)) continue;
      report({
        message: 'unknown',
        data: {
          name,
          system: title(system),
          count: allowed.value.length,
          nearest: nearest(name, allowed.value) ?? '',
          ...sourceOf(allowed),
        },
        ...about(allowed, system, event),
      });
    }
  },
});
