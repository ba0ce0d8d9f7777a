import { living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const noSunset = defineRule({
  id: 'lifecycle/no-sunset',
  summary: 'What is deprecated has a day on which it ends.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    none: ({ noun, name }: { noun: string; name: string }) =>
      `${noun} "${name}" is deprecated and has no \`sunset\`: it may stay for ever.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { noun, thing } of living(plan)) {
      if (thing.status !== 'deprecated' || thing.sunset !== null || !first(thing.spot)) continue;
      report({ message: 'none', data: { noun, name: thing.key }, subject: thing.subject, at: thing.spot });
    }
  },
});
