import { childPath, elementPath } from '../evidence/profile/path.ts';
import { eventKey } from '../evidence/profile.ts';
import { deliveries } from '../plan/deliveries.ts';
import type { Event, Plan, PropertyUse } from '../plan/types.ts';

/** An event as one system has it. */
export interface EventPlace {
  /** `eventKey` there; a pattern where the plan has one. */
  readonly key: string;
  /** Path in the plan → path there. */
  readonly paths: ReadonlyMap<string, string>;
}

/** Null: the plan has it not there. */
export function eventPlace(plan: Plan, event: Event, system: string): EventPlace | null {
  if (event.from.includes(system))
    return { key: eventKey(event.call, event.name), paths: sent(event, system) };
  const list = (deliveries(plan).get(system) ?? []).filter((delivery) => delivery.event === event);
  const [first] = list;
  if (first === undefined) return null;
  const paths = new Map<string, string>();
  for (const { path, name } of list.flatMap(({ properties }) => properties)) {
    // A nested property keeps its way unless it was given another name as a whole.
    const last = path.slice(path.lastIndexOf('.') + 1).replace(/\[\]$/, '');
    paths.set(path, name === last ? path : name);
  }
  return { key: eventKey(event.call, first.name), paths };
}

/** Properties of all live forms of an event as a source sends it. */
function sent(event: Event, system: string): Map<string, string> {
  const found = new Map<string, string>();
  const around = new Set<unknown>();
  const visit = (uses: ReadonlyMap<string, PropertyUse>, parent: string): void => {
    for (const [name, use] of uses) {
      if (use.from !== null && !use.from.includes(system)) continue;
      const path = name === '[]' && parent !== '' ? elementPath(parent) : childPath(parent, name);
      found.set(path, path);
      if (around.has(use.property)) continue;
      around.add(use.property);
      visit(use.property.children, path);
      around.delete(use.property);
    }
  };
  for (const { properties } of [event, ...event.variants]) visit(properties, '');
  return found;
}
