import { about, cite, numberOf, sourceOf, title } from '../facts.ts';
import { routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const ageLimit = defineRule({
  id: 'time/age-limit',
  summary: 'What takes a way through a warehouse arrives before the system thinks it too old.',
  severity: 'info',
  preset: 'recommended',
  on: 'plan',
  tags: ['time', 'warehouse', 'drift'],
  messages: {
    slow: (data: {
      system: string;
      by: string;
      days: number;
      count: number;
      example: string;
      source: string;
      checked: string;
    }) =>
      `"${data.example}"${data.count === 1 ? '' : ` and ${data.count - 1} more`} reach${data.count === 1 ? 'es' : ''} ${data.system} by way of ${data.by}; it refuses what is older than ${data.days} days, so a load that is late or repeated loses them${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const days = numberOf(system, 'time', 'max_age_days');
      if (days === null) continue;
      const late = routedEvents(plan).flatMap(({ system: to, event, delivery }) => {
        const store = delivery.path
          .slice(1, -1)
          .map((key) => plan.systems.get(key))
          .find((step) => step?.role === 'warehouse');
        return to === system && store !== undefined ? [{ event, store }] : [];
      });
      const [first] = late;
      if (first === undefined) continue;
      const events = new Set(late.map(({ event }) => event));
      report({
        message: 'slow',
        data: {
          system: title(system),
          by: title(first.store),
          days: days.value,
          count: events.size,
          example: first.event.key,
          ...sourceOf(days),
        },
        ...about(days, system, system),
        severity: 'info',
      });
    }
  },
});
