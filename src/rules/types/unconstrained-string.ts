import { defineRule } from '../rule.ts';
import { called, current, everyOwnProperty, firstMeeting, keyword, typesOf } from '../uses.ts';

const CONSTRAINTS = [
  'enum',
  'const',
  'format',
  'pattern',
  'maxLength',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'contentEncoding',
];

export const unconstrainedString = defineRule({
  id: 'types/unconstrained-string',
  summary: 'Text has a length, a format, a pattern or a list of values.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    anything: ({ property }: { property: string }) =>
      `"${property}" may be any text of any length; maxLength, enum, format or pattern would tell a wrong value.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyOwnProperty(plan)) {
      if (!typesOf(property).includes('string') || !current(property)) continue;
      if (CONSTRAINTS.some((name) => keyword(property, name) !== undefined) || !first(property.spot))
        continue;
      report({
        message: 'anything',
        data: { property: called(property) },
        subject: property.subject,
        at: property.spot,
      });
    }
  },
});
