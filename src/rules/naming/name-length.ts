import { defineRule } from '../rule.ts';
import { settledNames, standardOf } from './names.ts';

export const nameLength = defineRule({
  id: 'naming/name-length',
  summary: 'No name is longer than its standard allows.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming'],
  messages: {
    tooLong: ({ noun, name, length, max }: { noun: string; name: string; length: number; max: number }) =>
      `${noun} name "${name}" has ${length} characters; the standard allows ${max}.`,
  },
  check(plan, { report }) {
    for (const { kind, noun, text, subject, at } of settledNames(plan)) {
      const max = standardOf(plan, kind)?.maxLength;
      // Characters as a reader counts them, not UTF-16 units.
      const length = [...text].length;
      if (max != null && length > max) {
        report({ message: 'tooLong', data: { noun, name: text, length, max }, subject, at });
      }
    }
  },
});
