import { defineRule } from '../rule.ts';
import { demandedApprovals } from './owed.ts';

export const approvalOwed = defineRule({
  id: 'governance/approval-owed',
  summary: 'What needs an approval has it.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['governance', 'approvals'],
  messages: {
    owed: ({
      noun,
      name,
      by,
      because,
      others,
    }: {
      noun: string;
      name: string;
      by: string;
      because: string;
      others: string;
    }) =>
      `${noun} "${name}" needs the approval of "${by}", since ${because}${others === '' ? '' : `; only ${others} gave one`}.`,
  },
  check(plan, { report }) {
    for (const { noun, name, thing, rule, because, by } of demandedApprovals(plan)) {
      if (by.includes(rule.by)) continue;
      const others = [...new Set(by)].map((team) => `"${team}"`).join(', ');
      report({
        message: 'owed',
        data: { noun, name, by: rule.by, because, others },
        subject: thing.subject,
        at: thing.spot,
        related: [rule.node],
        discriminator: `${rule.by} ${rule.category ?? rule.sensitivity ?? rule.to ?? ''}`,
        owners: [thing.owner, rule.by],
      });
    }
  },
});
