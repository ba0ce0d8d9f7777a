import { setEntry } from '../../plan/edit.ts';
import type { Plan } from '../../plan/types.ts';
import { daysBetween } from '../../text/calendar.ts';
import { fixed } from '../fixes.ts';
import { living } from '../living.ts';
import { defineRule } from '../rule.ts';
import { firstMeeting } from '../uses.ts';

export const pastSunset = defineRule({
  id: 'lifecycle/past-sunset',
  summary: 'What is past its sunset is retired.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  fixable: 'unsafe',
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
      const fix = fixed('unsafe', 'Retire it', noun === 'Event' ? retire(plan, thing.key) : null);
      report({ message: 'past', data, subject: thing.subject, at, ...fix });
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

/** Where the one file that has the event says its status, or could. */
function retire(plan: Plan, key: string) {
  const homes = plan.files.flatMap(({ root, role }) => {
    const events = root.kind === 'map' && role !== 'parent' ? root.entries.get('events')?.value : undefined;
    const value = events?.kind === 'map' ? events.entries.get(key)?.value : undefined;
    return value?.kind === 'map' ? [value] : [];
  });
  const [home] = homes;
  return home === undefined || homes.length > 1 ? null : setEntry(plan, home, 'status', 'retired');
}
