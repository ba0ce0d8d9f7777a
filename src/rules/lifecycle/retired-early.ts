import { living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const retiredEarly = defineRule({
  id: 'lifecycle/retired-early',
  summary: 'What is retired has no sunset still to come.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    early: ({ noun, name, sunset }: { noun: string; name: string; sunset: string }) =>
      `${noun} "${name}" is retired, but its sunset is only on ${sunset}: until then it was promised.`,
  },
  check(plan, { today, report }) {
    const first = firstMeeting();
    for (const { noun, thing } of living(plan)) {
      const at = thing.node.entries.get('sunset')?.value ?? thing.spot;
      if (thing.status !== 'retired' || thing.sunset === null || thing.sunset < today || !first(at)) continue;
      report({
        message: 'early',
        data: { noun, name: thing.key, sunset: thing.sunset },
        subject: thing.subject,
        at,
      });
    }
  },
});
