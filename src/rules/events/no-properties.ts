import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const noProperties = defineRule({
  id: 'events/no-properties',
  summary: 'Track events carry a property.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['events', 'strength'],
  messages: {
    none: ({ event }: { event: string }) =>
      `"${event}" has no properties: it can be counted, and nothing else can be asked of it.`,
  },
  check(plan, { report }) {
    for (const event of plan.events.values()) {
      if (
        event.call !== 'track' ||
        event.properties.size > 0 ||
        event.additional !== false ||
        event.glob ||
        !current(event)
      )
        continue;
      if (event.variants.some((variant) => variant.properties.size > 0)) continue;
      report({ message: 'none', data: { event: event.key }, subject: event.subject, at: event.spot });
    }
  },
});
