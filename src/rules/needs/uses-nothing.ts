import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const usesNothing = defineRule({
  id: 'needs/uses-nothing',
  summary: 'Every need says which data it uses.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['needs'],
  messages: {
    nothing: ({ need }: { need: string }) =>
      `"${need}" uses no event and no trait: nothing tells when it breaks.`,
  },
  check(plan, { report }) {
    for (const need of plan.needs.values()) {
      if (need.uses.length > 0 || !current(need)) continue;
      report({
        message: 'nothing',
        data: { need: need.key },
        subject: need.subject,
        at: need.spot,
        owners: [need.owner],
      });
    }
  },
});
