import { defineRule } from '../rule.ts';
import { settledNames } from './names.ts';
import { renaming } from './renaming.ts';

export const straySpace = defineRule({
  id: 'naming/stray-space',
  summary: 'Names neither begin nor end with a space, and have no two in a row.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['naming'],
  messages: {
    stray: ({ noun, name, where }: { noun: string; name: string; where: string }) =>
      `${noun} name "${name}" ${where}; names are compared exactly.`,
  },
  check(plan, { report }) {
    for (const name of settledNames(plan)) {
      const { noun, text, subject, at } = name;
      const where = text.startsWith(' ')
        ? 'begins with a space'
        : text.endsWith(' ')
          ? 'ends with a space'
          : text.includes('  ')
            ? 'has two spaces in a row'
            : null;
      if (where !== null)
        report({
          message: 'stray',
          data: { noun, name: text, where },
          subject,
          at,
          ...renaming(plan, name, text.trim().replace(/ {2,}/g, ' ')),
        });
    }
  },
});
