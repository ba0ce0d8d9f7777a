import { defineRule } from '../rule.ts';
import { type Described, described, descriptionAt } from './described.ts';

export const copiedDescription = defineRule({
  id: 'docs/copied-description',
  summary: 'No two events, and no two properties, have the same description.',
  severity: 'info',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs', 'duplicates'],
  messages: {
    copied: ({ noun, name, other }: { noun: string; name: string; other: string }) =>
      `${noun} "${name}" has the description of "${other}": one of them is not described.`,
  },
  check(plan, { report }) {
    const first = new Map<string, Described>();
    for (const thing of described(plan)) {
      const text = thing.description?.trim().toLowerCase().replace(/\s+/g, ' ') ?? '';
      if (text === '') continue;
      const key = `${thing.noun} ${text}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, thing);
      // One name used in several events is one thing.
      else if (other.name !== thing.name) {
        const data = { noun: thing.noun, name: thing.name, other: other.name };
        report({
          message: 'copied',
          data,
          subject: thing.subject,
          at: descriptionAt(thing),
          related: [descriptionAt(other)],
        });
      }
    }
  },
});
