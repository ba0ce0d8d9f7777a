import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';
import { demandedApprovals } from './owed.ts';

export const idleApproval = defineRule({
  id: 'governance/idle-approval',
  summary: 'Every line of `approvals` fits something.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['governance', 'approvals'],
  messages: {
    idle: ({ by, what }: { by: string; what: string }) =>
      `Nothing live needs the approval of "${by}" for ${what}.`,
  },
  check(plan, { report }) {
    const used = new Set(demandedApprovals(plan).map((owed) => owed.rule));
    for (const rule of plan.governance.approvals) {
      if (used.has(rule) || plan.files[rule.node.file]?.role === 'parent') continue;
      const what = rule.category ?? rule.sensitivity ?? rule.to ?? '';
      const name = `${rule.by} ${what}`.trim();
      report({
        message: 'idle',
        data: { by: rule.by, what },
        subject: subject(['approval', name]),
        at: rule.node,
      });
    }
  },
});
