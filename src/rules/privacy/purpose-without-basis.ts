import { defineRule } from '../rule.ts';

export const purposeWithoutBasis = defineRule({
  id: 'privacy/purpose-without-basis',
  summary: 'Every purpose names its legal basis.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'purpose'],
  messages: {
    none: ({ purpose }: { purpose: string }) =>
      `Purpose "${purpose}" names no basis: consent, opt-out, contract, legal-obligation, vital-interest, public-interest or legitimate-interest.`,
  },
  check(plan, { report }) {
    for (const purpose of plan.privacy.purposes.values()) {
      if (purpose.basis !== null || purpose.status === 'retired') continue;
      // Where every regime says its own, nothing is left open.
      const covered = [...plan.privacy.regimes.keys()].every((regime) => purpose.under.get(regime)?.basis);
      if (plan.privacy.regimes.size > 0 && covered) continue;
      report({
        message: 'none',
        data: { purpose: purpose.key },
        subject: purpose.subject,
        at: purpose.spot,
        owners: [purpose.owner],
      });
    }
  },
});
