import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';
import { speaksOf } from './policy.ts';

export const idleAllow = defineRule({
  id: 'privacy/idle-allow',
  summary: 'What the policy allows is data that flows.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['privacy', 'policy'],
  messages: {
    idle: ({ category, to }: { category: string; to: string }) =>
      `The policy allows ${category}${to === '' ? '' : ` to ${to}`}, and nothing of the kind flows there.`,
  },
  check(plan, { report }) {
    for (const line of plan.privacy.policy) {
      if (line.verdict !== 'allow' || personalData(plan).some((data) => speaksOf(line, data))) continue;
      report({
        message: 'idle',
        data: { category: line.category, to: line.to?.join(', ') ?? '' },
        subject: line.subject,
        at: line.node,
      });
    }
  },
});
