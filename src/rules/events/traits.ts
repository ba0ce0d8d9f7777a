import type { Check, Hit, Operation } from '../../evidence/check.ts';
import { subject } from '../../findings/subject.ts';
import type { Plan, PropertyUse } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { onlyFrom, onlyNames } from '../shapes.ts';

/** Which call sets the traits of a kind: identify a person's, group those of anything else (an account). */
function target(kind: string): Pick<Check, 'event' | 'call' | 'variant' | 'part' | 'kind'> {
  return { event: null, call: kind === 'person' ? 'identify' : 'group', variant: null, part: 'traits', kind };
}

function eachTrait(
  plan: Plan,
  check: (use: PropertyUse) => (Pick<Check, 'rule' | 'verdict'> & { operation: Operation }) | null,
): Check[] {
  return [...plan.traits].flatMap(([kind, traits]) =>
    [...traits].flatMap(([name, use]) => {
      const made = check(use);
      return made ? [{ ...target(kind), ...onlyFrom(use), subject: use.subject, path: [name], ...made }] : [];
    }),
  );
}

export const unplannedTrait = defineRule({
  id: 'events/unplanned-trait',
  summary: 'identify and group calls set only traits of the plan.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    unplanned: ({ path, nearest }: Hit) =>
      `The trait "${path}" is not in the plan${nearest === null ? '.' : `; did you mean "${nearest}"?`}`,
  },
  checks(plan) {
    return [...plan.traits].map(([kind, traits]) => ({
      ...target(kind),
      rule: 'events/unplanned-trait',
      subject: subject(['plan', plan.name], ['trait', kind]),
      path: [],
      verdict: 'unplanned' as const,
      operation: { op: 'unplanned' as const, known: [...traits.keys()], ...onlyNames(traits) },
    }));
  },
});

export const missingTrait = defineRule({
  id: 'events/missing-trait',
  summary: 'identify and group calls set every trait that the plan requires.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: { required: ({ path }: Hit) => `The required trait "${path}" is missing.` },
  checks: (plan) =>
    eachTrait(plan, (use) =>
      use.required
        ? { rule: 'events/missing-trait', verdict: 'missing_required', operation: { op: 'required' } }
        : null,
    ),
});

export const invalidTrait = defineRule({
  id: 'events/invalid-trait',
  summary: 'The value of a trait is what the plan says.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    schema: ({ path, expected, seen }: Hit) =>
      `The trait "${path}" should be ${expected}${seen === '' ? '' : `; it is ${seen}`}.`,
  },
  checks: (plan) =>
    eachTrait(plan, ({ property: { schema } }) =>
      schema === true
        ? null
        : { rule: 'events/invalid-trait', verdict: 'invalid_value', operation: { op: 'schema', schema } },
    ),
});
