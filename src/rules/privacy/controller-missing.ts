import { subject } from '../../findings/subject.ts';
import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const controllerMissing = defineRule({
  id: 'privacy/controller-missing',
  summary: 'Under the GDPR, the plan names who answers for the data.',
  severity: 'info',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'regime', 'gdpr'],
  messages: {
    none: ({ plan }: { plan: string }) =>
      `"${plan}" holds personal data under the GDPR, and \`privacy.controller\` names nobody.`,
  },
  check(plan, { report }) {
    const gdpr = plan.privacy.regimes.get('gdpr');
    if (gdpr === undefined || plan.privacy.controller !== null || personalData(plan).length === 0) return;
    report({
      message: 'none',
      data: { plan: plan.name },
      subject: subject(['regime', 'gdpr']),
      at: gdpr.spot,
    });
  },
});
