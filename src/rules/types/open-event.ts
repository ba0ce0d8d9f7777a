import { defineRule } from '../rule.ts';
import { current } from '../uses.ts';

export const openEvent = defineRule({
  id: 'types/open-event',
  summary: 'Events name all properties that they carry.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['types', 'strength'],
  messages: {
    open: ({ event }: { event: string }) =>
      `"${event}" allows properties that the plan does not name: nothing sent with it is ever unplanned.`,
  },
  check(plan, { report }) {
    for (const event of plan.events.values()) {
      if (event.additional !== true || !current(event)) continue;
      const at = event.node.entries.get('additional_properties')?.value ?? event.spot;
      report({ message: 'open', data: { event: event.key }, subject: event.subject, at });
    }
  },
});
