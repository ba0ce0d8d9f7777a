import type { Check, Hit } from '../../evidence/check.ts';
import type { PropertyUse } from '../../plan/types.ts';
import { defineRule } from '../rule.ts';
import { liveShapes, onlyFrom } from '../shapes.ts';

/** Checks of context entries, whose names are paths. */
function contextChecks(
  entries: ReadonlyMap<string, PropertyUse>,
  target: Pick<Check, 'event' | 'call' | 'variant'>,
  what: 'missing' | 'invalid',
): Check[] {
  const base = { ...target, part: 'context' } as const;
  return [...entries].flatMap(([name, use]): Check[] => {
    const about = { ...base, ...onlyFrom(use), subject: use.subject, path: name.split('.') };
    if (what === 'missing') {
      return use.required
        ? [
            {
              ...about,
              rule: 'events/missing-context',
              verdict: 'missing_required',
              operation: { op: 'required' },
            },
          ]
        : [];
    }
    const { schema } = use.property;
    return schema === true
      ? []
      : [
          {
            ...about,
            rule: 'events/invalid-context',
            verdict: 'invalid_value',
            operation: { op: 'schema', schema },
          },
        ];
  });
}

const everyCall = { event: null, call: null, variant: null };

export const missingContext = defineRule({
  id: 'events/missing-context',
  summary: 'Every call carries the context that the plan requires.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    required: ({ event, path }: Hit) => `The required context "${path}" is missing in ${event ?? 'calls'}.`,
  },
  checks(plan) {
    return [
      ...contextChecks(plan.context, everyCall, 'missing'),
      ...liveShapes(plan).flatMap(({ shape, target }) =>
        contextChecks(own(shape.context, plan.context), target, 'missing'),
      ),
    ];
  },
});

export const invalidContext = defineRule({
  id: 'events/invalid-context',
  summary: 'A context value is what its entry in the plan says.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    schema: ({ event, path, expected, seen }: Hit) =>
      `The context "${path}" in ${event ?? 'calls'} should be ${expected}${seen === '' ? '' : `; it is ${seen}`}.`,
  },
  checks(plan) {
    return [
      ...contextChecks(plan.context, everyCall, 'invalid'),
      ...liveShapes(plan).flatMap(({ shape, target }) =>
        contextChecks(own(shape.context, plan.context), target, 'invalid'),
      ),
    ];
  },
});

/** What an event says itself; the rest holds for every call and is asked there. */
function own(
  entries: ReadonlyMap<string, PropertyUse>,
  common: ReadonlyMap<string, PropertyUse>,
): ReadonlyMap<string, PropertyUse> {
  return new Map([...entries].filter(([name, use]) => common.get(name) !== use));
}
