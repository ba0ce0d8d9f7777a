import type { Check, Hit } from '../../evidence/check.ts';
import type { Plan, Shape } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { liveShapes } from '../shapes.ts';

/** What `identified_by` asks; without any ids in the plan there is nothing to carry. */
function asked(
  plan: Plan,
  { identifiedBy }: Shape,
): { need: 'all' | 'any'; types: readonly string[] } | null {
  if (identifiedBy.kind === 'none' || plan.identity.types.size === 0) return null;
  return identifiedBy.types.length === 0 ? null : { need: identifiedBy.kind, types: identifiedBy.types };
}

export const missingIdentifier = defineRule({
  id: 'identity/missing-identifier',
  summary: 'An event carries the identifiers that the plan asks of it, and no stand-ins for them.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['identity', 'samples'],
  messages: {
    identified: ({ event, expected }: Hit) =>
      `${event} was sent without an identifier; it should be ${expected}.`,
  },
  checks(plan) {
    return liveShapes(plan).flatMap(({ event, shape, target }): Check[] => {
      const need = asked(plan, shape);
      if (!need) return [];
      return [
        {
          ...target,
          rule: 'identity/missing-identifier',
          subject: event.subject,
          part: 'ids',
          path: [],
          verdict: 'missing_required',
          operation: { op: 'identified', ...need },
        },
      ];
    });
  },
});
