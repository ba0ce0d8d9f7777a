import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const tooWide = defineRule({
  id: 'events/too-wide',
  summary: 'No event carries more properties than people can keep right.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['events'],
  options: {
    type: 'object',
    properties: {
      max: { type: 'integer', minimum: 1, default: 50, description: 'Most properties of one event.' },
    },
    additionalProperties: false,
  },
  defaults: { max: 50 },
  messages: {
    wide: ({ event, count, max }: { event: string; count: number; max: number }) =>
      `"${event}" has ${count} properties, more than ${max}: perhaps it is several events.`,
  },
  check(plan, { options, report }) {
    for (const event of plan.events.values()) {
      const count = event.properties.size;
      if (count <= options.max || !current(event)) continue;
      report({
        message: 'wide',
        data: { event: event.key, count, max: options.max },
        subject: event.subject,
        at: event.spot,
      });
    }
  },
});
