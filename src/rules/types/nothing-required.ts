import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const nothingRequired = defineRule({
  id: 'types/nothing-required',
  summary: 'Every event with properties requires one.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    nothing: ({ event, count }: { event: string; count: number }) =>
      `None of the ${count} properties of "${event}" is required: an empty event is valid.`,
  },
  check(plan, { report }) {
    for (const event of plan.events.values()) {
      const uses = [...event.properties.values()];
      if (uses.length < 2 || uses.some((use) => use.required) || !current(event)) continue;
      report({
        message: 'nothing',
        data: { event: event.key, count: uses.length },
        subject: event.subject,
        at: event.spot,
      });
    }
  },
});
