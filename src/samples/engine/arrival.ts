import { Arrivals } from '../../evidence/arrivals.ts';
import type { Check } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import type { Plan } from '../../plan/types.ts';
import { Bag } from '../bag.ts';

/** Translates samples of a system that receives back into the plan's words. */
export class Arrival {
  readonly #arrivals: Arrivals;

  private constructor(arrivals: Arrivals) {
    this.#arrivals = arrivals;
  }

  /** Null for systems that send, and for those that nothing flows to: their samples are what the plan says itself. */
  static at(plan: Plan, system: string | null): Arrival | null {
    const arrivals = Arrivals.at(plan, system);
    return arrivals && new Arrival(arrivals);
  }

  /** The sample in the plan's words; itself where it has them already. */
  inPlanWords(event: SampleEvent): SampleEvent {
    if (event.name === null || event.call === 'identify' || event.call === 'group' || event.call === 'alias')
      return event;
    const arriving = this.#arrivals.byName.get(event.name);
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
  asks(check: Check): boolean {
    return this.#arrivals.asks(check);
  }
}
