import { compilePattern, PatternError } from '../../text/pattern.ts';
import { defineRule } from '../rule.ts';
import { called, everyShape, firstMeeting, keyword, placeOf } from '../uses.ts';

export const invalidPattern = defineRule({
  id: 'types/invalid-pattern',
  summary: 'Every pattern is a regular expression, and one whose time is bounded.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['types', 'schema'],
  messages: {
    invalid: ({ property, why }: { property: string; why: string }) =>
      `The pattern of "${property}" cannot be used: ${why}`,
  },
  check(plan, { report }) {
    const first = firstMeeting();
    for (const property of everyShape(plan)) {
      const pattern = keyword(property, 'pattern');
      const at = placeOf(property, 'pattern');
      if (typeof pattern !== 'string' || !first(at)) continue;
      try {
        compilePattern(pattern);
      } catch (error) {
        if (!(error instanceof PatternError)) throw error;
        report({
          message: 'invalid',
          data: { property: called(property), why: error.message },
          subject: property.subject,
          at,
        });
      }
    }
  },
});
