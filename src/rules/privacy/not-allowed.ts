import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';
import { decide } from './policy.ts';

export const notAllowed = defineRule({
  id: 'privacy/not-allowed',
  summary: 'Restricted data, and what the policy allows only here and there, has a line that allows it.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'policy'],
  messages: {
    restricted: (data: { name: string; category: string; system: string; handling: string }) =>
      `"${data.name}" brings ${data.handling} ${data.category} to ${data.system}: it is restricted, and no policy line allows it.`,
    elsewhere: (data: { name: string; category: string; system: string; handling: string }) =>
      `"${data.name}" brings ${data.handling} ${data.category} to ${data.system}, which no policy line allows; other systems or forms have one.`,
  },
  check(plan, { report }) {
    // A plan that says nothing of policies has not begun with them.
    if (plan.privacy.policy.length === 0) return;
    for (const data of personalData(plan)) {
      const decision = decide(plan, data);
      if (decision.verdict !== 'unsaid') continue;
      const { name, category, handling, system } = data;
      report({
        message: decision.why === 'restricted' ? 'restricted' : 'elsewhere',
        data: { name, category, handling, system: system.key },
        subject: data.subject,
        at: data.spot,
        discriminator: `${system.key}|${data.as}|${handling}`,
        owners: [data.owner],
      });
    }
  },
});
