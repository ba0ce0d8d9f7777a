import { chain, living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const deadReplacement = defineRule({
  id: 'lifecycle/dead-replacement',
  summary: 'What replaces a thing is neither on its way out nor still to come.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    ending: ({
      noun,
      name,
      next,
      status,
      last,
    }: {
      noun: string;
      name: string;
      next: string;
      status: string;
      last: string | null;
    }) =>
      `${noun} "${name}" is replaced by "${next}", which is ${status} itself${last === null ? '' : `; at the end of the chain is "${last}"`}.`,
    toCome: ({ noun, name, next, status }: { noun: string; name: string; next: string; status: string }) =>
      `${noun} "${name}" is retired, and "${next}", which replaces it, is only ${status}.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const each of living(plan)) {
      const { noun, thing } = each;
      const { way, circle } = chain(plan, each);
      const [, next, ...rest] = way;
      const at = thing.node.entries.get('replaced_by')?.value ?? thing.spot;
      if (next === undefined || circle || !first(at)) continue;
      const place = { subject: thing.subject, at, related: [next.spot] };
      if (next.status === 'deprecated' || next.status === 'retired') {
        const last = rest.at(-1)?.key ?? null;
        report({
          message: 'ending',
          data: { noun, name: thing.key, next: next.key, status: next.status, last },
          ...place,
        });
      } else if (thing.status === 'retired' && next.status !== 'live') {
        report({
          message: 'toCome',
          data: { noun, name: thing.key, next: next.key, status: next.status },
          ...place,
        });
      }
    }
  },
});
