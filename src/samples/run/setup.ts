import type { Check } from '../../evidence/check.ts';
import type { ProfileSetup } from '../../evidence/profile/watcher.ts';
import type { Plan } from '../../plan/types.ts';

/** All that one thread needs to know to check part of a stream. Plain data: it is sent to workers. */
export interface RunSetup {
  readonly plan: Plan;
  readonly checks: readonly Check[];
  /** Milliseconds since the epoch: what counts as the future. */
  readonly now: number;
  /** Share of the records that are read, by a seeded draw on the line number; 1: all. */
  readonly sample: number;
  readonly seed: number;
  /** Milliseconds since the epoch; events without a time are kept. */
  readonly since: number | null;
  readonly until: number | null;
  /** Records at most, over all sources; null: all. */
  readonly limit: number | null;
  readonly showValues: boolean;
  /** Bytes of a line, or of one value of a document, that are kept in memory. */
  readonly maxRecord: number;
  readonly verdicts: boolean;
  /** Every hit is also told by itself, as it comes. */
  readonly each: boolean;
  readonly split: boolean;
  /** What each system's profile is made with, by system; empty: no profiles. */
  readonly profiles: readonly Omit<ProfileSetup, 'plan'>[];
  /** Properties that `drop` names are cut out of what passes. */
  readonly cut: boolean;
}

/** One file, or a part of one by bytes, that begins and ends at a line's end. */
export interface RunSource {
  /** In the order of reading, over the whole run. */
  readonly index: number;
  /** As it is shown: relative to the working directory, `-` for standard input. */
  readonly name: string;
  readonly system: string | null;
  /** Null: to be recognised by the first record. */
  readonly format: string | null;
  /** Our word → path in the record, for plain records. */
  readonly map: ReadonlyMap<string, string>;
  /** Text is translated to the types that the plan asks for: a table has no types, or the source says so. */
  readonly coerce: boolean;
}
