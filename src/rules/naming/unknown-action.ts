import { didYouMean } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { namesOf } from './names.ts';
import { objectAction } from './phrase.ts';

export const unknownAction = defineRule({
  id: 'naming/unknown-action',
  summary: 'Actions in event names come from the closed list of the vocabulary.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming', 'vocabulary'],
  messages: {
    unknown: ({ name, action, hint }: { name: string; action: string; hint: string }) =>
      `"${action}" in event name "${name}" is not among the actions of the vocabulary.${hint}`,
  },
  check(plan, { report }) {
    const vocabulary = plan.standards.vocabulary;
    if (!vocabulary?.actions) return;
    const known = new Set(vocabulary.actions.map((action) => action.toLowerCase()));
    for (const { text, subject, at } of namesOf(plan, 'events')) {
      const { verb, action } = objectAction(text, vocabulary.actions);
      if (verb === null || known.has(verb.toLowerCase()) || known.has(action.join(' ').toLowerCase()))
        continue;
      const hint = didYouMean(verb, vocabulary.actions);
      report({
        message: 'unknown',
        data: { name: text, action: verb, hint },
        subject,
        at,
        related: [vocabulary.node],
      });
    }
  },
});
