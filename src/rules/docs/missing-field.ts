import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';
import { demand } from './demand.ts';

/** These have rules of their own. */
const ELSEWHERE = new Set(['description', 'owner', 'trigger', 'examples']);

export const missingField = defineRule({
  id: 'docs/missing-field',
  summary: 'Events have every other key that `standards.documentation` asks for.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs'],
  messages: {
    missing: ({ name, field }: { name: string; field: string }) =>
      `Event "${name}" has no "${field}", as the documentation standard asks.`,
  },
  check(plan, { report }) {
    for (const field of Object.keys(plan.standards.documentation).toSorted()) {
      const severity = ELSEWHERE.has(field) ? null : demand(plan, field, 'optional');
      if (severity === null) continue;
      for (const event of plan.events.values()) {
        if (event.node.entries.has(field) || !current(event)) continue;
        const place = { subject: event.subject, at: event.spot, discriminator: field };
        report({ message: 'missing', data: { name: event.key, field }, severity, ...place });
      }
    }
  },
});
