import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { current, everyUse, typesOf } from '../uses.ts';

const NEGATIONS = new Set('no non not without isnt hasnt cannot dont never'.split(' '));

export const negatedBoolean = defineRule({
  id: 'naming/negated-boolean',
  summary: 'Booleans are named for what is true, not for what is not.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['naming'],
  messages: {
    negated: ({ name, word }: { name: string; word: string }) =>
      `Boolean "${name}" is named by "${word}": false then means that something holds.`,
  },
  check(plan, { report }) {
    const told = new Set<string>();
    for (const { use } of everyUse(plan)) {
      const word = words(use.name).find((each) => NEGATIONS.has(each.toLowerCase()));
      if (word === undefined || told.has(use.name) || !current(use.property)) continue;
      if (typesOf(use.property).join() !== 'boolean') continue;
      told.add(use.name);
      report({
        message: 'negated',
        data: { name: use.name, word },
        subject: use.property.subject,
        at: use.property.spot,
      });
    }
  },
});
