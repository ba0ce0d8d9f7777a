import { presentOf, singular } from '../../text/english.ts';
import { fold } from '../../text/fold.ts';
import { remembered } from '../../text/remembered.ts';
import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { described, descriptionAt } from './described.ts';

/** Words that add nothing to a name: "The id of the order" says no more than order_id. */
const EMPTY = new Set(
  (
    'a an the this that these it its is are was were be been being of for to in on at by with from and or when which who whose where as ' +
    'event events property properties attribute field value values parameter param trait fires fired fire triggered trigger triggers ' +
    'sent send tracks track tracked contains holds represents indicates denotes name user users has have had someone something customer ' +
    'happens happened occurs occurred whenever after once string number boolean'
  ).split(' '),
);

export const repeatsName = defineRule({
  id: 'docs/repeats-name',
  summary: 'A description says more than the name does.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs'],
  messages: {
    repeats: ({ noun, name, description }: { noun: string; name: string; description: string }) =>
      `The description of ${noun} "${name}" only repeats its name: "${description}".`,
  },
  check(plan, { report }) {
    for (const thing of described(plan)) {
      const { noun, name, description, subject } = thing;
      if (description === null || description.trim() === '') continue;
      const known = new Set(words(name).map(stem));
      const added = words(description).filter(
        (word) => !EMPTY.has(word.toLowerCase()) && !known.has(stem(word)),
      );
      if (added.length > 0 && fold(description) !== fold(name)) continue;
      const data = { noun: noun.toLowerCase(), name, description: description.trim().slice(0, 80) };
      report({ message: 'repeats', data, subject, at: descriptionAt(thing) });
    }
  },
});

const stem = remembered((word: string) => presentOf(word) ?? singular(word));
