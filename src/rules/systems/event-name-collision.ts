import type { System } from '../../plan/types.ts';
import { words } from '../../text/words.ts';
import { type ArrivingEvent, arrivingEvents } from '../arrivals.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const eventNameCollision = defineRule({
  id: 'systems/event-name-collision',
  summary: 'Two events do not become one in a system that does not keep their names apart.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'collision', 'drift'],
  messages: {
    same: (data: { first: string; second: string; name: string; system: string }) =>
      `Events "${data.first}" and "${data.second}" both arrive in ${data.system} as "${data.name}".`,
    merged: (data: {
      first: string;
      second: string;
      becomes: string;
      system: string;
      source: string;
      checked: string;
    }) =>
      `${data.system} turns the names of "${data.first}" and "${data.second}" into the same "${data.becomes}"${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const system of plan.systems.values()) {
      const fold = folding(system);
      const taken = new Map<string, ArrivingEvent>();
      for (const each of arrivingEvents(plan)) {
        if (each.system !== system) continue;
        const { event, delivery } = each;
        // Page and screen calls come by their own door, and one event told apart by `when` is meant to be one.
        const becomes = `${event.call}:${fold?.apply(delivery.name) ?? delivery.name}`;
        const first = taken.get(becomes);
        if (first === undefined) {
          taken.set(becomes, each);
          continue;
        }
        if (first.event.name === event.name) continue;
        if (bothToldApart(first, each)) continue;
        const data = { first: first.event.key, second: event.key, system: title(system) };
        const related = [first.event.spot];
        if (first.delivery.name === delivery.name) {
          report({
            message: 'same',
            data: { ...data, name: delivery.name },
            subject: event.subject,
            at: event.spot,
            related,
            severity: 'warn',
            discriminator: system.key,
            owners: [event.owner],
          });
        } else if (fold !== null) {
          report({
            message: 'merged',
            data: { ...data, becomes: becomes.slice(becomes.indexOf(':') + 1), ...sourceOf(fold.fact) },
            related,
            ...about(fold.fact, system, event),
          });
        }
      }
    }
  },
});

/** `as: purchase, per: products[]` and the like: one name on purpose, kept apart by what is made of it. */
function bothToldApart(a: ArrivingEvent, b: ArrivingEvent): boolean {
  return a.delivery.as !== b.delivery.as;
}

/** How the system changes names before it compares them; null when it keeps them, or nobody knows. */
function folding(
  system: System,
): { apply: (name: string) => string; fact: NonNullable<ReturnType<typeof factOf>> } | null {
  const transform = factOf(system, 'event_name', 'transform');
  if (transform !== null && typeof transform.value === 'string') {
    if (/snake case/.test(transform.value)) return { apply: snake, fact: transform };
    if (/lower case/.test(transform.value)) {
      return { apply: (name) => name.toLowerCase().replaceAll(' ', '_'), fact: transform };
    }
  }
  const sensitive = factOf(system, 'event_name', 'case_sensitive');
  if (sensitive?.value === false) return { apply: (name) => name.toLowerCase(), fact: sensitive };
  return null;
}

function snake(name: string): string {
  return words(name.replace(/[^A-Za-z0-9]/g, ' '))
    .map((word) => word.toLowerCase())
    .join('_');
}
