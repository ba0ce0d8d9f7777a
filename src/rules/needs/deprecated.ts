import { replaceName } from '../../plan/edit.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { reliances } from './relied-on.ts';

export const needsDeprecated = defineRule({
  id: 'needs/deprecated',
  summary: 'No need relies on what is deprecated.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['needs', 'lifecycle'],
  messages: {
    deprecated: ({ need, what, instead }: { need: string; what: string; instead: string | null }) =>
      `"${need}" relies on ${what}, which is deprecated${instead === null ? '' : `; "${instead}" replaces it`}.`,
  },
  check(plan, { report }) {
    for (const { need, use, status, what, at, replacedBy } of reliances(plan)) {
      if (status !== 'deprecated' || need.status === 'deprecated') continue;
      // Only a whole event has one thing in its place, and only once in a need.
      const whole = use.text === use.event && need.uses.every((each) => each.text !== replacedBy);
      const instead = whole && replacedBy !== null && plan.events.has(replacedBy) ? replacedBy : null;
      const data = { need: need.key, what, instead: replacedBy };
      report({
        message: 'deprecated',
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
