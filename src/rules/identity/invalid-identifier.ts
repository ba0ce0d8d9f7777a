import type { Hit } from '../../evidence/check.ts';
import { defineRule } from '../rule.ts';

export const invalidIdentifier = defineRule({
  id: 'identity/invalid-identifier',
  summary: 'The value of an identifier is what its type in the plan says.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['identity', 'samples'],
  messages: {
    schema: ({ path, expected, seen }: Hit) =>
      `The identifier "${path}" should be ${expected}${seen === '' ? '' : `; it is ${seen}`}.`,
  },
  checks(plan) {
    return [...plan.identity.types.values()]
      .filter(({ schema }) => schema !== true)
      .map((type) => ({
        rule: 'identity/invalid-identifier',
        subject: type.subject,
        event: null,
        call: null,
        variant: null,
        part: 'ids' as const,
        path: [type.key],
        verdict: 'invalid_value' as const,
        operation: { op: 'schema' as const, schema: type.schema },
      }));
  },
});
