import { defineRule } from '../rule.ts';
import { everyProperty, firstMeeting, keyword, placeOf } from '../uses.ts';

export const emptyEnum = defineRule({
  id: 'types/empty-enum',
  summary: 'Every enum has a value.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'schema'],
  messages: {
    empty: ({ property }: { property: string }) =>
      `The enum of "${property}" is empty: no value can be valid.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyProperty(plan)) {
      const values = keyword(property, 'enum');
      const at = placeOf(property, 'enum');
      if (!Array.isArray(values) || values.length > 0 || !first(at)) continue;
      report({ message: 'empty', data: { property: property.key }, subject: property.subject, at });
    }
  },
});
