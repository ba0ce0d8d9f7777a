import { defineRule } from '../rule.ts';
import { called, current, everyOwnProperty, firstMeeting, isDangling } from '../uses.ts';

/** Any of these says what values are like. */
const SHAPING = [
  'type',
  'enum',
  'const',
  '$ref',
  '$dynamicRef',
  'allOf',
  'anyOf',
  'oneOf',
  'not',
  'if',
  'properties',
  'items',
  'is',
  'format',
  'pattern',
];

export const untyped = defineRule({
  id: 'types/untyped',
  summary: 'Every property says which values it may have.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    untyped: ({ property }: { property: string }) => `"${property}" has no type: any value is valid.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyOwnProperty(plan)) {
      if (
        typeof property.schema === 'boolean'
          ? !property.schema
          : SHAPING.some((name) => Object.hasOwn(property.schema as object, name))
      ) {
        continue;
      }
      if (!current(property) || isDangling(plan, property.spot) || !first(property.spot)) continue;
      report({
        message: 'untyped',
        data: { property: called(property) },
        subject: property.subject,
        at: property.spot,
      });
    }
  },
});
