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
  const key = spellingKey(name);
  return (
    data().events.find(
      (each) => spellingKey(each.canonical) === key || sameSpelling(each.names[SPEC], key),
    ) ?? null
  );
}

function sameSpelling(name: string | undefined, key: string): boolean {
  return name !== undefined && spellingKey(name) === key;
}

function meaning(all: readonly Standard[], system: string, name: string): Standard | null {
  return all.find((each) => Object.hasOwn(each.names, system) && each.names[system] === name) ?? null;
}
