import { defineRule } from '../rule.ts';
import { everyShape } from '../uses.ts';

export const unusedPurpose = defineRule({
  id: 'privacy/unused-purpose',
  summary: 'Some system has each purpose of the plan.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['privacy', 'purpose'],
  messages: {
    unused: ({ purpose }: { purpose: string }) =>
      `No system has the purpose "${purpose}", and no data is collected for it.`,
  },
  check(plan, { report }) {
    const used = new Set([...plan.systems.values()].flatMap((system) => system.purposes));
    for (const property of everyShape(plan)) {
      for (const purpose of property.privacy.purposes ?? []) used.add(purpose);
    }
    for (const purpose of plan.privacy.purposes.values()) {
      if (used.has(purpose.key) || purpose.status === 'retired' || purpose.status === 'proposed') continue;
      report({
        message: 'unused',
        data: { purpose: purpose.key },
        subject: purpose.subject,
        at: purpose.spot,
        owners: [purpose.owner],
      });
    }
  },
});
