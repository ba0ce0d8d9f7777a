import { chain, living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const replacementCircle = defineRule({
  id: 'lifecycle/replacement-circle',
  summary: 'No chain of replacements comes back to where it began.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    circle: ({ noun, name, way }: { noun: string; name: string; way: string }) =>
      `${noun} "${name}" replaces itself in the end: ${way}.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const each of living(plan)) {
      const { noun, thing } = each;
      const { way, circle } = chain(plan, each);
      const at = thing.node.entries.get('replaced_by')?.value ?? thing.spot;
      // A chain that only leads into a circle is not part of it.
      if (!circle || way.at(-1) !== thing || !first(at)) continue;
      const data = { noun, name: thing.key, way: way.map((step) => `"${step.key}"`).join(' → ') };
      report({ message: 'circle', data, subject: thing.subject, at });
    }
  },
});
