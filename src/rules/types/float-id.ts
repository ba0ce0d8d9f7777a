import { words } from '../../text/words.ts';
import { defineRule } from '../rule.ts';
import { called, current, everyOwnProperty, firstMeeting, keyword, placeOf } from '../uses.ts';

export const floatId = defineRule({
  id: 'types/float-id',
  summary: 'Identifiers are text or whole numbers.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'identity'],
  messages: {
    float: ({ property }: { property: string }) =>
      `"${property}" is an identifier and may be any number: 17.5 is valid, and long ids lose their last digits.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyOwnProperty(plan)) {
      const last = words(property.key).at(-1)?.toLowerCase();
      if (last !== 'id' && last !== 'uuid' && last !== 'guid') continue;
      const type = keyword(property, 'type');
      const types = Array.isArray(type) ? type : [type];
      const at = placeOf(property, 'type');
      if (
        !types.includes('number') ||
        keyword(property, 'multipleOf') !== undefined ||
        !current(property) ||
        !first(at)
      )
        continue;
      report({ message: 'float', data: { property: called(property) }, subject: property.subject, at });
    }
  },
});
