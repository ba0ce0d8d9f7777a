import { defineRule } from '../rule.ts';
import { called, current, everyOwnProperty, firstMeeting, keyword } from '../uses.ts';

export const openObject = defineRule({
  id: 'types/open-object',
  summary: 'Objects with declared properties say whether others may be sent.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    open: ({ property }: { property: string }) =>
      `Object "${property}" is open by omission: a misspelt property inside is valid. Say \`additionalProperties: false\`, or true.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyOwnProperty(plan)) {
      if (keyword(property, 'properties') === undefined || !current(property)) continue;
      if (
        ['additionalProperties', 'unevaluatedProperties', 'patternProperties', 'allOf', '$ref'].some(
          (name) => keyword(property, name) !== undefined,
        )
      )
        continue;
      if (!first(property.spot)) continue;
      report({
        message: 'open',
        data: { property: called(property) },
        subject: property.subject,
        at: property.spot,
      });
    }
  },
});
