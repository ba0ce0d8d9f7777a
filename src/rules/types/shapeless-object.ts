import { defineRule } from '../rule.ts';
import { called, current, everyOwnProperty, firstMeeting, keyword, typesOf } from '../uses.ts';

const SHAPES = [
  'properties',
  'patternProperties',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
  '$ref',
  'allOf',
  'anyOf',
  'oneOf',
  'enum',
  'const',
];

export const shapelessObject = defineRule({
  id: 'types/shapeless-object',
  summary: 'Every object says what is inside.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    shapeless: ({ property }: { property: string }) =>
      `Object "${property}" does not say what is inside: whatever is sent there is valid, personal data too.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyOwnProperty(plan)) {
      if (!typesOf(property).includes('object') || !current(property)) continue;
      if (SHAPES.some((name) => keyword(property, name) !== undefined) || !first(property.spot)) continue;
      report({
        message: 'shapeless',
        data: { property: called(property) },
        subject: property.subject,
        at: property.spot,
      });
    }
  },
});
