import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';
import { demand, demandOption, type Level } from './demand.ts';

export const missingExamples = defineRule({
  id: 'docs/missing-examples',
  summary: 'Events with properties show an example, or all their required properties do.',
  severity: 'warn',
  preset: 'recommended',
  on: 'plan',
  tags: ['docs', 'examples'],
  options: demandOption('optional'),
  defaults: { unless_said: 'optional' } as { unless_said: Level },
  messages: {
    missing: ({ name }: { name: string }) => `Event "${name}" has no example.`,
  },
  check(plan, { options, report }) {
    const severity = demand(plan, 'examples', options.unless_said);
    if (severity === null) return;
    for (const event of plan.events.values()) {
      if (event.examples.length > 0 || event.properties.size === 0 || !current(event)) continue;
      const uses = [...event.properties.values()];
      if (
        uses.every(
          (use) => use.property.examples.length > 0 || Array.isArray(schemaEnum(use.property.schema)),
        )
      )
        continue;
      report({
        message: 'missing',
        data: { name: event.key },
        subject: event.subject,
        at: event.spot,
        severity,
      });
    }
  },
});

/** A list of values is as good as an example. */
function schemaEnum(schema: unknown): unknown {
  return typeof schema === 'object' && schema !== null && 'enum' in schema ? schema.enum : null;
}
