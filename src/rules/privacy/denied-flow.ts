import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';
import { decide } from './policy.ts';

export const deniedFlow = defineRule({
  id: 'privacy/denied-flow',
  summary: 'No personal data reaches a system that a policy line denies it.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['privacy', 'policy'],
  messages: {
    denied: (data: { name: string; category: string; system: string; denied: string; under: string }) =>
      `"${data.name}" brings ${data.category} to ${data.system}, where the policy denies ${data.denied}${data.under === '' ? '' : ` under ${data.under}`}.`,
  },
  check(plan, { report }) {
    for (const data of personalData(plan)) {
      const decision = decide(plan, data);
      if (decision.verdict !== 'deny') continue;
      const { line, regime } = decision;
      report({
        message: 'denied',
        data: {
          name: data.name,
          category: data.category,
          system: data.system.key,
          denied: line.category,
          under: line.under === null ? '' : (regime ?? line.under.join(', ')),
        },
        subject: data.subject,
        at: data.spot,
        related: [line.node],
        discriminator: `${data.system.key}|${data.as}`,
        owners: [data.owner],
      });
    }
  },
});
