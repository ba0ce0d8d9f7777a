import type { DeliveredProperty, Delivery } from '../plan/deliveries.ts';
import { deliveries } from '../plan/deliveries.ts';
import type { Event, Plan, PropertyUse, System } from '../plan/types.ts';

/** An event as a system sees it, by whatever way it comes. */
export interface ArrivingEvent {
  readonly system: System;
  readonly event: Event;
  /** The first of its deliveries there. */
  readonly delivery: Delivery;
}

/** A property under one name in one system. */
export interface ArrivingProperty {
  readonly system: System;
  /** Where it was met first: an event, or null among the traits of `kind`. */
  readonly event: Event | null;
  readonly kind: string | null;
  readonly name: string;
  readonly path: string;
  /** Stands inside another property. */
  readonly nested: boolean;
  readonly use: PropertyUse;
  readonly handling: string;
  /** `purchase` where the system makes one of the event. */
  readonly as: string | null;
}

const keptEvents = new WeakMap<Plan, readonly ArrivingEvent[]>();
const keptProperties = new WeakMap<Plan, readonly ArrivingProperty[]>();

/** Every event at every system it reaches, once; without calls planned by a pattern and retired events. */
export function arrivingEvents(plan: Plan): readonly ArrivingEvent[] {
  const known = keptEvents.get(plan);
  if (known) return known;
  const found: ArrivingEvent[] = [];
  for (const [key, list] of deliveries(plan)) {
    const system = plan.systems.get(key);
    if (!system) continue;
    const seen = new Set<Event>();
    for (const delivery of list) {
      const { event } = delivery;
      if (event === null || event.glob || event.status === 'retired' || seen.has(event)) continue;
      seen.add(event);
      found.push({ system, event, delivery });
    }
  }
  keptEvents.set(plan, found);
  return found;
}

/** What still arrives at each system. Sources that send alike share one list of properties: it comes once. */
export function* livingDeliveries(
  plan: Plan,
): Generator<{ readonly system: System; readonly deliveries: readonly Delivery[] }> {
  for (const [key, list] of deliveries(plan)) {
    const system = plan.systems.get(key);
    if (!system) continue;
    const lists = new Set<unknown>();
    const living = list.filter((delivery) => {
      if (delivery.event?.status === 'retired' || lists.has(delivery.properties)) return false;
      lists.add(delivery.properties);
      return true;
    });
    yield { system, deliveries: living };
  }
}

/**
 * Every different property at every system, with the place where it is met first: one finding says it for all
 * the events that share it.
 */
export function arrivingProperties(plan: Plan): readonly ArrivingProperty[] {
  const known = keptProperties.get(plan);
  if (known) return known;
  const found: ArrivingProperty[] = [];
  for (const { system, deliveries: list } of livingDeliveries(plan)) {
    const seen = new Set<string>();
    for (const delivery of list) {
      for (const each of delivery.properties) {
        if (each.use.property.status === 'retired') continue;
        const { file, start } = each.use.property.spot;
        // By place, not by object: a variant's copy of what the event says is the same property.
        const once = `${file}:${start}|${delivery.traits ?? ''}|${delivery.as ?? ''}|${each.handling}|${each.name}`;
        if (seen.has(once)) continue;
        seen.add(once);
        found.push(arriving(system, delivery, each));
      }
    }
  }
  keptProperties.set(plan, found);
  return found;
}

function arriving(system: System, delivery: Delivery, property: DeliveredProperty): ArrivingProperty {
  return {
    system,
    event: delivery.event,
    kind: delivery.traits,
    name: property.name,
    path: property.path,
    nested: /[.[]/.test(property.path) && property.path !== property.use.name,
    use: property.use,
    handling: property.handling,
    as: delivery.as,
  };
}

/** The group of facts that such a property falls under. */
export function groupOf(property: ArrivingProperty): 'properties' | 'user_properties' {
  return property.kind === null ? 'properties' : 'user_properties';
}

/** `Property` or `Trait`, to begin a message with. */
export function nounOf(property: ArrivingProperty): string {
  return property.kind === null ? 'Property' : 'Trait';
}
