import { defineRule } from '../rule.ts';

export const orphanEvent = defineRule({
  id: 'needs/orphan-event',
  summary: 'Where the plan has needs, somebody needs each live event.',
  severity: 'info',
  preset: 'recommended',
  on: 'plan',
  tags: ['needs'],
  messages: {
    orphan: ({ event }: { event: string }) => `Nobody needs "${event}": no need of the plan uses it.`,
  },
  check(plan, { report }) {
    if (plan.needs.size === 0) return;
    const used = new Set([...plan.needs.values()].flatMap((need) => need.uses.map((use) => use.event)));
    for (const link of plan.identity.link?.at ?? []) used.add(link);
    for (const event of plan.events.values()) {
      // A catch-all is there to allow calls, not because one of them is asked for.
      if (used.has(event.key) || event.status !== 'live' || event.glob) continue;
      report({ message: 'orphan', data: { event: event.key }, subject: event.subject, at: event.spot });
    }
  },
});
