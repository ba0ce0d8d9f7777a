import { deliveries } from '../../plan/deliveries.ts';
import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const goesNowhere = defineRule({
  id: 'events/goes-nowhere',
  summary: 'Where the plan has flows, each event reaches a system.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['events', 'systems'],
  messages: {
    nowhere: ({ event, from }: { event: string; from: string }) =>
      `"${event}" is sent by ${from} and reaches no other system: no flow takes it.`,
  },
  check(plan, { report }) {
    if (plan.flows.length === 0) return;
    const arriving = new Set<string>();
    for (const list of deliveries(plan).values()) {
      for (const { event, path } of list) if (event !== null && path.length > 1) arriving.add(event.key);
    }
    for (const event of plan.events.values()) {
      if (arriving.has(event.key) || event.from.length === 0 || !current(event)) continue;
      const data = { event: event.key, from: event.from.join(', ') };
      report({ message: 'nowhere', data, subject: event.subject, at: event.spot });
    }
  },
});
