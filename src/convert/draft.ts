import type { Json, JsonObject } from '../text/json.ts';

/** A plan on its way into YAML: the sections of the plan format as plain values, nothing resolved or checked. */
export interface Draft {
  name: string;
  /** semver */
  version: string;
  description: string | null;
  readonly teams: Map<string, JsonObject>;
  readonly identities: Map<string, JsonObject>;
  readonly systems: Map<string, JsonObject>;
  readonly flows: JsonObject[];
  readonly purposes: Map<string, JsonObject>;
  /** The data dictionary. */
  readonly properties: Map<string, DraftProperty>;
  readonly context: Map<string, DraftProperty>;
  /** By kind (`person`, `account`), then by name. */
  readonly traits: Map<string, Map<string, DraftProperty>>;
  readonly events: Map<string, DraftEvent>;
  readonly needs: Map<string, JsonObject>;
  readonly enforcement: Map<string, string>;
}

/** A property as the plan writes it: JSON Schema and plan keys in one map. */
export interface DraftProperty {
  readonly value: JsonObject;
  /** Written behind it as a YAML comment. */
  readonly comment?: string;
}

export interface DraftEvent {
  /** Everything but `properties` and `context`, as the plan writes it, in the order it is to be written. */
  readonly fields: Record<string, Json>;
  readonly properties: Map<string, DraftProperty | false>;
  readonly context: Map<string, DraftProperty | false>;
  readonly comment?: string;
}

export function newDraft(name: string): Draft {
  return {
    name,
    version: '1.0.0',
    description: null,
    teams: new Map(),
    identities: new Map(),
    systems: new Map(),
    flows: [],
    purposes: new Map(),
    properties: new Map(),
    context: new Map(),
    traits: new Map(),
    events: new Map(),
    needs: new Map(),
    enforcement: new Map(),
  };
}

export function newEvent(fields: Readonly<Record<string, Json | undefined>> = {}): DraftEvent {
  return { fields: record(fields), properties: new Map(), context: new Map() };
}

/** A map without a prototype, so that any name is an ordinary key; undefined members are left out. */
export function record(members: Readonly<Record<string, Json | undefined>> = {}): Record<string, Json> {
  const out: Record<string, Json> = Object.create(null);
  for (const [key, value] of Object.entries(members)) if (value !== undefined) out[key] = value;
  return out;
}

/** The traits of a kind, made when they are not there yet. */
export function traitsOf(draft: Draft, kind: string): Map<string, DraftProperty> {
  const found = draft.traits.get(kind);
  if (found) return found;
  const made = new Map<string, DraftProperty>();
  draft.traits.set(kind, made);
  return made;
}

/** A key for an event that may share its name with another: `Home`, then `Home (page)`, then `Home (page 2)`. */
export function freeKey(draft: Draft, name: string, distinction: string): string {
  if (!draft.events.has(name)) return name;
  const second = `${name} (${distinction})`;
  if (!draft.events.has(second)) return second;
  for (let count = 2; ; count++) {
    const next = `${name} (${distinction} ${count})`;
    if (!draft.events.has(next)) return next;
  }
}
