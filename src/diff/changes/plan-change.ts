import type { Change } from '../../evidence/change.ts';
import type { SchemaChange } from './schema-change.ts';
import type { Unit } from './unit.ts';

/** A place that a change reaches: an event or traits, and a property path in it (empty: all of it). */
export interface Reach {
  readonly event: string | null;
  readonly traits: string | null;
  readonly path: string;
}

/** One personal value on its way to one system. */
export interface Exposure {
  readonly event: string | null;
  readonly traits: string | null;
  readonly path: string;
  readonly system: string;
  readonly category: string;
  readonly handling: string;
}

/** A change between two plans, before anybody judged it. */
export interface PlanChange extends Change {
  readonly reach: readonly Reach[];
  /** For a change of shape: the unit it is judged in. */
  readonly shape: { readonly before: Unit; readonly after: Unit; readonly change: SchemaChange } | null;
  /** For an event that came or went. */
  readonly unit: Unit | null;
  /** Systems that the change names. */
  readonly systems: readonly string[];
  /** What went was announced, and its day has come. */
  readonly expired: boolean;
}
