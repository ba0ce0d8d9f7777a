import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { namesOf, settledNames } from './names.ts';

const VAGUE = new Set(
  (
    'attribute attributes data datum default details event events extra extras field fields generic info information item1 ' +
    'key metadata misc miscellaneous object other param parameter params payload placeholder prop properties props ' +
    'property stuff temp test thing tmp todo unknown untitled value value1 value2 values var variable'
  ).split(' '),
);

export const vagueName = defineRule({
  id: 'naming/vague-name',
  summary: 'Names say what a thing is: not data, value, info, test or event.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['naming'],
  messages: {
    vague: ({ noun, name }: { noun: string; name: string }) => `${noun} name "${name}" could mean anything.`,
    numbered: ({ noun, name }: { noun: string; name: string }) =>
      `${noun} name "${name}" ends in a number that says nothing about it.`,
  },
  check(plan, { report }) {
    for (const { noun, text, subject, at } of settledNames(plan)) {
      const all = words(text).map((word) => word.toLowerCase());
      if (all.length > 0 && all.every((word) => VAGUE.has(word))) {
        report({ message: 'vague', data: { noun, name: text }, subject, at });
      }
    }
    for (const { noun, text, subject, at } of namesOf(plan, 'events')) {
      if (/\p{L}[\s_-]?\d{1,2}$/u.test(text))
        report({ message: 'numbered', data: { noun, name: text }, subject, at });
    }
  },
});
