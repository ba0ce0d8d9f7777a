import type { Check, Hit } from '../../evidence/check.ts';
import { defineRule } from '../rule.ts';
import { closedNames, liveShapes, nested, onlyFrom, onlyNames } from '../shapes.ts';

export const unplannedProperty = defineRule({
  id: 'events/unplanned-property',
  summary: 'An event carries only properties that the plan gives it.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    unplanned: ({ event, path, nearest }: Hit) =>
      `"${path}" is not a planned property of ${event}${nearest === null ? '' : `; did you mean "${nearest}"?`}${nearest === null ? '.' : ''}`,
    absent: ({ event, path }: Hit) => `"${path}" was taken away from ${event} and is still sent.`,
  },
  checks(plan) {
    const rule = 'events/unplanned-property';
    const checks: Check[] = [];
    for (const { shape, event, target } of liveShapes(plan)) {
      const base = { ...target, rule, part: 'properties', verdict: 'unplanned' } as const;
      if (shape.additional === false) {
        const known = [...shape.properties.keys(), ...shape.absent];
        checks.push({
          ...base,
          subject: event.subject,
          path: [],
          operation: { op: 'unplanned', known, ...onlyNames(shape.properties) },
        });
      }
      for (const name of shape.absent) {
        checks.push({ ...base, subject: event.subject, path: [name], operation: { op: 'absent' } });
      }
      for (const { use, path } of nested(shape.properties)) {
        const known = closedNames(use);
        if (known) {
          checks.push({
            ...base,
            ...onlyFrom(use),
            subject: use.subject,
            path,
            operation: { op: 'unplanned', known },
          });
        }
      }
    }
    return checks;
  },
});
