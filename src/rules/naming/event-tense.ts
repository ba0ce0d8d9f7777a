import { pastOf, presentOf, tenseOf } from '../../text/english.ts';
import { defineRule } from '../rule.ts';
import { namesOf, standardOf } from './names.ts';
import { objectAction, startsWithAction } from './phrase.ts';
import { renaming } from './renaming.ts';

export const eventTense = defineRule({
  id: 'naming/event-tense',
  summary: 'The verb in an event name is in the tense that the standard asks for.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['naming'],
  messages: {
    wrongTense: ({
      name,
      verb,
      tense,
      better,
    }: {
      name: string;
      verb: string;
      tense: string;
      better: string;
    }) => `"${verb}" in event name "${name}" is not in the ${tense} tense; "${better}" would be.`,
  },
  check(plan, { report }) {
    const wanted = standardOf(plan, 'events')?.tense;
    if (!wanted) return;
    for (const name of namesOf(plan, 'events')) {
      const { text, subject, at } = name;
      const phrase = objectAction(text, plan.standards.vocabulary?.actions ?? []);
      const verb = startsWithAction(text) ? phrase.words[0] : phrase.verb;
      if (!verb) continue;
      const tense = tenseOf(verb);
      const better = wanted === 'past' ? pastOf(verb) : presentOf(verb);
      if (tense === null || tense === wanted || better === null || better === verb.toLowerCase()) continue;
      const shown = /^\p{Lu}/u.test(verb) ? better.charAt(0).toUpperCase() + better.slice(1) : better;
      const renamed = text.replace(verb, shown);
      const data = { name: text, verb, tense: wanted, better: renamed };
      report({ message: 'wrongTense', data, subject, at, ...renaming(plan, name, renamed) });
    }
  },
});
