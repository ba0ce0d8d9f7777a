import { identifiersOf } from '../catalogue/index.ts';
import { type Delivery, deliveries } from '../plan/deliveries.ts';
import type { Plan } from '../plan/types.ts';
import type { Check } from './check.ts';

/** One event as a system gets it. */
export interface Arriving {
  readonly delivery: Delivery;
  /** Name of a property there → its name in the plan. Those deeper inside keep theirs. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * How events look at a system that receives them: events and properties under the names they have there, without
 * what the plan does not hand on to it. Knows which checks they can still meet.
 */
export class Arrivals {
  /** Name of an event there → what arrives under it. */
  readonly byName: ReadonlyMap<string, Arriving>;
  readonly #byEvent: ReadonlyMap<string, Delivery>;
  readonly #carriesIds: ReadonlySet<string>;
  /** Identity types that the system takes as hashes only. */
  readonly #hashedIds: ReadonlySet<string>;

  private constructor(plan: Plan, system: string, arriving: readonly Delivery[]) {
    const byName = new Map<string, Arriving>();
    const byEvent = new Map<string, Delivery>();
    for (const delivery of arriving) {
      const { event, name, properties } = delivery;
      if (event === null) continue;
      const renamed = properties.filter(({ path, name: there }) => isTop(path) && there !== path);
      const names = new Map(renamed.map(({ path, name: there }) => [there, path]));
      if (!byName.has(name)) byName.set(name, { delivery, names });
      if (!byEvent.has(event.key)) byEvent.set(event.key, delivery);
    }
    this.byName = byName;
    this.#byEvent = byEvent;
    const { identity = new Map<string, string>(), vendor = null } = plan.systems.get(system) ?? {};
    this.#carriesIds = new Set(identity.values());
    const hashed = identifiersOf(vendor ?? '').filter(({ hash }) => hash === 'required');
    this.#hashedIds = new Set(hashed.flatMap(({ field }) => identity.get(field) ?? []));
  }

  /** Null for systems that send, and for those that nothing flows to: there events are what the plan says itself. */
  static at(plan: Plan, system: string | null): Arrivals | null {
    if (system === null || plan.systems.get(system)?.role === 'source') return null;
    const arriving = deliveries(plan).get(system) ?? [];
    return arriving.length === 0 ? null : new Arrivals(plan, system, arriving);
  }

  /** False for what cannot be asked here: it is not handed on, or in another form (hashed). */
  asks({ event, part, path, operation }: Check): boolean {
    if (part === 'ids' && operation.op === 'identified')
      return operation.types.some((type) => this.#carriesIds.has(type));
    if (part === 'ids' && this.#hashedIds.has(path[0] ?? '')) return !OF_RAW_IDS.has(operation.op);
    if (part === 'context') return operation.op !== 'required';
    const delivery = event === null ? undefined : this.#byEvent.get(event);
    const [name] = path;
    if (part !== 'properties' || !delivery || name === undefined) return true;
    const delivered = delivery.properties.find((property) => property.path === name);
    if (operation.op === 'required') return delivered !== undefined;
    return operation.op !== 'schema' || delivered === undefined || delivered.handling === 'raw';
  }
}

/** What is asked of an identifier as its owner writes it. */
const OF_RAW_IDS: ReadonlySet<Check['operation']['op']> = new Set(['schema', 'normalized', 'wrong-field']);

function isTop(path: string): boolean {
  return !path.includes('.') && !path.includes('[]');
}
