import { deliveries } from '../plan/deliveries.ts';
import type { Plan } from '../plan/types.ts';
import type { Json } from '../text/json.ts';
import type { SampleEvent } from './event.ts';
import type { Watcher } from './watcher.ts';

/**
 * Which traits of the plan identify and group calls set with a value, by system, under the names that each system
 * has for them. An identifier among them counts too: vendors read an address out of the traits.
 */
export class TraitsSeen implements Watcher {
  /** System → name there, with its call before it → `person.plan_tier`. Only these are kept: memory has an end. */
  readonly #planned: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly #seen = new Map<string, Set<string>>();

  constructor(plan: Plan) {
    this.#planned = new Map([...plan.systems.keys()].map((key) => [key, namesIn(plan, key)]));
  }

  watch({ call, system, traits, ids }: SampleEvent): void {
    if (system === null || (call !== 'identify' && call !== 'group')) return;
    const planned = this.#planned.get(system);
    const seen = this.#of(system);
    for (const values of [traits, ids]) {
      for (const name of Object.keys(values)) {
        const trait = planned?.get(`${call}:${name}`);
        if (trait !== undefined && isSet(values[name])) seen.add(trait);
      }
    }
  }

  save(): Json {
    return [...this.#seen].map(([system, seen]) => [system, [...seen]]);
  }

  merge(saved: Json | object): void {
    for (const [system, traits] of saved as readonly (readonly [string, readonly string[]])[]) {
      const seen = this.#of(system);
      for (const trait of traits) seen.add(trait);
    }
  }

  /** `person.plan_tier`, by system. A system without such calls is not there: nothing can be missed of it. */
  bySystem(): ReadonlyMap<string, ReadonlySet<string>> {
    return this.#seen;
  }

  #of(system: string): Set<string> {
    const known = this.#seen.get(system) ?? new Set();
    this.#seen.set(system, known);
    return known;
  }
}

/** identify sets a person's traits; group those of every other kind. */
function namesIn(plan: Plan, system: string): Map<string, string> {
  const names = new Map<string, string>();
  const add = (kind: string, name: string, trait: string) => {
    names.set(`${kind === 'person' ? 'identify' : 'group'}:${name}`, `${kind}.${trait}`);
  };
  for (const [kind, traits] of plan.traits) for (const name of traits.keys()) add(kind, name, name);
  for (const { traits: kind, properties } of deliveries(plan).get(system) ?? []) {
    if (kind !== null) for (const { path, name } of properties) add(kind, name, path);
  }
  return names;
}

function isSet(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '';
}
