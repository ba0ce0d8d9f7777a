import { defineRule } from '../rule.ts';
import { called, current, everyOwnProperty, firstMeeting, keyword, typesOf } from '../uses.ts';

export const arrayWithoutItems = defineRule({
  id: 'types/array-without-items',
  summary: 'Every list says what its elements are.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    noItems: ({ property }: { property: string }) =>
      `List "${property}" does not say what its elements are; \`items\` would.`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyOwnProperty(plan)) {
      if (!typesOf(property).includes('array') || !current(property)) continue;
      if (
        ['items', 'prefixItems', 'contains', '$ref', 'allOf', 'anyOf', 'oneOf', 'enum', 'const'].some(
          (name) => keyword(property, name) !== undefined,
        )
      )
        continue;
      // An empty list of at most 0 elements needs none.
      if (keyword(property, 'maxItems') === 0 || !first(property.spot)) continue;
      report({
        message: 'noItems',
        data: { property: called(property) },
        subject: property.subject,
        at: property.spot,
      });
    }
  },
});
