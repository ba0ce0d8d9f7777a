import { singular } from '../../text/english.ts';
import { didYouMean } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { namesOf } from './names.ts';
import { objectAction } from './phrase.ts';

export const unknownObject = defineRule({
  id: 'naming/unknown-object',
  summary: 'Objects in event names come from the closed list of the vocabulary.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['naming', 'vocabulary'],
  messages: {
    unknown: ({ name, object, hint }: { name: string; object: string; hint: string }) =>
      `"${object}" in event name "${name}" is not among the objects of the vocabulary.${hint}`,
  },
  check(plan, { report }) {
    const vocabulary = plan.standards.vocabulary;
    if (!vocabulary?.objects) return;
    const key = (text: string) => text.toLowerCase().split(' ').map(singular).join(' ');
    const known = new Set(vocabulary.objects.map(key));
    for (const { text, subject, at } of namesOf(plan, 'events')) {
      const phrase = objectAction(text, vocabulary.actions ?? []);
      const object = phrase.object.join(' ');
      // Without a verb the form is at fault, and what the object is cannot be told.
      if (phrase.verb === null || object === '' || known.has(key(object))) continue;
      const hint = didYouMean(object, vocabulary.objects);
      report({
        message: 'unknown',
        data: { name: text, object, hint },
        subject,
        at,
        related: [vocabulary.node],
      });
    }
  },
});
