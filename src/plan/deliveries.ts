import { toCase } from '../text/case.ts';
import { Router, type Way } from './routes.ts';
import type { Condition, Event, Plan, Property, PropertyUse, Route, System } from './types.ts';

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

export interface DeliveredProperty {
  /** Path in the event: `products[].sku`. */
  readonly path: string;
  /** Name there. */
  readonly name: string;
  readonly handling: string;
  readonly use: PropertyUse;
}

const kept = new WeakMap<Plan, ReadonlyMap<string, readonly Delivery[]>>();

/** Every delivery of a plan, by system. Computed once a plan and kept. */
export function deliveries(plan: Plan): ReadonlyMap<string, readonly Delivery[]> {
  const known = kept.get(plan);
  if (known) return known;
  const bySystem = new Map<string, Delivery[]>([...plan.systems.keys()].map((key) => [key, []]));
  const router = new Router(plan);
  for (const event of plan.events.values()) {
    const lists = new Map<string, Lists>();
    const bySource = hasOwnSenders(event);
    for (const way of waysOf(router, plan, event.key, event.from, event.to)) {
      // The same by another source, unless a property is only some sources'.
      const key = JSON.stringify(bySource ? way.path : way.path.slice(1));
      const shared = lists.get(key) ?? { properties: null, context: null };
      lists.set(key, shared);
      bySystem.get(way.path.at(-1) ?? '')?.push(new EventDelivery(plan, event, way, shared));
    }
  }
  const sources = [...plan.systems.values()].filter((system) => system.role === 'source');
  for (const [kind, traits] of plan.traits) {
    const named = new Set([...traits.values()].flatMap((use) => [...use.property.to.keys()]));
    // One trait that goes to a system of its own takes only itself there.
    const to = new Map([...named].map((system) => [system, null]));
    for (const way of waysOf(
      router,
      plan,
      null,
      sources.map((system) => system.key),
      to,
    )) {
      const delivery = new TraitDelivery(plan, kind, traits, way, router);
      if (delivery.properties.length > 0) bySystem.get(delivery.system)?.push(delivery);
    }
  }
  kept.set(plan, bySystem);
  return bySystem;
}

