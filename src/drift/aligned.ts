import { type NamesThere, plannedNames } from '../evidence/profile/from-plan.ts';
import { type EventProfile, eventKey, type Profile } from '../evidence/profile.ts';
import { type Delivery, deliveries } from '../plan/deliveries.ts';
import type { Event, Plan, PropertyUse } from '../plan/types.ts';
import type { Pair } from './pairs.ts';

/** One property of an event, with the path that it has on either side. */
export interface AlignedProperty {
  readonly path: string;
  readonly use: PropertyUse;
  readonly left: string;
  readonly right: string;
}

/** One business event as the plan has it on both sides. */
export interface AlignedEvent {
  readonly event: Event;
  /** `eventKey` on either side. */
  readonly leftKey: string;
  readonly rightKey: string;
  readonly left: EventProfile | null;
  readonly right: EventProfile | null;
  /** The first way to the right side; null for time drift in a source. */
  readonly delivery: Delivery | null;
  /** Share that right gets of what left got, by the plan's sampling. */
  readonly sampling: number;
  readonly properties: readonly AlignedProperty[];
}

/**
 * The events that the plan has on both sides. Left out: globs, retired and not yet live ones, and names that stand
 * for several events on a side, which no one can tell apart there.
 */
export function alignEvents(plan: Plan, pair: Pair): { events: AlignedEvent[]; merged: string[] } {
  const events: AlignedEvent[] = [];
  for (const event of plan.events.values()) {
    if (event.glob || event.status === 'retired') continue;
    const aligned = align(plan, pair, event);
    if (aligned !== null) events.push(aligned);
  }
  const [lefts, rights] = [timesOf(events, 'leftKey'), timesOf(events, 'rightKey')];
  const alone = (each: AlignedEvent) => lefts.get(each.leftKey) === 1 && rights.get(each.rightKey) === 1;
  return {
    events: events.filter(alone),
    merged: [...new Set(events.filter((each) => !alone(each)).map(({ rightKey }) => rightKey))],
  };
}

function timesOf(events: readonly AlignedEvent[], side: 'leftKey' | 'rightKey'): Map<string, number> {
  const times = new Map<string, number>();
  for (const each of events) times.set(each[side], (times.get(each[side]) ?? 0) + 1);
  return times;
}

function align(plan: Plan, pair: Pair, event: Event): AlignedEvent | null {
  const right = placeOf(plan, event, pair.right);
  const left = right && (pair.left.map((key) => placeOf(plan, event, key)).find(isThere) ?? null);
  if (left === null || right === null) return null;
  const [leftEvent, rightEvent] = [pair.leftProfile.events[left.key], pair.rightProfile.events[right.key]];
  // What neither side saw has nothing to say; so most of a large plan is passed over quickly.
  if (leftEvent === undefined && rightEvent === undefined) return null;
  const here = left.paths();
  const properties = [...right.paths()].flatMap(([path, { there, use }]): AlignedProperty[] => {
    const own = here.get(path);
    return own === undefined ? [] : [{ path, use, left: own.there, right: there }];
  });
  return {
    event,
    leftKey: left.key,
    rightKey: right.key,
    left: leftEvent ?? null,
    right: rightEvent ?? null,
    delivery: right.delivery,
    sampling: right.sampling / left.sampling,
    properties,
  };
}

function isThere(place: Place | null): place is Place {
  return place !== null;
}

interface Place {
  readonly key: string;
  readonly delivery: Delivery | null;
  readonly sampling: number;
  readonly paths: () => NamesThere;
}

/** How an event is there; null: the plan has it not there. */
export function placeOf(plan: Plan, event: Event, system: string): Place | null {
  if (event.from.includes(system)) {
    const paths = () => plannedNames.sent(event, system);
    return { key: eventKey(event.call, event.name), delivery: null, sampling: 1, paths };
  }
  const list = deliveriesTo(plan, system).get(event) ?? [];
  const [first] = list;
  if (first === undefined) return null;
  return {
    key: eventKey(event.call, first.name),
    delivery: first,
    sampling: first.sampling,
    paths: () => plannedNames.delivered(list),
  };
}

const byEvent = new WeakMap<Plan, Map<string, ReadonlyMap<Event, readonly Delivery[]>>>();

function deliveriesTo(plan: Plan, system: string): ReadonlyMap<Event, readonly Delivery[]> {
  const systems = byEvent.get(plan) ?? new Map<string, ReadonlyMap<Event, readonly Delivery[]>>();
  byEvent.set(plan, systems);
  const known = systems.get(system);
  if (known !== undefined) return known;
  const found = new Map<Event, Delivery[]>();
  for (const delivery of deliveries(plan).get(system) ?? []) {
    if (delivery.event === null) continue;
    const list = found.get(delivery.event) ?? [];
    found.set(delivery.event, list);
    list.push(delivery);
  }
  systems.set(system, found);
  return found;
}

/** Events of a side under names that neither this plan nor that of the evidence has there. */
export function unplannedEvents(plan: Plan, system: string, profile: Profile): string[] {
  const planned = new Set<string>();
  for (const event of plan.events.values()) {
    const place = placeOf(plan, event, system);
    if (place !== null) planned.add(place.key);
  }
  return Object.keys(profile.events).filter(
    (key) => profile.events[key]?.planned === false && !planned.has(key),
  );
}
