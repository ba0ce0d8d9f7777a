import type { Hit } from '../../evidence/check.ts';
import { defineRule } from '../rule.ts';
import { liveShapes, nested, onlyFrom } from '../shapes.ts';

export const missingProperty = defineRule({
  id: 'events/missing-property',
  summary: 'An event carries every property that the plan requires of it.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    required: ({ event, path }: Hit) => `The required property "${path}" is missing in ${event}.`,
  },
  checks(plan) {
    return liveShapes(plan).flatMap(({ shape, target }) =>
      nested(shape.properties)
        .filter(({ use }) => use.required)
        .map(({ use, path }) => ({
          ...target,
          ...onlyFrom(use),
          rule: 'events/missing-property',
          subject: use.subject,
          part: 'properties' as const,
          path,
          verdict: 'missing_required' as const,
          operation: { op: 'required' as const },
        })),
    );
  },
});
