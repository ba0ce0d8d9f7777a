import { replaceName } from '../../plan/edit.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { reliances } from './relied-on.ts';

export const needsRetired = defineRule({
  id: 'needs/retired',
  summary: 'No need relies on what is retired.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['needs', 'lifecycle'],
  messages: {
    retired: ({ need, what, instead }: { need: string; what: string; instead: string | null }) =>
      `"${need}" relies on ${what}, which is retired${instead === null ? '' : `; "${instead}" replaced it`}.`,
  },
  check(plan, { report }) {
    for (const { need, use, status, what, at, replacedBy } of reliances(plan)) {
      if (status !== 'retired') continue;
      // Only a whole event has one thing in its place, and only once in a need.
      const whole = use.text === use.event && need.uses.every((each) => each.text !== replacedBy);
      const instead = whole && replacedBy !== null && plan.events.has(replacedBy) ? replacedBy : null;
      const data = { need: need.key, what, instead: replacedBy };
      report({
        message: 'retired',
        data,
        subject: need.subject,
        at,
        discriminator: use.text,
        owners: [need.owner],
        ...fixed('unsafe', `Use "${instead}"`, instead === null ? null : replaceName(plan, at, instead)),
      });
    }
  },
});
