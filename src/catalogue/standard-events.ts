import { spellingKey } from '../text/nearest.ts';
import { read } from './standard-events.yaml';

/** One business event or property and its name in every system that has one. */
export interface Standard {
  /** Our neutral id: `order_completed`. */
  readonly canonical: string;
  readonly meaning?: string;
  /** System → name there. */
  readonly names: Readonly<Record<string, string>>;
  readonly older_names?: Readonly<Record<string, readonly string[]>>;
  readonly false_friends?: readonly {
    readonly system: string;
    readonly name: string;
    readonly is: string;
    readonly note?: string;
  }[];
  /** What an amount means where, by `system.field`. */
  readonly meaning_by_system?: Readonly<Record<string, string>>;
  /** What is taken where nothing is sent, by system. */
  readonly defaults?: Readonly<Record<string, string>>;
  /** Systems whose event is the whole cart, not the line that was added. */
  readonly whole_cart_in?: readonly string[];
  /** Systems whose standard list has no such event. */
  readonly absent_in?: readonly string[];
}

interface StandardData {
  readonly events: readonly Standard[];
  readonly properties: readonly Standard[];
}

let table: StandardData | null = null;

function data(): StandardData {
  table ??= read() as StandardData;
  return table;
}

export function standardEvents(): readonly Standard[] {
  return data().events;
}

export function standardProperties(): readonly Standard[] {
  return data().properties;
}

/** The business event that a name means in a system, by its exact name there; null when it is a custom one. */
export function eventMeaning(system: string, name: string): Standard | null {
  return meaning(data().events, system, name);
}

/** The fact that a property carries in a system. */
export function propertyMeaning(system: string, name: string): Standard | null {
  return meaning(data().properties, system, name);
}

/** Routers' spec names are also how plans name things: `Order Completed`, `order_completed`. */
const SPEC = 'segment';

/** The business event that a plan's own name is, in any spelling of the words that the common spec uses. */
export function businessEvent(name: string): Standard | null {
  spellings ??= bySpelling(data().events);
  return spellings.get(spellingKey(name)) ?? null;
}

let spellings: ReadonlyMap<string, Standard> | null = null;

function bySpelling(all: readonly Standard[]): ReadonlyMap<string, Standard> {
  const found = new Map<string, Standard>();
  for (const each of all) {
    for (const name of [each.canonical, each.names[SPEC] ?? each.canonical]) {
      if (!found.has(spellingKey(name))) found.set(spellingKey(name), each);
    }
  }
  return found;
}

/** By system and name there; the first that has the name wins. */
const indexes = new WeakMap<readonly Standard[], ReadonlyMap<string, ReadonlyMap<string, Standard>>>();

function meaning(all: readonly Standard[], system: string, name: string): Standard | null {
  let index = indexes.get(all);
  if (index === undefined) {
    const made = new Map<string, Map<string, Standard>>();
    for (const each of all) {
      for (const [key, there] of Object.entries(each.names)) {
        const names = made.get(key) ?? new Map<string, Standard>();
        if (!names.has(there)) names.set(there, each);
        made.set(key, names);
      }
    }
    index = made;
    indexes.set(all, index);
  }
  return index.get(system)?.get(name) ?? null;
}
