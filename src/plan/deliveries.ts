import { toCase } from '../text/case.ts';
import { type DeliveredProperty, deliveredProperties } from './delivered-properties.ts';
import { Router, type Way } from './routes.ts';
import type { Condition, Event, Plan, PropertyUse, Route } from './types.ts';

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
    return deliveredProperties(shapes, this, 'properties', this.#route?.properties ?? new Map());
  }

  protected carry(): DeliveredProperty[] {
    const shapes = [this.event.context, ...this.event.variants.map((variant) => variant.context)];
    return deliveredProperties(shapes, this, null, new Map());
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
    return deliveredProperties([uses], this, 'traits', new Map());
  }

  protected carry(): DeliveredProperty[] {
    return deliveredProperties([this.plan.context], this, null, new Map());
  }
}
