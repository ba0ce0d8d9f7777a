import type { Named } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { everyProperty, firstMeeting } from '../uses.ts';

export const selfApproval = defineRule({
  id: 'governance/self-approval',
  summary: 'Whoever owns a thing is not the only one to approve it.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['governance', 'approvals'],
  messages: {
    self: ({ name, by }: { name: string; by: string }) =>
      `"${name}" was approved only by "${by}", which owns it.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    const things: Named[] = [...plan.events.values(), ...everyProperty(plan)];
    for (const thing of things) {
      const [approval] = thing.approved;
      if (
        approval === undefined ||
        thing.approved.some(({ by }) => by !== thing.owner) ||
        !first(approval.node)
      )
        continue;
      report({
        message: 'self',
        data: { name: thing.key, by: approval.by },
        subject: thing.subject,
        at: approval.node,
      });
    }
  },
});
