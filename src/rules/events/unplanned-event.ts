import type { Hit } from '../../evidence/check.ts';
import { subject } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';

export const unplannedEvent = defineRule({
  id: 'events/unplanned-event',
  summary: 'Every track, page and screen call that was sent is an event of the plan.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['events', 'samples'],
  messages: {
    unplanned: ({ event, nearest }: Hit) =>
      `${event === null ? 'A call without a name' : `The event "${event}"`} is not in the plan${nearest === null ? '' : `; the nearest is "${nearest}"`}.`,
  },
  checks(plan) {
    const known = [...plan.events.values()].map((event) => event.name);
    return [
      {
        rule: 'events/unplanned-event',
        subject: subject(['plan', plan.name]),
        event: null,
        call: null,
        variant: null,
        part: 'event',
        path: [],
        verdict: 'unplanned',
        operation: { op: 'unplanned', known: [...new Set(known)] },
      },
    ];
  },
});
