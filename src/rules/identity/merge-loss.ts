import type { System } from '../../plan/types.ts';
import { type ArrivingEvent, arrivingEvents } from '../arrivals.ts';
import { about, cite, factOf, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';
import { isAnonymous, typesOf } from './kinds.ts';

export const mergeLoss = defineRule({
  id: 'identity/merge-loss',
  summary: 'No anonymous event goes where the history of anonymous people is thrown away.',
  severity: 'info',
  preset: 'strict',
  on: 'plan',
  tags: ['identity', 'merge', 'systems'],
  messages: {
    lost: (data: {
      system: string;
      count: number;
      example: string;
      lost: string;
      source: string;
      checked: string;
    }) =>
      `"${data.example}"${data.count === 1 ? '' : ` and ${data.count - 1} more events`} may reach ${data.system} before the person is known; when that person exists already, it drops ${data.lost}${cite(data)}.`,
  },
  check(plan, { report }) {
    const mayBeAnonymous = ({ event }: ArrivingEvent): boolean => {
      const types = typesOf(plan, event);
      // One known id that is always there keeps the event on the known profile.
      if (event.identifiedBy.kind === 'all') return types.length > 0 && types.every(isAnonymous);
      return types.some(isAnonymous);
    };
    const anonymous = new Map<System, ArrivingEvent[]>();
    for (const each of arrivingEvents(plan)) {
      if (mayBeAnonymous(each)) anonymous.set(each.system, [...(anonymous.get(each.system) ?? []), each]);
    }
    for (const [system, events] of anonymous) {
      const lost = namesOf(system, 'identity', 'merge', 'lost_on_merge');
      const merge = factOf(system, 'identity', 'merge');
      if (lost === null || merge === null) continue;
      report({
        message: 'lost',
        data: {
          system: title(system),
          count: events.length,
          example: events[0]?.event.key ?? '',
          lost: lost.value.map((each) => each.replaceAll('_', ' ')).join(', '),
          ...sourceOf(merge),
        },
        ...about(merge, system, system),
        severity: 'info',
      });
    }
  },
});
