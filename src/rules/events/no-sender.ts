import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const noSender = defineRule({
  id: 'events/no-sender',
  summary: 'Where the plan has systems, some source sends each event.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['events', 'systems'],
  messages: {
    nobody: ({ event }: { event: string }) => `No system sends "${event}": the plan has none of role source.`,
    retired: ({ event, systems }: { event: string; systems: string }) =>
      `Nobody sends "${event}" any more: ${systems} is retired.`,
  },
  check(plan, { report }) {
    if (plan.systems.size === 0) return;
    for (const event of plan.events.values()) {
      if (!current(event)) continue;
      const place = { subject: event.subject, at: event.spot };
      const senders = event.from.flatMap((name) => plan.systems.get(name) ?? []);
      if (event.from.length === 0) report({ message: 'nobody', data: { event: event.key }, ...place });
      else if (
        senders.length === event.from.length &&
        senders.every((system) => system.status === 'retired')
      ) {
        report({ message: 'retired', data: { event: event.key, systems: event.from.join(', ') }, ...place });
      }
    }
  },
});
