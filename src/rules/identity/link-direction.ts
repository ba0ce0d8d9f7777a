import { defineRule } from '../rule.ts';
import { isAnonymous, isKnown } from './kinds.ts';

export const linkDirection = defineRule({
  id: 'identity/link-direction',
  summary: 'The link goes from an unknown to a known identifier.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    from: ({ type }: { type: string }) =>
      `The link starts at "${type}", which already names a known person; it starts at a device or session.`,
    to: ({ type }: { type: string }) =>
      `The link leads to "${type}", which names no known person: mark it \`known: true\`, or lead to one that is.`,
  },
  check(plan, { report }) {
    const { link, types } = plan.identity;
    if (link === null) return;
    const from = types.get(link.from);
    const to = types.get(link.to);
    const place = (key: string) => link.node.entries.get(key)?.value ?? link.node;
    if (from && isKnown(from)) {
      report({ message: 'from', data: { type: from.key }, subject: from.subject, at: place('from') });
    }
    if (to && (isAnonymous(to) || !to.known)) {
      const data = { type: to.key };
      report({ message: 'to', data, subject: to.subject, at: place('to'), discriminator: 'to' });
    }
  },
});