function hasOwnSenders(event: Event): boolean {
  return [event, ...event.variants].some((shape) =>
    [...shape.properties.values(), ...shape.context.values()].some((use) => use.from !== null),
  );
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

/** What several deliveries of one event have in common. */
interface Lists {
  properties: readonly DeliveredProperty[] | null;
  context: readonly DeliveredProperty[] | null;
}

/** Lists of properties are made when they are first asked for: most deliveries are only counted. */
abstract class Arrival implements Delivery {
  readonly plan: Plan;
  readonly path: readonly string[];
  readonly system: string;
  abstract readonly event: Event | null;
  abstract readonly traits: string | null;
  abstract readonly name: string;
  abstract readonly as: string | null;
  abstract readonly per: string | null;
  abstract readonly sampling: number;
  abstract readonly when: readonly Condition[];
  readonly #lists: Lists;

  constructor(plan: Plan, way: Way, lists: Lists) {
    this.plan = plan;
    this.#lists = lists;
    this.path = way.path;
    this.system = way.path.at(-1) ?? '';
  }

  get properties(): readonly DeliveredProperty[] {
    this.#lists.properties ??= this.deliver();
    return this.#lists.properties;
  }

  get context(): readonly DeliveredProperty[] {
    this.#lists.context ??= this.carry();
    return this.#lists.context;
  }

  protected abstract deliver(): DeliveredProperty[];
  protected abstract carry(): DeliveredProperty[];
}

class EventDelivery extends Arrival {
  readonly event: Event;
  readonly traits = null;
  readonly name: string;
  readonly as: string | null;
  readonly per: string | null;
  readonly sampling: number;
  readonly when: readonly Condition[];
  readonly #route: Route | null;

  constructor(plan: Plan, event: Event, way: Way, lists: Lists) {
    super(plan, way, lists);
    this.event = event;
    const route = event.to.get(this.system);
    this.#route = route || null;
    this.as = this.#route?.as ?? null;
    this.per = this.#route?.per ?? null;
    this.sampling = this.#route?.sampling ?? way.sampling;
    this.when = this.#route?.when ? [...way.when, this.#route.when] : way.when;
    const style = plan.systems.get(this.system)?.naming[event.call === 'track' ? 'events' : 'views'];
    this.name =
      this.#route?.name ?? (style?.case && !event.glob ? toCase(event.name, style.case) : event.name);
  }

  protected deliver(): DeliveredProperty[] {
    const shapes = [this.event.properties, ...this.event.variants.map((variant) => variant.properties)];
    return collect(shapes, this, 'properties', this.#route?.properties ?? new Map());
  }

  protected carry(): DeliveredProperty[] {
    const shapes = [this.event.context, ...this.event.variants.map((variant) => variant.context)];
    return collect(shapes, this, null, new Map());
  }
}

class TraitDelivery extends Arrival {
  readonly event = null;
  readonly traits: string;
  readonly name: string;
  readonly as = null;
  readonly per = null;
  readonly sampling: number;
  readonly when: readonly Condition[];
  readonly #uses: ReadonlyMap<string, PropertyUse>;
  /** True where the flows bring all traits, not only those that name the system. */
  readonly #flows: boolean;

  constructor(plan: Plan, kind: string, uses: ReadonlyMap<string, PropertyUse>, way: Way, router: Router) {
    super(plan, way, { properties: null, context: null });
    this.traits = kind;
    this.name = kind;
    this.sampling = way.sampling;
    this.when = way.when;
    this.#uses = uses;
    this.#flows = router
      .follow(null, [way.path[0] ?? ''], [], [])
      .some((each) => each.path.at(-1) === this.system);
  }

  protected deliver(): DeliveredProperty[] {
    const uses = this.#flows
      ? this.#uses
      : new Map([...this.#uses].filter(([, use]) => use.property.to.get(this.system)));
    return collect([uses], this, 'traits', new Map());
  }

  protected carry(): DeliveredProperty[] {
    return collect([this.plan.context], this, null, new Map());
  }
}

/** Nothing that people plan stands deeper. */
const DEEPEST = 32;

/** All properties of some shapes as they arrive; a variant's own only where it is another property. */
function collect(
  shapes: ReadonlyArray<ReadonlyMap<string, PropertyUse>>,
  arrival: Arrival,
  naming: 'properties' | 'traits' | null,
  renames: ReadonlyMap<string, string | false>,
): DeliveredProperty[] {
  const system = arrival.plan.systems.get(arrival.system);
  const style = (naming && system?.naming[naming]?.case) ?? null;
  const found: DeliveredProperty[] = [];
  const add = (use: PropertyUse, path: string, prefix: string, taken: boolean, above: Property[]): void => {
    if (use.from !== null && !use.from.includes(arrival.path[0] ?? '')) return;
    const route = routeOf(use, system);
    const rename = renames.get(path);
    const lost = arrival.path.slice(1, -1).some((step) => leavesOut(arrival, step, path, use));
    const gone = lost || rename === false || (rename === undefined && (taken || route === false));
    const own = rename || (route ? route.name : null) || (style ? toCase(use.name, style) : use.name);
    // A name given for a nested property is the whole of it there: `products[].sku` → `content_ids`.
    const name = rename ? rename : `${prefix}${own}`;
    if (!gone) {
      const handling = handlingOf(arrival, use);
      found.push({ path, name, handling, use });
    }
    if (isInsideItself(use.property, above)) return;
    const here = [...above, use.property];
    for (const [step, child] of inside(use, here)) {
      add(child, `${path}${step}`, `${name}${childPrefix(step)}`, gone, here);
    }
  };
  const met = new Map<string, Set<Property>>();
  for (const shape of shapes) {
    for (const use of shape.values()) {
      const same = met.get(use.name) ?? new Set();
      if (same.has(use.property)) continue;
      met.set(use.name, same.add(use.property));
      add(use, use.name, '', false, []);
    }
  }
  return found;
}

/** What a system on the way does not get, it cannot hand on. */
function leavesOut({ event }: Arrival, step: string, path: string, { property }: PropertyUse): boolean {
  const route = event?.to.get(step);
  return property.to.get(step) === false || (route ? route.properties.get(path) === false : false);
}

/** Hashed for one system on the way, a value stays so; the last word is the receiver's. */
function handlingOf({ path }: Arrival, { property }: PropertyUse): string {
  for (const step of path.slice(1).reverse()) {
    const route = property.to.get(step);
    if (route && route.handling !== null) return route.handling;
  }
  return property.privacy.handling;
}

/** A property may hold itself by `is`, without end: one round says all there is to say. */
function isInsideItself({ is }: Property, above: readonly Property[]): boolean {
  return above.length >= DEEPEST || (is !== null && above.some((each) => each.is === is));
}

function routeOf(use: PropertyUse, system: System | undefined): Route | false | null {
  return (system && use.property.to.get(system.key)) ?? null;
}

/** Named properties below, a list's elements looked through: `[].sku`, `.street`. */
function inside(use: PropertyUse, above: readonly Property[]): Array<[step: string, child: PropertyUse]> {
  const found: Array<[string, PropertyUse]> = [];
  for (const [name, child] of use.property.children) {
    if (name !== '[]') found.push([`.${name}`, child]);
    else if (!isInsideItself(child.property, above)) {
      const deeper = inside(child, [...above, child.property]);
      for (const [step, grandchild] of deeper) found.push([`[]${step}`, grandchild]);
    }
  }
  return found;
}

/** `[].sku` → `[].`: what stands between a parent's name and a child's. */
function childPrefix(step: string): string {
  return step.slice(0, step.lastIndexOf('.') + 1);
}
