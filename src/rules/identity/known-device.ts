import { defineRule } from '../rule.ts';

export const knownDevice = defineRule({
  id: 'identity/known-device',
  summary: 'Only identifiers of people, accounts and households are known.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    device: ({ type, of }: { type: string; of: string }) =>
      `"${type}" is of a ${of} and called known: a ${of} says nothing of who uses it.`,
  },
  check(plan, { report }) {
    for (const type of plan.identity.types.values()) {
      if (!type.known || (type.of !== 'device' && type.of !== 'session')) continue;
      const at = type.node.entries.get('known')?.value ?? type.spot;
      report({ message: 'device', data: { type: type.key, of: type.of }, subject: type.subject, at });
    }
  },
});
