import type { Check } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import { type Delivery, deliveries } from '../../plan/deliveries.ts';
import type { Plan } from '../../plan/types.ts';
import { Bag } from '../bag.ts';

/** One event as a system gets it. */
interface Arriving {
  readonly delivery: Delivery;
  /** Name of a property there → its name in the plan. Those deeper inside keep theirs. */
  readonly names: ReadonlyMap<string, string>;
}

/**
 * How samples of a system that receives look: events and properties under the names they have there, without
 * what the plan does not hand on to it. Translates them back, and knows which checks they can still meet.
 */
export class Arrival {
  readonly #byName = new Map<string, Arriving>();
  readonly #byEvent = new Map<string, Delivery>();
  readonly #carriesIds: ReadonlySet<string>;

  private constructor(plan: Plan, system: string, arriving: readonly Delivery[]) {
    this.#carriesIds = new Set(plan.systems.get(system)?.identity.values());
    for (const delivery of arriving) {
      const { event, name, properties } = delivery;
      if (event === null) continue;
      const renamed = properties.filter(({ path, name: there }) => isTop(path) && there !== path);
      const names = new Map(renamed.map(({ path, name: there }) => [there, path]));
      if (!this.#byName.has(name)) this.#byName.set(name, { delivery, names });
      if (!this.#byEvent.has(event.key)) this.#byEvent.set(event.key, delivery);
    }
  }

  /** Null for systems that send, and for those that nothing flows to: their samples are what the plan says itself. */
  static at(plan: Plan, system: string | null): Arrival | null {
    if (system === null || plan.systems.get(system)?.role === 'source') return null;
    const arriving = deliveries(plan).get(system) ?? [];
    return arriving.length === 0 ? null : new Arrival(plan, system, arriving);
  }

  /** The sample in the plan's words; itself where it has them already. */
  inPlanWords(event: SampleEvent): SampleEvent {
    if (event.name === null || event.call === 'identify' || event.call === 'group' || event.call === 'alias')
      return event;
    const arriving = this.#byName.get(event.name);
    const planned = arriving?.delivery.event;
    if (!arriving || !planned) return event;
    const sameName = planned.glob || planned.name === event.name;
    if (sameName && planned.call === event.call && arriving.names.size === 0) return event;
    const properties = new Bag();
    for (const [name, value] of Object.entries(event.properties))
      properties[arriving.names.get(name) ?? name] = value;
    const { version, system, time, receivedAt, messageId, ids, traits, context, raw } = event;
    const name = sameName ? event.name : planned.name;
    return {
      call: planned.call,
      name,
      version,
      system,
      time,
      receivedAt,
      messageId,
      ids,
      properties,
      traits,
      context,
      raw,
    };
  }

  /** False for what cannot be asked here: it is not handed on, or in another form (hashed). */
  asks({ event, part, path, operation }: Check): boolean {
    if (part === 'ids' && operation.op === 'identified')
      return operation.types.some((type) => this.#carriesIds.has(type));
    if (part === 'context') return operation.op !== 'required';
    const delivery = event === null ? undefined : this.#byEvent.get(event);
    const [name] = path;
    if (part !== 'properties' || !delivery || name === undefined) return true;
    const delivered = delivery.properties.find((property) => property.path === name);
    if (operation.op === 'required') return delivered !== undefined;
    return operation.op !== 'schema' || delivered === undefined || delivered.handling === 'raw';
  }
}

function isTop(path: string): boolean {
  return !path.includes('.') && !path.includes('[]');
}
