import { businessEvent, eventMeaning as meaningOf } from '../../catalogue/index.ts';
import { arrivingEvents } from '../arrivals.ts';
import { title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const eventMeaning = defineRule({
  id: 'systems/event-meaning',
  summary: 'A business event arrives under a name that means the same in the system.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'standard-events'],
  messages: {
    other: (data: { event: string; name: string; system: string; means: string; meant: string }) =>
      `"${data.event}" arrives in ${data.system} as "${data.name}", which means ${data.means} there${data.meant === '' ? '' : `; its own name is "${data.meant}"`}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      if (system.vendor === null) continue;
      const business = businessEvent(event.name);
      const there = meaningOf(system.vendor, delivery.name);
      // One name may stand for several business events; it fits when ours is among them.
      if (business === null || there === null) continue;
      if (business.names[system.vendor] === delivery.name || business === there) continue;
      report({
        message: 'other',
        data: {
          event: event.key,
          name: delivery.name,
          system: title(system),
          means: there.canonical.replaceAll('_', ' '),
          meant: business.names[system.vendor] ?? '',
        },
        subject: event.subject,
        at: event.spot,
        discriminator: system.key,
        owners: [event.owner],
      });
    }
  },
});
