import { singular } from '../../text/english.ts';
import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { settledNames } from './names.ts';

export const synonym = defineRule({
  id: 'naming/synonym',
  summary: 'Names use the preferred word where the vocabulary settles one.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming', 'vocabulary'],
  messages: {
    synonym: ({
      noun,
      name,
      word,
      preferred,
    }: {
      noun: string;
      name: string;
      word: string;
      preferred: string;
    }) => `${noun} name "${name}" says "${word}" where the vocabulary prefers "${preferred}".`,
  },
  check(plan, { report }) {
    const synonyms = plan.standards.vocabulary?.synonyms;
    if (!synonyms || synonyms.size === 0) return;
    // What the vocabulary lists as an action is no synonym of an object: Order Purchased.
    const actions = new Set(plan.standards.vocabulary?.actions?.map((action) => action.toLowerCase()) ?? []);
    for (const { noun, text, subject, at } of settledNames(plan)) {
      const word = words(text).find((each) => {
        const lower = each.toLowerCase();
        return !actions.has(lower) && (synonyms.has(lower) || synonyms.has(singular(lower)));
      });
      if (word === undefined) continue;
      const preferred = synonyms.get(word.toLowerCase()) ?? synonyms.get(singular(word)) ?? '';
      report({ message: 'synonym', data: { noun, name: text, word, preferred }, subject, at });
    }
  },
});
