import type { Check, Hit } from '../../evidence/check.ts';
import { defineRule } from '../rule.ts';
import { liveShapes, onlyFrom } from '../shapes.ts';

export const invalidProperty = defineRule({
  id: 'events/invalid-property',
  summary: 'The value of a property is what its type, bounds, format, pattern and enum in the plan say.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    schema: ({ event, path, expected, seen }: Hit) =>
      `"${path}" in ${event} should be ${expected}${seen === '' ? '' : `; it is ${seen}`}.`,
  },
  checks(plan) {
    const checks: Check[] = [];
    for (const { event, shape, target } of liveShapes(plan)) {
      const base = {
        ...target,
        rule: 'events/invalid-property',
        part: 'properties',
        verdict: 'invalid_value',
      } as const;
      for (const [name, use] of shape.properties) {
        if (use.property.schema === true) continue;
        checks.push({
          ...base,
          ...onlyFrom(use),
          subject: use.subject,
          path: [name],
          operation: { op: 'schema', schema: use.property.schema },
        });
      }
      if (typeof shape.additional !== 'boolean') {
        // What each undeclared property must be: `properties` keeps the declared ones out of it.
        const schema = {
          properties: Object.fromEntries(
            [...shape.properties.keys(), ...shape.absent].map((name) => [name, true]),
          ),
          additionalProperties: shape.additional,
        };
        checks.push({ ...base, subject: event.subject, path: [], operation: { op: 'schema', schema } });
      }
    }
    return checks;
  },
});
