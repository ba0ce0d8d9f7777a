import { within } from '../../findings/subject.ts';
import { defineRule } from '../rule.ts';
import { placeOf } from './planned.ts';
import { faults } from './properties.ts';

export const missingCallProperty = defineRule({
  id: 'code/missing-property',
  on: 'call',
  summary: 'A call has every property that the plan requires of its event.',
  severity: 'error',
  preset: 'minimal',
  tags: ['code', 'properties'],
  messages: {
    missing: ({ event, property }: { event: string; property: string }) =>
      `"${event}" is sent without "${property}", which the plan requires.`,
    sometimes: ({ event, property }: { event: string; property: string }) =>
      `"${event}" is sent with "${property}" only under a condition; the plan requires it always.`,
  },
  check(site, plan, { report }) {
    for (const { event, faults: found } of faults(site, plan))
      for (const fault of found) {
        if (fault.kind !== 'missing') continue;
        report({
          message: fault.sometimes ? 'sometimes' : 'missing',
          data: { event: event.name, property: fault.name },
          subject: within(event.subject, 'property', fault.name),
          at: placeOf(site),
          related: [fault.use.spot],
          ...(fault.sometimes ? { severity: 'warn' as const } : {}),
        });
      }
  },
});
