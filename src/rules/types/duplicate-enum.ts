import { removeItem } from '../../plan/edit.ts';
import { sameJson, shown } from '../../text/fits.ts';
import { fold } from '../../text/fold.ts';
import { fixed } from '../fixes.ts';
import { defineRule } from '../rule.ts';
import { called, everyShape, firstMeeting, keyword, placeOf } from '../uses.ts';

export const duplicateEnum = defineRule({
  id: 'types/duplicate-enum',
  summary: 'No two values of an enum are the same, or differ only in spelling.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  fixable: 'safe',
  tags: ['types', 'schema', 'duplicates'],
  messages: {
    same: ({ property, value }: { property: string; value: string }) =>
      `The enum of "${property}" lists ${value} twice.`,
    similar: ({ property, value, other }: { property: string; value: string; other: string }) =>
      `The enum of "${property}" has both ${other} and ${value}: reports will split what is one thing.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const values = keyword(property, 'enum');
      if (!Array.isArray(values)) continue;
      const node = property.node.entries.get('enum')?.value;
      for (const [index, value] of values.entries()) {
        const earlier = values.slice(0, index);
        const same = earlier.some((each) => sameJson(each, value));
        const similar = earlier.find(
          (each) =>
            typeof value === 'string' &&
            typeof each === 'string' &&
            fold(value) !== '' &&
            fold(value) === fold(each),
        );
        if (!same && similar === undefined) continue;
        const at = node?.kind === 'list' ? (node.items[index] ?? node) : placeOf(property, 'enum');
        if (!first(at)) continue;
        const remove = (item: number) =>
          node?.kind === 'list' ? fixed('safe', 'Remove the second', removeItem(plan, node, item)) : {};
        const place = { subject: property.subject, at, discriminator: shown(value) };
        if (same)
          report({
            message: 'same',
            data: { property: called(property), value: shown(value) },
            ...place,
            ...remove(index),
          });
        else if (similar !== undefined) {
          const data = { property: called(property), value: shown(value), other: shown(similar) };
          report({ message: 'similar', data, ...place });
        }
      }
    }
  },
});
