import type { CallKind } from './event.ts';
import type { KmvData } from './sketch/kmv.ts';
import type { LogBucketsData } from './sketch/log-buckets.ts';

/**
 * Mergeable summary of one system's evidence. Merging is associative and commutative, and each part depends
 * on the data alone, so workers, files, days and engines give the same bytes. Times are UTC, instants in
 * milliseconds since the epoch, and counts are whole numbers.
 */
export interface Profile {
  readonly profile: 1;
  readonly system: string;
  readonly plan: { readonly name: string; readonly version: string; readonly hash: string } | null;
  /** `engine`: what counted (`stream`, `duckdb`, …). `format`: the adapter; null where several were at work. */
  readonly made: { readonly tool: string; readonly engine: string; readonly format: string | null };
  /** `key_id` null: made without a key, so samples are in memory only and left out of saved files. */
  readonly sketch: { readonly hash: 'sha256/48'; readonly key_id: string | null; readonly k: number };
  /** Identity type → recipe its values were brought to before hashing: `email/std`, `phone/digits`, `raw`. */
  readonly forms: Counted<string>;
  readonly sampling: { readonly rate: number; readonly by: 'none' | 'event' | 'person' };
  /** Inputs by digest, sorted; merging refuses one that both sides have. */
  readonly parts: readonly { readonly name: string; readonly size: number; readonly digest: string }[];
  /** Systems that the plan sends something to, sorted: a `reach` in samples has a bit for each. */
  readonly reaches: readonly string[];
  readonly totals: Totals;
  /** By `eventKey`. */
  readonly events: Counted<EventProfile>;
  /** Unplanned names beyond the cap. */
  readonly other_events: Other;
  /** By identity type of the plan. */
  readonly identifiers: Counted<IdentifierProfile>;
}

/** A map with names from outside; made without a prototype. */
export type Counted<T> = Readonly<Record<string, T>>;

/**
 * What was beyond the cap on names: planned names and the unplanned with the smallest hashes are kept, those
 * below `theta`. Of all unplanned names about kept x 2^48 / theta were seen.
 */
export interface Other {
  /** Events under the other names. */
  readonly n: number;
  readonly theta: number;
}

export interface Totals {
  readonly events: number;
  readonly invalid: number;
  readonly unplanned: number;
  readonly first: number | null;
  readonly last: number | null;
  /** `2026-11-01T13` → events. */
  readonly hours: Counted<number>;
  /** Received minus event time, milliseconds. */
  readonly lag: LogBucketsData;
  /** Base64 of `HeavyHitters`, over persons; empty where left out. */
  readonly heavy: string;
}

/** Yes, no, not known. */
export type Consent = readonly [number, number, number];

export interface EventProfile {
  readonly n: number;
  readonly planned: boolean;
  readonly invalid: number;
  readonly first: number | null;
  readonly last: number | null;
  readonly calls: Readonly<Partial<Record<CallKind, number>>>;
  /** Version of the event or app, as the plan's `version` reads it: at most 64, by smallest name hash. */
  readonly versions: Counted<number>;
  /** `2026-11-01` → events. */
  readonly days: Counted<number>;
  /** Events by hour of day, 24 of them. */
  readonly hod: readonly number[];
  /** Events by person, in 64 groups by the last six bits of the person's hash: the design effect. */
  readonly g: readonly number[];
  readonly consent: Counted<Consent>;
  /** Events by the best identifier they carry. */
  readonly tied: {
    readonly known: number;
    readonly contact: number;
    readonly anonymous: number;
    readonly none: number;
  };
  /** By platform or source. */
  readonly slices: Counted<number>;
  /** System → events that the plan lets through to it: consent, identifiers and `when` together. */
  readonly passes: Counted<number>;
  readonly people: KmvData;
  /** `message_id`, `order_id` → paired sample, of events that reach both sides and, smaller, of unplanned ones. */
  readonly pairs: Counted<KmvData>;
  /** By path: `.` goes into objects, `[]` into lists; `.`, `[`, `]` and `\\` of a name have a `\\` before them. */
  readonly properties: Counted<PropertyProfile>;
  /** Unplanned paths with a hash beyond this were left out; 2^48: none. */
  readonly other_properties: number;
  /**
   * The same for the events alone that the plan lets through to all marketing systems it sends them to: what those
   * should look like. Null where the plan asks for no consent, identifier or condition.
   */
  readonly eligible: {
    readonly n: number;
    readonly g: readonly number[];
    readonly slices: Counted<number>;
    readonly properties: Counted<PropertyProfile>;
    readonly other_properties: number;
  } | null;
}

/** `integer` apart from `number`, a numeric string apart from other strings. */
export type SeenType =
  | 'string'
  | 'string:number'
  | 'integer'
  | 'number'
  | 'boolean'
  | 'null'
  | 'object'
  | 'array';

export interface PropertyProfile {
  readonly planned: boolean;
  /** Events in which it is there, null included; inside lists, elements. */
  readonly present: number;
  readonly null: number;
  /** Empty strings. */
  readonly empty: number;
  readonly types: Readonly<Partial<Record<SeenType, number>>>;
  /** Presence in 16 groups of persons (last four bits of the hash). */
  readonly pg: readonly number[];
  readonly slices: Counted<number>;
  /** JSON Schema keyword → violations. */
  readonly violations: Counted<number>;
  readonly lengths: LogBucketsData;
  readonly num: NumericProfile | null;
  /**
   * Distinct values that can make up a domain, with exact counts of those sampled: integers, booleans, and strings
   * that are short and have none of the shapes in `formats`.
   */
  readonly distinct: KmvData;
  /**
   * Value → count and a mask of the 16 groups of persons it was seen with: booleans, planned enums, and values
   * tagged `privacy: none`. Saved only once common enough to name no one.
   */
  readonly top: Counted<readonly [number, number]>;
  /** Shapes of strings: uuid, iso-date, email, sha256, … */
  readonly formats: Counted<number>;
}

export interface NumericProfile {
  readonly buckets: LogBucketsData;
  /** Null where the value may not be shown. */
  readonly min: number | null;
  readonly max: number | null;
  /** Whole part and millionths: two exact integers, so that order cannot change the sum. */
  readonly sum: readonly [number, number];
  readonly integers: number;
  /** With at most two decimals. */
  readonly cents: number;
}

export interface IdentifierProfile {
  readonly seen: number;
  readonly missing: number;
  /** Literal, lower case → events. */
  readonly placeholder: Counted<number>;
  readonly malformed: number;
  readonly unnormalized: number;
  /** raw, sha256, SHA256, sha256/base64, md5, sha1 → events. */
  readonly forms: Counted<number>;
  /** Kind that the value really is → events. */
  readonly wrong_field: Counted<number>;
  readonly ids: KmvData;
  /**
   * Mistake → sample of the hashes that it would make of the values seen raw here (`as-found`, `md5`, …): where one
   * turns up on another side, the mistake has a name.
   */
  readonly probes: Counted<KmvData>;
}

/** How a profile names an event: the name as seen, calls other than track with their kind before it. */
export function eventKey(call: CallKind, name: string | null): string {
  if (call === 'track') return name ?? '';
  return name === null ? call : `${call}:${name}`;
}
