import { standardEvents } from '../../catalogue/index.ts';
import type { Event } from '../../plan/types.ts';
import { title } from '../facts.ts';
import { type RoutedEvent, routedEvents } from '../routing.ts';
import { defineRule } from '../rule.ts';

export const twoMeanings = defineRule({
  id: 'flows/two-meanings',
  summary: 'One event of the plan is the same business event in every system.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['flows', 'standard-events', 'drift'],
  messages: {
    differ: (data: {
      event: string;
      first: string;
      firstSystem: string;
      firstMeans: string;
      second: string;
      secondSystem: string;
      secondMeans: string;
    }) =>
      `"${data.event}" is "${data.first}" in ${data.firstSystem} (${data.firstMeans}) and "${data.second}" in ${data.secondSystem} (${data.secondMeans}): one event under two meanings.`,
  },
  check(plan, { report }) {
    const first = new Map<Event, { each: RoutedEvent; meanings: readonly string[] }>();
    const reported = new Set<Event>();
    for (const each of routedEvents(plan)) {
      const { event, system, business, name } = each;
      // Where the event's own name tells what it is, a name that means another is a false friend.
      if (business !== null || reported.has(event)) continue;
      const meanings = meaningsOf(system.vendor, name);
      if (meanings.length === 0) continue;
      const known = first.get(event);
      if (known === undefined) {
        first.set(event, { each, meanings });
        continue;
      }
      if (meanings.some((meaning) => known.meanings.includes(meaning))) continue;
      reported.add(event);
      report({
        message: 'differ',
        data: {
          event: event.key,
          first: known.each.name,
          firstSystem: title(known.each.system),
          firstMeans: words(known.meanings),
          second: name,
          secondSystem: title(system),
          secondMeans: words(meanings),
        },
        subject: event.subject,
        at: event.spot,
        owners: [event.owner],
      });
    }
  },
});

/** Every business event that a name stands for in a system. */
function meaningsOf(vendor: string | null, name: string): string[] {
  if (vendor === null) return [];
  return standardEvents()
    .filter(({ names }) => Object.hasOwn(names, vendor) && names[vendor] === name)
    .map(({ canonical }) => canonical);
}

function words(meanings: readonly string[]): string {
  return meanings.map((meaning) => meaning.replaceAll('_', ' ')).join(' or ');
}
