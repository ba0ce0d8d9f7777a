import type { Check, Hit } from '../../evidence/check.ts';
import { defineRule } from '../rule.ts';

export const seenAfterSunset = defineRule({
  id: 'lifecycle/seen-after-sunset',
  summary: 'An event that is retired, or whose sunset has passed, is no longer sent.',
  severity: 'error',
  preset: 'minimal',
  on: 'sample',
  tags: ['lifecycle', 'samples'],
  messages: {
    sunset: ({ event, expected }: Hit) => `${event} is still sent, and should not be ${expected}.`,
  },
  checks(plan) {
    const checks: Check[] = [];
    const base = { rule: 'lifecycle/seen-after-sunset', part: 'event', path: [], verdict: null } as const;
    for (const event of plan.events.values()) {
      const about = { ...base, subject: event.subject, event: event.key, call: event.call };
      const gone = event.status === 'retired';
      if (gone || event.sunset !== null) {
        const date = gone ? null : event.sunset;
        // A variant's samples are the event's as well.
        for (const variant of [null, ...event.variants.map((each) => each.index)]) {
          checks.push({ ...about, variant, operation: { op: 'sunset', date } });
        }
        continue;
      }
      for (const variant of event.variants) {
        if (variant.sunset === null) continue;
        checks.push({
          ...about,
          subject: variant.subject,
          variant: variant.index,
          operation: { op: 'sunset', date: variant.sunset },
        });
      }
    }
    return checks;
  },
});
