import { presentOf, singular } from '../../text/english.ts';
import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { type Name, namesOf } from './names.ts';

export const sameWords = defineRule({
  id: 'naming/same-words',
  summary: 'No two events have names made of the same words in another order.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming', 'duplicates'],
  messages: {
    sameWords: ({ name, other }: { name: string; other: string }) =>
      `Event name "${name}" has the words of "${other}" in another order.`,
  },
  check(plan, { report }) {
    const first = new Map<string, Name>();
    for (const name of namesOf(plan, 'events')) {
      const all = words(name.text).map((word) => presentOf(word) ?? singular(word));
      if (all.length < 2) continue;
      const key = all.toSorted().join(' ');
      const other = first.get(key);
      if (other === undefined) first.set(key, name);
      else if (
        words(other.text)
          .map((word) => presentOf(word) ?? singular(word))
          .join(' ') !== all.join(' ')
      ) {
        report({
          message: 'sameWords',
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
