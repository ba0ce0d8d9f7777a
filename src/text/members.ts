import { isObject, type Json, type JsonObject } from './json.ts';
import { compileSchema } from './json-schema.ts';

type Verdict = (value: Json) => boolean;

/** What is asked of one name. */
interface Member {
  /** As `for in` gives it: the same object, so that comparing is a glance. */
  readonly name: string;
  /** Null: anything. */
  readonly fits: Verdict | null;
  readonly needed: boolean;
}

const told = new Set(['type', 'properties', 'required', 'additionalProperties']);

/**
 * The verdict of an object's schema, read from a table: one function serves all, with one small verdict for each property of the
 * plan. Code made for each event would be a third faster once V8 has optimised it; but there may be thousands of events, a
 * hundred megabytes of samples are over before that is done, and V8 begins anew for every set of names that an
 * event comes with. Null where the schema says more than names, their schemas, and which must be there.
 */
export function membersVerdict(schema: JsonObject): ((value: unknown) => boolean) | null {
  const { type, properties = {}, required = [], additionalProperties = true } = schema;
  if (Object.keys(schema).some((keyword) => !told.has(keyword))) return null;
  if (type !== undefined && type !== 'object') return null;
  if (!isObject(properties) || !Array.isArray(required) || typeof additionalProperties !== 'boolean')
    return null;
  const members = new Map<string, Member>();
  for (const name of new Set([...Object.keys(properties), ...required.map(String)])) {
    const sub = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (sub !== undefined && typeof sub !== 'boolean' && !isObject(sub)) return null;
    const fits = sub === undefined || sub === true ? null : compileSchema(sub).ok;
    const stands = sub !== undefined || additionalProperties;
    members.set(name, { name: asKey(name), fits: stands ? fits : never, needed: required.includes(name) });
  }
  const needed = [...members.values()].filter((member) => member.needed).length;
  const table = new Members(members, needed, additionalProperties, type === undefined);
  return (value) => table.fit(value);
}

/** Names with their checks, in the order in which they came last. */
class Members {
  readonly #byName: ReadonlyMap<string, Member>;
  readonly #order: Member[];
  readonly #needed: number;
  readonly #open: boolean;
  /** What is no object passes. */
  readonly #anyType: boolean;

  constructor(byName: ReadonlyMap<string, Member>, needed: number, open: boolean, anyType: boolean) {
    this.#byName = byName;
    this.#order = [...byName.values()];
    this.#needed = needed;
    this.#open = open;
    this.#anyType = anyType;
  }

  fit(value: unknown): boolean {
    if (!isObject(value)) return this.#anyType;
    const order = this.#order;
    let missing = this.#needed;
    let at = 0;
    for (const name in value) {
      const guess = order[at];
      const member = guess !== undefined && guess.name === name ? guess : this.#member(name, at);
      at++;
      if (member === null) {
        if (!this.#open) return false;
        continue;
      }
      const each = value[name];
      if (each === undefined) continue;
      if (member.fits !== null && !member.fits(each)) return false;
      if (member.needed) missing--;
    }
    return missing === 0;
  }

  #member(name: string, at: number): Member | null {
    const member = this.#byName.get(name);
    if (member === undefined) return null;
    if (at < this.#order.length) this.#order[at] = member;
    return member;
  }
}

const never: Verdict = () => false;

/** The one object that V8 has for a key of this text. */
function asKey(name: string): string {
  for (const key in { [name]: true }) return key;
  return name;
}
