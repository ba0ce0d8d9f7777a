import { defineRule } from '../rule.ts';
import { isAnonymous, isKnown } from './kinds.ts';

export const priorityOrder = defineRule({
  id: 'identity/priority-order',
  summary: 'Identifiers of known people come before those of devices and sessions.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['identity', 'strategy'],
  messages: {
    before: ({ device, person }: { device: string; person: string }) =>
      `The priority has "${device}" before "${person}": a shared device would win over the person.`,
    mutable: ({ first, second }: { first: string; second: string }) =>
      `The priority has "${first}", which can change, before "${second}", which cannot.`,
  },
  check(plan, { report }) {
    const { priority, types, node } = plan.identity;
    const list = priority.flatMap((key) => types.get(key) ?? []);
    const at = node?.entries.get('priority')?.value ?? plan.root;
    const device = list.find(isAnonymous);
    const person = device && list.slice(list.indexOf(device)).find(isKnown);
    if (device && person) {
      const data = { device: device.key, person: person.key };
      report({ message: 'before', data, subject: person.subject, at });
    }
    const known = list.filter(isKnown);
    const first = known.find((type) => !type.immutable);
    const second = first && known.slice(known.indexOf(first)).find((type) => type.immutable);
    if (!first || !second) return;
    report({
      message: 'mutable',
      data: { first: first.key, second: second.key },
      subject: second.subject,
      at,
      severity: 'warn',
      discriminator: 'mutable',
    });
  },
});
