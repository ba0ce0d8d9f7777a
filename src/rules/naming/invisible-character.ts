import { invisibles, visible } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { settledNames } from './names.ts';
import { renaming } from './renaming.ts';

export const invisibleCharacter = defineRule({
  id: 'naming/invisible-character',
  summary: 'Names have no characters that a reader cannot see or takes for a plain space.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['naming'],
  messages: {
    invisible: ({ noun, shown, codes }: { noun: string; shown: string; codes: string }) =>
      `${noun} name "${shown}" contains ${codes}, which nobody can see.`,
  },
  check(plan, { report }) {
    for (const name of settledNames(plan)) {
      const { noun, text, subject, at } = name;
      const found = [...new Set(invisibles(text).map((each) => each.code))];
      if (found.length === 0) continue;
      report({
        message: 'invisible',
        data: { noun, shown: visible(text), codes: found.slice(0, 3).join(', ') },
        subject,
        at,
        ...renaming(plan, name, visible(text)),
      });
    }
  },
});
