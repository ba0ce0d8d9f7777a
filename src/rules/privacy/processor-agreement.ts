import { personalData } from '../personal-data.ts';
import { defineRule } from '../rule.ts';

export const processorAgreement = defineRule({
  id: 'privacy/processor-agreement',
  summary: 'A processor of personal data has an agreement.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['privacy', 'processing'],
  messages: {
    none: ({ system }: { system: string }) =>
      `"${system}" processes personal data for us, and \`processing.agreement\` names no agreement.`,
  },
  check(plan, { report }) {
    const receives = new Set(personalData(plan).map((data) => data.system));
    for (const system of receives) {
      const as = system.processing?.as ?? null;
      if ((as !== 'processor' && as !== 'sub-processor') || system.processing?.agreement != null) continue;
      report({
        message: 'none',
        data: { system: system.key },
        subject: system.subject,
        at: system.node.entries.get('processing')?.value ?? system.spot,
        owners: [system.owner],
      });
    }
  },
});
