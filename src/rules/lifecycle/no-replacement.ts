import { living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const noReplacement = defineRule({
  id: 'lifecycle/no-replacement',
  summary: 'A deprecated event or property says what replaces it, or when it ends.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    none: ({ noun, name }: { noun: string; name: string }) =>
      `${noun} "${name}" is deprecated, and neither \`replaced_by\` nor \`sunset\` says what now.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const { noun, thing } of living(plan)) {
      if (thing.status !== 'deprecated' || thing.replacedBy !== null || thing.sunset !== null) continue;
      if (noun === 'Need' || noun === 'Team' || !first(thing.spot)) continue;
      report({ message: 'none', data: { noun, name: thing.key }, subject: thing.subject, at: thing.spot });
    }
  },
});
