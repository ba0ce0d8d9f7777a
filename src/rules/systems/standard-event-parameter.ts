import type { Fact } from '../../catalogue/index.ts';
import type { System } from '../../plan/types.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { arrivingEvents } from '../arrivals.ts';
import { about, cite, factOf, sourceOf, title } from '../facts.ts';
import { defineRule } from '../rule.ts';

export const standardEventParameter = defineRule({
  id: 'systems/standard-event-parameter',
  summary: 'A system’s standard event arrives with every parameter that the system requires.',
  severity: 'error',
  preset: 'recommended',
  on: 'plan',
  tags: ['systems', 'standard-events'],
  messages: {
    missing: (data: { name: string; system: string; missing: string; source: string; checked: string }) =>
      `"${data.name}" arrives in ${data.system} without ${data.missing}, which the standard event requires${cite(data)}.`,
  },
  check(plan, { report }) {
    for (const { system, event, delivery } of arrivingEvents(plan)) {
      const required = requiredParameters(system, delivery.name, delivery.as);
      if (required === null) continue;
      const sent = new Set(delivery.properties.map((each) => top(each.name)));
      // Where each element of a list becomes one event, what stands in it is that event's own.
      for (const { path, name } of delivery.properties) {
        if (delivery.per !== null && path.startsWith(`${delivery.per}.`))
          sent.add(name.slice(name.lastIndexOf('.') + 1));
      }
      // What any other property may be, it may also be one of these.
      if (event.additional !== false) continue;
      const missing = required.value.filter((name) => !sent.has(name) && !setElsewhere(name));
      if (missing.length === 0) continue;
      report({
        message: 'missing',
        data: {
          name: delivery.name,
          system: title(system),
          missing: missing.join(', '),
          ...sourceOf(required),
        },
        ...about(required, system, event),
      });
    }
  },
});

/** `items[].price` → `items`. */
function top(name: string): string {
  return name.split(/[.[]/, 1)[0] ?? name;
}

/** The time and the source of an event are the call's, not its properties'. */
function setElsewhere(name: string): boolean {
  return name === 'time' || name === 'source' || name === 'timestamp';
}

function requiredParameters(system: System, name: string, as: string | null): Fact<readonly string[]> | null {
  const events = factOf(system, 'standard_events', 'events');
  if (events !== null && Array.isArray(events.value)) {
    const entry = events.value.filter(isObject).find((each) => each.name === name);
    const list = names(isObject(entry?.params) ? entry.params.required : undefined);
    if (list.length > 0) return { ...events, value: list };
  }
  if (as !== 'purchase') return null;
  const legacy = factOf(system, 'standard_events', 'legacy_purchase_object');
  const required = isObject(legacy?.value) ? names((legacy.value as JsonObject).required) : [];
  return legacy === null || required.length === 0 ? null : { ...legacy, value: required };
}

function names(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}
