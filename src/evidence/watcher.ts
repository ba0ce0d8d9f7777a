import type { Json } from '../text/json.ts';
import type { SampleEvent } from './event.ts';

/** Where an event stood in the samples: comparing `source`, then `line`, then `index` gives input order. */
export interface Place {
  /** Index of the file, in the order they are read. */
  readonly source: number;
  /** 1-based line, or number of the record where the format has no lines. */
  readonly line: number;
  /** Position in its record, 0 unless that is a batch. */
  readonly index: number;
}

/** A value among the properties of an event that failed a keyword of JSON Schema. */
export interface Broken {
  /** Steps to it, with the indexes of lists. */
  readonly at: readonly string[];
  readonly keyword: string;
}

/**
 * What looks at a stream as a whole beside the checks of single events: identity across events, the profile,
 * personal values by property. Its memory is bounded. It runs in a worker that sees part of the input, in
 * any order of parts: what comes out depends on the events and their places alone, never on the split.
 */
export interface Watcher {
  /** Called once an event. `key` is the plan's event that it fits, null for an unplanned name or a call without one. */
  watch(event: SampleEvent, key: string | null, variant: number | null, place: Place): void;
  /** The state as plain data that `structuredClone` can copy. */
  save(): Json | object;
  /** Takes in what `save` of another instance of the same set-up returned. Associative and commutative. */
  merge(saved: Json | object): void;
}
