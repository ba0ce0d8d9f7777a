import type { Named } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { everyProperty, firstMeeting } from '../uses.ts';

export const futureApproval = defineRule({
  id: 'governance/future-approval',
  summary: 'Every approval was given on a day that has come.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['governance', 'approvals'],
  messages: {
    future: ({ name, by, date }: { name: string; by: string; date: string }) =>
      `The approval of "${name}" by "${by}" is dated ${date}, which is still to come.`,
  },
  check(plan, { today, report }) {
    const first = firstMeeting();
    const things: Named[] = [
      ...plan.events.values(),
      ...everyProperty(plan),
      ...plan.systems.values(),
      ...plan.needs.values(),
    ];
    for (const thing of things) {
      for (const { by, date, node } of thing.approved) {
        if (date === null || date <= today || !first(node)) continue;
        report({
          message: 'future',
          data: { name: thing.key, by, date },
          subject: thing.subject,
          at: node,
          discriminator: by,
        });
      }
    }
  },
});
