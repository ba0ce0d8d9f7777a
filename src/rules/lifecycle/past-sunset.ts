import { daysBetween } from '../../text/calendar.ts';
import { living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const pastSunset = defineRule({
  id: 'lifecycle/past-sunset',
  summary: 'What is past its sunset is retired.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['lifecycle'],
  messages: {
    past: ({
      noun,
      name,
      sunset,
      days,
      status,
    }: {
      noun: string;
      name: string;
      sunset: string;
      days: number;
      status: string;
    }) =>
      `${noun} "${name}" should have ended on ${sunset}, ${days} ${days === 1 ? 'day' : 'days'} ago, and is still ${status}.`,
    variant: ({ event, number, sunset }: { event: string; number: number; sunset: string }) =>
      `Variant ${number} of "${event}" should have ended on ${sunset}.`,
  },
  check(plan, { today, report }) {
    const first = firstMeeting();
    for (const { noun, thing } of living(plan)) {
      const { sunset, status } = thing;
      const at = thing.node.entries.get('sunset')?.value ?? thing.spot;
      // Its last day is included.
      if (sunset === null || sunset >= today || status === 'retired' || !first(at)) continue;
      const data = { noun, name: thing.key, sunset, days: daysBetween(sunset, today), status };
      report({ message: 'past', data, subject: thing.subject, at });
    }
    for (const event of plan.events.values()) {
      for (const variant of event.variants) {
        if (variant.sunset === null || variant.sunset >= today) continue;
        const at = variant.node.entries.get('sunset')?.value ?? variant.node;
        const data = { event: event.key, number: variant.index + 1, sunset: variant.sunset };
        report({ message: 'variant', data, subject: variant.subject, at });
      }
    }
  },
});
