import { presentOf } from '../../text/english.ts';
import { fold } from '../../text/fold.ts';
import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { type Name, settledNames } from './names.ts';

export const similarEvents = defineRule({
  id: 'naming/similar-events',
  summary:
    'No two events have names that differ only in case, spacing, separators, plural, tense or invisible characters.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming', 'duplicates'],
  messages: {
    similar: ({ name, other }: { name: string; other: string }) =>
      `Event name "${name}" can be taken for "${other}".`,
  },
  check(plan, { report }) {
    const first = new Map<string, Name>();
    for (const name of settledNames(plan)) {
      if (name.event === null) continue;
      const key = `${name.event.call} ${eventKey(name.text)}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, name);
      // The same name twice is two entries that a `when` tells apart.
      else if (other.text !== name.text) {
        report({
          message: 'similar',
          data: { name: name.text, other: other.text },
          subject: name.subject,
          at: name.at,
          related: [other.at],
          discriminator: other.text,
        });
      }
    }
  },
});

/** Folds plural and tense too: "Orders Complete" and "Order Completed" are one. */
function eventKey(name: string): string {
  const all = [...words(name.normalize('NFKC'))];
  const last = all.pop() ?? '';
  return fold(all.join(' ')) + fold(presentOf(last) ?? last);
}
