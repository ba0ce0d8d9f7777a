import { defineRule } from '../rule.ts';

export const immutableNotUnique = defineRule({
  id: 'identity/immutable-not-unique',
  summary: 'An identifier that never changes belongs to one person alone.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    shared: ({ type }: { type: string }) =>
      `"${type}" is immutable but not unique: two people who share it could never be told apart again.`,
  },
  check(plan, { report }) {
    for (const type of plan.identity.types.values()) {
      if (!type.immutable || type.unique) continue;
      report({ message: 'shared', data: { type: type.key }, subject: type.subject, at: type.spot });
    }
  },
});
