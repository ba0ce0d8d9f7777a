import { subject } from '../../findings/subject.ts';
import { nearest } from '../../text/nearest.ts';
import { defineRule } from '../rule.ts';
import { placeOf, planned } from './planned.ts';

export const unplannedCall = defineRule({
  id: 'code/unplanned-event',
  on: 'call',
  summary: 'Every event that code sends is in the plan.',
  severity: 'error',
  preset: 'minimal',
  tags: ['code', 'events'],
  messages: {
    unplanned: ({ event, near }: { event: string; near: string | null }) =>
      `The code sends "${event}", which is not in the plan${near === null ? '' : `; did you mean "${near}"?`}`,
    pattern: ({ event }: { event: string }) =>
      `The code sends "${event}" (* is not known), and no planned event fits that.`,
  },
  check(site, plan, { report }) {
    for (const { name, pattern, events, otherCalls } of planned(site, plan)) {
      if (events.length > 0 || otherCalls.length > 0) continue;
      const near = nearest(
        name,
        [...plan.events.values()].map((event) => event.name),
      );
      report({
        message: pattern ? 'pattern' : 'unplanned',
        data: { event: name, near },
        subject: subject(['event', name]),
        at: placeOf(site),
        ...(pattern ? { severity: 'warn' as const } : {}),
      });
    }
  },
});
