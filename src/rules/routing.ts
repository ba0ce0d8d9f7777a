import {
  businessEvent,
  type Fact,
  type RoutedName,
  routedName,
  routers,
  type Standard,
} from '../catalogue/index.ts';
import { type Delivery, deliveries } from '../plan/deliveries.ts';
import type { Event, Plan, System } from '../plan/types.ts';

/** An event at a system by one router, or by none: two routers may make two things of one event. */
export interface RoutedEvent {
  readonly system: System;
  readonly event: Event;
  /** The business event that the plan's event is, where its name tells. */
  readonly business: Standard | null;
  /** The first of its deliveries by this router. */
  readonly delivery: Delivery;
  /** `segment`, `rudderstack`; null: nothing on the way maps events. */
  readonly router: string | null;
  /** The name there: the plan's own, else the router's default, else the event's. */
  readonly name: string;
  /** The router's default mapping, where the plan gives no name of its own. */
  readonly mapped: Fact<RoutedName> | null;
}

const kept = new WeakMap<Plan, readonly RoutedEvent[]>();

/** Every event at every system, once for each router that it comes by. Without patterns and retired events. */
export function routedEvents(plan: Plan): readonly RoutedEvent[] {
  const known = kept.get(plan);
  if (known) return known;
  const found: RoutedEvent[] = [];
  for (const [key, list] of deliveries(plan)) {
    const system = plan.systems.get(key);
    if (system === undefined) continue;
    const seen = new Map<Event, Set<string | null>>();
    for (const delivery of list) {
      const { event } = delivery;
      if (event === null || event.glob || event.status === 'retired') continue;
      const router = routerOf(plan, delivery.path);
      const met = seen.get(event) ?? new Set();
      if (met.has(router)) continue;
      seen.set(event, met.add(router));
      found.push(routed(system, event, delivery, router));
    }
  }
  kept.set(plan, found);
  return found;
}

function routed(system: System, event: Event, delivery: Delivery, router: string | null): RoutedEvent {
  const business = businessEvent(event.name);
  const own = event.to.get(system.key);
  const named = own ? own.name !== null : false;
  const mapped =
    named || router === null || system.vendor === null
      ? null
      : routedName(router, system.vendor, business?.names['segment'] ?? event.name);
  return {
    system,
    event,
    business,
    delivery,
    router,
    name: mapped === null ? delivery.name : mapped.value.name,
    mapped,
  };
}

/** The router that hands an event to the last system of a way: a system between, else the source's SDK. */
function routerOf(plan: Plan, path: readonly string[]): string | null {
  const last = plan.systems.get(path.at(-2) ?? '');
  // A server's library is the same router's: `segment-node`.
  const sdk = path.length === 2 ? (last?.sdk?.replace(/-node$/, '') ?? null) : null;
  return [last?.vendor, sdk].find((id) => id != null && routers.includes(id)) ?? null;
}
