import type { SampleEvent } from '../../evidence/event.ts';
import type { IdField } from '../../evidence/identity/id-type.ts';
import type { JsonObject } from '../../text/json.ts';
import type { TraitIds } from './trait-ids.ts';

export type { IdField };

/** One vendor's shape of a record: an adapter, one small file each, listed in `index.ts`. */
export interface Format {
  /** As `--event-format` and `event_format` have it: `segment`. */
  readonly id: string;
  readonly title: string;
  /** The page that documents the shape. */
  readonly source: string;
  /** Fields that hold identifiers. The engine finds the plan's type for each, see `Reading.idType`. */
  readonly ids: readonly IdField[];
  /** The key under which a line has its event's name, as a rule. Lines of one name are read together, where their order tells nothing. */
  readonly nameKey?: string;
  /** For text tables that come without a header: the names of the columns, in order. */
  readonly columns?: readonly string[];
  /**
   * How surely a record is of this shape: 0 (cannot be) to 1 (marks that nothing else has). Looks at few
   * keys and their types, not at all values; never throws. A table's row is an object of strings.
   */
  recognise(record: JsonObject): number;
  /** Made once a source, so that what depends on the plan is looked up once. */
  open(reading: Reading): RecordReader;
}

/**
 * Calls `emit` for each event in the record, in the record's order (a batch has several, none is possible),
 * and returns null; or says in a few words why this is no record of the format ("no `type`"), having emitted nothing. Never
 * throws, keeps no reference to earlier records, never changes the record. What is emitted may share the record's objects.
 */
export type RecordReader = (record: JsonObject, emit: (event: SampleEvent) => void) => string | null;

/** What an adapter is told about the source that it reads. */
export interface Reading {
  /** The plan's system the source belongs to; null when nobody said. */
  readonly system: string | null;
  /**
   * The plan's identity type for one of the format's id fields: what the system's `identity` says, else a
   * type named like the kind or the field, else, for ids that every plan calls its own way (of users, devices, groups, aliases), the
   * first in `priority` of the same `of` and `known`; without any of these the kind itself. The key to use in `SampleEvent.ids`.
   */
  idType(field: string): string;
  /** The ids of an event with those that stand among its traits. `sample()` asks; an event made otherwise must ask itself. */
  readonly traitIds: TraitIds;
  /** `--map event=name,user=uid`: our word to the path (`a.b`) in the record; empty unless said. */
  readonly map: ReadonlyMap<string, string>;
}
