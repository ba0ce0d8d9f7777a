import { defineRule } from '../rule.ts';
import { reliances } from './relied-on.ts';

export const needsRetired = defineRule({
  id: 'needs/retired',
  summary: 'No need relies on what is retired.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['needs', 'lifecycle'],
  messages: {
    retired: ({ need, what, instead }: { need: string; what: string; instead: string | null }) =>
      `"${need}" relies on ${what}, which is retired${instead === null ? '' : `; "${instead}" replaced it`}.`,
  },
  check(plan, { report }) {
    for (const { need, use, status, what, at, replacedBy } of reliances(plan)) {
      if (status !== 'retired') continue;
      const data = { need: need.key, what, instead: replacedBy };
      report({
        message: 'retired',
        data,
        subject: need.subject,
        at,
        discriminator: use.text,
        owners: [need.owner],
      });
    }
  },
});
