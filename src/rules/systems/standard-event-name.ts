import { businessEvent, eventMeaning } from '../../catalogue/index.ts';
import { arrivingEvents } from '../arrivals.ts';
import { about, factOf, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const standardEventName = defineRule({
  id: 'systems/standard-event-name',
  summary: 'An advertising system gets a business event under its own standard name.',
  severity: 'info',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'standard-events'],
  messages: {
    custom: (data: { event: string; name: string; system: string; standard: string; source: string }) =>
      `"${data.event}" arrives in ${data.system} as "${data.name}", a custom event; its standard name there is "${data.standard}" (${data.source}).`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      if (system.vendor === null || !OPTIMISES.has(system.role ?? '')) continue;
      const business = businessEvent(event.name);
      const standard = business?.names[system.vendor];
      const listed = namesOf(system, 'standard_events', 'events');
      const all = factOf(system, 'standard_events');
      // A closed list, or a name that means something else, is another finding.
      if (standard === undefined || all === null || !listed?.value.includes(standard)) continue;
      if (standard === delivery.name || eventMeaning(system.vendor, delivery.name) !== null) continue;
      if (factOf(system, 'event_name', 'closed_set')?.value === true) continue;
      report({
        message: 'custom',
        data: {
          event: event.key,
          name: delivery.name,
          system: title(system),
          standard,
          source: sourceOf(all).source,
        },
        ...about(all, system, event),
        severity: 'info',
      });
    }
  },
});

/** Systems that learn from what their standard events mean. */
const OPTIMISES: ReadonlySet<string> = new Set(['advertising', 'attribution', 'analytics']);
