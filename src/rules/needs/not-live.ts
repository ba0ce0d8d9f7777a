import { defineRule } from '../rule.ts';
import { reliances } from './relied-on.ts';

export const notLive = defineRule({
  id: 'needs/not-live',
  summary: 'What a need relies on is live.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['needs', 'lifecycle'],
  messages: {
    notLive: ({ need, what, status }: { need: string; what: string; status: string }) =>
      `"${need}" relies on ${what}, which is only ${status}.`,
  },
  check(plan, { report }) {
    for (const { need, use, status, what, at } of reliances(plan)) {
      // A proposed need may wait for what is proposed.
      if (
        (status !== 'proposed' && status !== 'approved') ||
        need.status === 'proposed' ||
        need.status === 'approved'
      )
        continue;
      const data = { need: need.key, what, status };
      report({
        message: 'notLive',
        data,
        subject: need.subject,
        at,
        discriminator: use.text,
        owners: [need.owner],
      });
    }
  },
});
