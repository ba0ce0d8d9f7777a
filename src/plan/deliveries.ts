import { toCase } from '../text/case.ts';
import { type DeliveredProperty, deliveredProperties } from './delivered-properties.ts';
import { Router, type Way } from './routes.ts';
import type { Condition, Event, Plan, PropertyUse, Route, Shape } from './types.ts';

export type { DeliveredProperty } from './delivered-properties.ts';

/**
 * One event (or the traits of a kind) as it arrives at one system, along flows and the event's own `to`.
 * Sampling and conditions are those of the whole way.
 */
export interface Delivery {
  readonly event: Event | null;
  readonly traits: string | null;
  readonly system: string;
  /** Systems on the way, source first, the receiver last. */
  readonly path: readonly string[];
  /** The event's name there. */
  readonly name: string;
  readonly as: string | null;
  readonly per: string | null;
  /** Share of what the sources sent, 0..1. */
  readonly sampling: number;
  /** All must hold. */
  readonly when: readonly Condition[];
  /** Those of every variant, nested ones too. */
  readonly properties: readonly DeliveredProperty[];
  /** What the call carries beside its own properties. */
  readonly context: readonly DeliveredProperty[];
}

const kept = new WeakMap<Plan, ReadonlyMap<string, readonly Delivery[]>>();

/** Every delivery of a plan, by system. Computed once a plan and kept. */
export function deliveries(plan: Plan): ReadonlyMap<string, readonly Delivery[]> {
  const known = kept.get(plan);
  if (known) return known;
  const bySystem = new Map<string, Delivery[]>([...plan.systems.keys()].map((key) => [key, []]));
  if (bySystem.size > 0) {
    const router = new Router(plan);
    for (const event of plan.events.values()) deliverEvent(plan, event, router, bySystem);
    for (const [kind, traits] of plan.traits) deliverTraits(plan, kind, traits, router, bySystem);
  }
  kept.set(plan, bySystem);
  return bySystem;
}

function deliverEvent(plan: Plan, event: Event, router: Router, bySystem: Map<string, Delivery[]>): void {
  const loads = new Map<string, Load>();
  const bySource = [event, ...event.variants].some(hasOwnSenders);
  for (const way of waysOf(router, plan, event.key, event.from, event.to)) {
    const system = receiver(way);
    const load = loads.get(system) ?? eventLoad(plan, event, system, bySource);
    loads.set(system, load);
    bySystem.get(system)?.push(new Arrival(load, way));
  }
}

function deliverTraits(
  plan: Plan,
  kind: string,
  traits: ReadonlyMap<string, PropertyUse>,
  router: Router,
  bySystem: Map<string, Delivery[]>,
): void {
  const sources = [...plan.systems.values()]
    .filter((system) => system.role === 'source')
    .map(({ key }) => key);
  const named = new Set([...traits.values()].flatMap((use) => [...use.property.to.keys()]));
  const to = new Map([...named].map((system) => [system, null]));
  const flowing = new Set(router.follow(null, sources, [], []).map(receiver));
  for (const way of waysOf(router, plan, null, sources, to)) {
    const system = receiver(way);
    // One trait that goes to a system of its own takes only itself there.
    const own = new Map([...traits].filter(([, use]) => use.property.to.get(system)));
    const delivery = new Arrival(traitLoad(plan, kind, flowing.has(system) ? traits : own), way);
    if (delivery.properties.length > 0) bySystem.get(system)?.push(delivery);
  }
}

function receiver(way: Way): string {
  return way.path.at(-1) ?? '';
}

function waysOf(
  router: Router,
  plan: Plan,
  event: string | null,
  sources: readonly string[],
  to: ReadonlyMap<string, Route | false | null>,
): readonly Way[] {
  const added = [...to]
    .filter(([key, route]) => route !== false && plan.systems.has(key))
    .map(([key]) => key);
  const blocked = [...to].filter(([, route]) => route === false).map(([key]) => key);
  return router.follow(event, sources, added, blocked);
}

/** What all deliveries of one event at one system have in common, whichever way they come. */
interface Load {
  readonly event: Event | null;
  readonly traits: string | null;
  readonly name: string;
  readonly route: Route | null;
  /** Some properties are only some sources'. */
  readonly bySource: boolean;
  readonly deliver: (way: Way) => readonly DeliveredProperty[];
  readonly carry: (way: Way) => readonly DeliveredProperty[];
  /** Made when first asked for, once for the ways that change nothing: most deliveries are only counted. */
  readonly made: Map<string, readonly DeliveredProperty[]>;
}

function eventLoad(plan: Plan, event: Event, system: string, bySource: boolean): Load {
  const route = event.to.get(system) || null;
  const style = plan.systems.get(system)?.naming[event.call === 'track' ? 'events' : 'views'];
  const shapes = [event, ...event.variants];
  const properties = shapes.map((shape) => shape.properties);
  const context = shapes.map((shape) => shape.context);
  return {
    event,
    traits: null,
    name: route?.name ?? (style?.case && !event.glob ? toCase(event.name, style.case) : event.name),
    route,
    bySource,
    deliver: ({ path }) =>
      deliveredProperties(properties, { plan, path, event }, 'properties', route?.properties ?? new Map()),
    carry: ({ path }) => deliveredProperties(context, { plan, path, event }, null, new Map()),
    made: new Map(),
  };
}

function hasOwnSenders({ properties, context }: Shape): boolean {
  for (const use of properties.values()) if (use.from !== null) return true;
  for (const use of context.values()) if (use.from !== null) return true;
  return false;
}

function traitLoad(plan: Plan, kind: string, traits: ReadonlyMap<string, PropertyUse>): Load {
  return {
    event: null,
    traits: kind,
    name: kind,
    route: null,
    bySource: true,
    deliver: ({ path }) => deliveredProperties([traits], { plan, path, event: null }, 'traits', new Map()),
    carry: ({ path }) => deliveredProperties([plan.context], { plan, path, event: null }, null, new Map()),
    made: new Map(),
  };
}

/** Two references: a plan has thousands of events, and each arrives many times. */
class Arrival implements Delivery {
  readonly #load: Load;
  readonly #way: Way;

  constructor(load: Load, way: Way) {
    this.#load = load;
    this.#way = way;
  }

  get event() {
    return this.#load.event;
  }
  get traits() {
    return this.#load.traits;
  }
  get name() {
    return this.#load.name;
  }
  get as() {
    return this.#load.route?.as ?? null;
  }
  get per() {
    return this.#load.route?.per ?? null;
  }
  get path() {
    return this.#way.path;
  }
  get system() {
    return receiver(this.#way);
  }
  get sampling() {
    return this.#load.route?.sampling ?? this.#way.sampling;
  }
  get when() {
    const own = this.#load.route?.when ?? null;
    return own === null ? this.#way.when : [...this.#way.when, own];
  }
  get properties() {
    return this.#make('properties', this.#load.deliver);
  }
  get context() {
    return this.#make('context', this.#load.carry);
  }

  #make(what: string, make: Load['deliver']): readonly DeliveredProperty[] {
    const { path } = this.#way;
    const key = `${what}>${(this.#load.bySource ? path : path.slice(1, -1)).join('>')}`;
    const known = this.#load.made.get(key);
    if (known) return known;
    const list = make(this.#way);
    this.#load.made.set(key, list);
    return list;
  }
}
