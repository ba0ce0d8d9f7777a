import { formatChecks } from '../../text/formats.ts';
import { isObject, type Json } from '../../text/json.ts';

/** Formats worth asserting, the narrower before the wider. */
const GUESSED = ['date-time', 'date', 'uuid', 'email', 'ipv4', 'ipv6', 'uri'] as const;
/** Distinct values remembered; a list longer than that is no enum. */
const MOST_VALUES = 64;
const LONGEST_VALUE = 64;
/** Children of one object; more is a map with keys of its own making. */
const MOST_CHILDREN = 500;
const DEEPEST = 8;

/** What was seen at one place, in bounded memory and whatever the order of the samples. */
export class Observation {
  /** Times the place had a value, null included. */
  seen = 0;
  nulls = 0;
  readonly types = new Map<string, number>();
  /** Value → times, of strings and booleans; null when there were too many to be a list. */
  values: Map<string, number> | null = new Map();
  /** Formats that every string so far has. */
  formats: Set<string> = new Set(GUESSED);
  strings = 0;
  smallest = Number.POSITIVE_INFINITY;
  /** Of objects: what stands in them. */
  readonly children = new Map<string, Observation>();
  objects = 0;
  /** The object had more names than any shape has. */
  dynamic = false;
  /** Of lists: their elements. */
  elements: Observation | null = null;

  constructor(readonly depth = 0) {}

  add(value: Json): void {
    this.seen++;
    if (value === null) {
      this.nulls++;
      return;
    }
    const type = typeOf(value);
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
    if (typeof value === 'string') this.text(value);
    else if (typeof value === 'number') this.smallest = Math.min(this.smallest, value);
    else if (Array.isArray(value)) this.list(value);
    else if (isObject(value)) this.object(value);
  }

  private text(value: string): void {
    this.strings++;
    if (this.values !== null) {
      if (value.length > LONGEST_VALUE) this.values = null;
      else {
        this.values.set(value, (this.values.get(value) ?? 0) + 1);
        if (this.values.size > MOST_VALUES) this.values = null;
      }
    }
    for (const format of this.formats) {
      const check = formatChecks.get(format);
      if (typeof check === 'function' && !check(value)) this.formats.delete(format);
    }
  }

  private list(values: readonly Json[]): void {
    if (this.depth >= DEEPEST) return;
    this.elements ??= new Observation(this.depth + 1);
    for (const value of values.slice(0, 1000)) this.elements.add(value);
  }

  private object(value: { readonly [key: string]: Json }): void {
    this.objects++;
    if (this.depth >= DEEPEST) return;
    for (const key of Object.keys(value)) {
      let child = this.children.get(key);
      if (!child) {
        if (this.children.size >= MOST_CHILDREN) {
          this.dynamic = true;
          continue;
        }
        child = new Observation(this.depth + 1);
        this.children.set(key, child);
      }
      child.add(value[key] ?? null);
    }
  }
}

function typeOf(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'bigint' ? 'integer' : typeof value;
}
