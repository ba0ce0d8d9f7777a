import { toCase } from '../../text/case.ts';
import { defineRule } from '../rule.ts';
import { namesOf, standardOf } from './names.ts';
import { objectAction, startsWithAction } from './phrase.ts';
import { renaming } from './renaming.ts';

type Data = { name: string; better: string | null };

export const eventForm = defineRule({
  id: 'naming/event-form',
  summary:
    'Event names have the form that the standard asks for: the object, then what was done to it, or the reverse.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
  tags: ['naming'],
  messages: {
    actionFirst: ({ name, better }: Data) =>
      `Event name "${name}" puts the action before the object${better === null ? '' : `; "${better}" would not`}.`,
    objectFirst: ({ name, better }: Data) =>
      `Event name "${name}" puts the object before the action${better === null ? '' : `; "${better}" would not`}.`,
    noAction: ({ name }: Data) =>
      `Event name "${name}" does not say what was done: no verb where the standard has one.`,
    noObject: ({ name }: Data) =>
      `Event name "${name}" does not say to what it was done: it is an action alone.`,
  },
  check(plan, { report }) {
    const standard = standardOf(plan, 'events');
    if (!standard?.form) return;
    const actions = plan.standards.vocabulary?.actions ?? [];
    const written = (parts: readonly string[]) => toCase(parts.join(' '), standard.case ?? 'title');
    for (const name of namesOf(plan, 'events')) {
      const { text, subject, at } = name;
      const phrase = objectAction(text, actions);
      const begins = startsWithAction(text);
      const turned = [...phrase.words.slice(1), ...phrase.words.slice(0, 1)];
      const tell = (
        message: 'actionFirst' | 'objectFirst' | 'noAction' | 'noObject',
        better: string | null,
      ) =>
        report({
          message,
          data: { name: text, better },
          subject,
          at,
          ...(better === null ? {} : renaming(plan, name, better)),
        });
      if (standard.form === 'object-action') {
        if (begins) tell('actionFirst', written(turned));
        else if (phrase.verb === null) tell('noAction', null);
        else if (phrase.object.length === 0) tell('noObject', null);
      } else if (!begins && phrase.verb !== null) {
        if (phrase.object.length === 0) tell('noObject', null);
        else tell('objectFirst', written([...phrase.action, ...phrase.object]));
      } else if (!begins) tell('noAction', null);
    }
  },
});
