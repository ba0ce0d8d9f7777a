import { defineRule } from '../rule.ts';
import { placeOf, planned } from './planned.ts';

export const wrongCall = defineRule({
  id: 'code/wrong-call',
  on: 'call',
  summary: 'An event is sent with the kind of call that the plan gives it.',
  severity: 'error',
  preset: 'minimal',
  tags: ['code', 'events'],
  messages: {
    wrong: ({ event, sent, planned: want }: { event: string; sent: string; planned: string }) =>
      `"${event}" is sent as a ${sent} call; the plan has it as ${want}.`,
  },
  check(site, plan, { report }) {
    for (const { name, events, otherCalls } of planned(site, plan)) {
      const [other] = otherCalls;
      if (events.length > 0 || !other) continue;
      report({
        message: 'wrong',
        data: { event: name, sent: site.kind, planned: other.call },
        subject: other.subject,
        at: placeOf(site),
        related: [other.spot],
      });
    }
  },
});
