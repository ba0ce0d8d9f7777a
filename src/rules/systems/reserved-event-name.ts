import type { Fact } from '../../catalogue/index.ts';
import type { Call, System } from '../../plan/types.ts';
import { isObject } from '../../text/json.ts';
import { arrivingEvents } from '../arrivals.ts';
import { about, cite, factOf, namesOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const reservedEventName = defineRule({
  id: 'systems/reserved-event-name',
  summary: 'An event does not arrive under a name that the system keeps for itself.',
  severity: 'error',
  preset: 'minimal',
  on: 'plan',
  tags: ['systems', 'reserved'],
  messages: {
    reserved: (data: { name: string; system: string; surface: string; source: string; checked: string }) =>
      `Event name "${data.name}" is reserved in ${data.system}${data.surface === '' ? '' : ` (${data.surface})`}${cite(data)}.`,
    prefix: (data: { name: string; system: string; prefix: string; source: string; checked: string }) =>
      `Event name "${data.name}" starts with "${data.prefix}", which ${data.system} keeps for its own events${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      const { name } = delivery;
      if (isOwnName(system, name, event.call)) continue;
      const reserved = reservedIn(system, name);
      if (reserved !== null) {
        report({
          message: 'reserved',
          data: { name, system: title(system), surface: reserved.surface, ...sourceOf(reserved.fact) },
          ...about(reserved.fact, system, event),
        });
        continue;
      }
      const prefixes = namesOf(system, 'event_name', 'reserved_prefixes');
      const prefix = prefixes?.value.find((each) => name.startsWith(each));
      if (!prefixes || prefix === undefined) continue;
      report({
        message: 'prefix',
        data: { name, system: title(system), prefix, ...sourceOf(prefixes) },
        ...about(prefixes, system, event),
      });
    }
  },
});

/** Vendors' own standard events carry the vendor's prefix: `af_purchase` is meant to be sent. */
function isOwnName(system: System, name: string, call: Call): boolean {
  if (namesOf(system, 'standard_events', 'events')?.value.includes(name)) return true;
  // A page or screen call is how the system's own view event comes to be.
  return call !== 'track' && /page_?view|screen_?view/i.test(name);
}

/** Reserved names are a list, or lists by surface (`web`, `measurement_protocol`), each with its source. */
function reservedIn(system: System, name: string): { fact: Fact<unknown>; surface: string } | null {
  const all = factOf(system, 'event_name', 'reserved_names');
  if (all === null) return null;
  if (Array.isArray(all.value)) return all.value.includes(name) ? { fact: all, surface: '' } : null;
  if (!isObject(all.value)) return null;
  for (const surface of Object.keys(all.value)) {
    const fact = namesOf(system, 'event_name', 'reserved_names', surface);
    if (fact?.value.includes(name)) return { fact, surface: surface.replaceAll('_', ' ') };
  }
  return null;
}
