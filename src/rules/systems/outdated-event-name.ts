import { isObject } from '../../text/json.ts';
import { arrivingEvents } from '../arrivals.ts';
import { about, cite, factOf, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const outdatedEventName = defineRule({
  id: 'systems/outdated-event-name',
  summary: 'An event arrives under the name that the system uses today.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'standard-events'],
  messages: {
    renamed: (data: { name: string; system: string; now: string; source: string; checked: string }) =>
      `${data.system} calls "${data.name}" now "${data.now}"${cite(data)}.`,
    dropped: (data: { name: string; system: string; source: string; checked: string }) =>
      `${data.system} no longer lists "${data.name}" among its standard events${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      const { name } = delivery;
      const older = factOf(system, 'standard_events', 'older_names');
      if (older !== null && isObject(older.value) && Object.hasOwn(older.value, name)) {
        const now = String(older.value[name]);
        report({
          message: 'renamed',
          data: { name, system: title(system), now, ...sourceOf(older) },
          ...about(older, system, event),
          severity: 'warn',
        });
      }
      const gone = namesOf(system, 'standard_events', 'older_names_without_successor');
      if (!gone?.value.includes(name)) continue;
      report({
        message: 'dropped',
        data: { name, system: title(system), ...sourceOf(gone) },
        ...about(gone, system, event),
        severity: 'warn',
      });
    }
  },
});
