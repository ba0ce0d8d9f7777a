import { defineRule } from '../rule.ts';
import { placeOf, planned } from './planned.ts';

export const endedEvent = defineRule({
  id: 'code/ended-event',
  on: 'call',
  summary: 'Code sends no event that is deprecated, retired or past its sunset.',
  severity: 'warn',
  preset: 'recommended',
  tags: ['code', 'lifecycle'],
  messages: {
    deprecated: ({
      event,
      sunset,
      instead,
    }: {
      event: string;
      sunset: string | null;
      instead: string | null;
    }) =>
      `"${event}" is deprecated${sunset === null ? '' : ` and ends on ${sunset}`}, and still sent${instead === null ? '' : `; "${instead}" replaces it`}.`,
    ended: ({ event, why, instead }: { event: string; why: string; instead: string | null }) =>
      `"${event}" is ${why}, and still sent${instead === null ? '' : `; "${instead}" replaces it`}.`,
  },
  check(site, plan, { today, report }) {
    for (const { events } of planned(site, plan))
      for (const event of events) {
        const instead =
          event.replacedBy === null ? null : (plan.events.get(event.replacedBy)?.name ?? event.replacedBy);
        const over = event.sunset !== null && event.sunset < today;
        const common = { subject: event.subject, at: placeOf(site), related: [event.spot] };
        if (event.status === 'retired' || over)
          report({
            ...common,
            message: 'ended',
            severity: 'error',
            data: { event: event.name, why: over ? `past its sunset (${event.sunset})` : 'retired', instead },
          });
        else if (event.status === 'deprecated')
          report({
            ...common,
            message: 'deprecated',
            data: { event: event.name, sunset: event.sunset, instead },
          });
      }
  },
});
