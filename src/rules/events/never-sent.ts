import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const neverSent = defineRule({
  id: 'events/never-sent',
  summary: 'No event is sampled down to nothing.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['events'],
  messages: {
    zero: ({ event }: { event: string }) => `"${event}" has sampling 0: it is never sent, and still planned.`,
  },
  check(plan, { report }) {
    for (const event of plan.events.values()) {
      if (event.sampling !== 0 || !current(event)) continue;
      const at = event.node.entries.get('sampling')?.value ?? event.spot;
      report({ message: 'zero', data: { event: event.key }, subject: event.subject, at });
    }
  },
});
