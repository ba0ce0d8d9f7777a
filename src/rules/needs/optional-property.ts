import { defineRule } from '../rule.ts';
import { reliances } from './relied-on.ts';

export const optionalProperty = defineRule({
  id: 'needs/optional-property',
  summary: 'A property that a need relies on is required.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['needs', 'strength'],
  messages: {
    optional: ({ need, what }: { need: string; what: string }) =>
      `"${need}" relies on ${what}, which is not required: it may be missing from some samples without a finding.`,
  },
  check(plan, { report }) {
    for (const { need, use, event, part, what, at } of reliances(plan)) {
      if (event === null || part === null || part.required) continue;
      report({
        message: 'optional',
        data: { need: need.key, what },
        subject: need.subject,
        at,
        discriminator: use.text,
      });
    }
  },
});
