import type { Check } from '../evidence/check.ts';
import type { NotChecked } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';

/** The engines for which SQL is written. */
export const DIALECTS = [
  'duckdb',
  'spark',
  'databricks',
  'postgres',
  'redshift',
  'bigquery',
  'snowflake',
] as const;
export type DialectId = (typeof DIALECTS)[number];

/** A table by the parts of its name, or what a loaded engine reads in its place (SQL of our own, never from a plan). */
export type Relation = { readonly name: readonly string[] } | { readonly sql: string };

/** The column that a warehouse prunes by. `--since` and `--until` become a filter on it. */
export interface Partition {
  readonly column: string;
  readonly type: 'timestamp' | 'date';
}

/** How a column holds JSON: as text, as the dialect's own JSON type, or as a struct or record. */
export type Held = 'text' | 'json' | 'struct';

export interface JsonColumn {
  readonly column: string;
  readonly as: Held;
}

interface Base {
  /** Names the statements: `web`, unless several mappings are of one system. Letters, digits and `_`. */
  readonly name: string;
  /** The plan's system; null: not said. */
  readonly system: string | null;
  readonly partition: Partition | null;
}

/** A column of raw event lines, JSON text as the sender wrote it. Means exactly what a file of these lines means. */
export interface LinesLayout extends Base {
  readonly kind: 'lines';
  readonly from: Relation;
  readonly column: string;
  readonly format: 'segment' | 'rudderstack' | 'plain';
  /** Our word → path in the record, for `plain`. */
  readonly map: ReadonlyMap<string, string>;
}

/** One table of all events, with a column for the name. */
export interface WideLayout extends Base {
  readonly kind: 'wide';
  readonly from: Relation;
  readonly columns: {
    readonly event: string;
    /** Holds track, page, screen, identify, group or alias; null: everything is a track call. */
    readonly call: string | null;
    readonly version: string | null;
    readonly time: string | null;
    readonly received: string | null;
    readonly messageId: string | null;
    /** Null: every column that is named nowhere here is a property. */
    readonly properties: JsonColumn | null;
    readonly traits: JsonColumn | null;
    readonly context: JsonColumn | null;
    /** Identity type of the plan → column. */
    readonly ids: ReadonlyMap<string, string>;
  };
}

/** One table an event, as loaders write them. */
export interface LoaderLayout extends Base {
  readonly kind: 'loader';
  readonly loader: 'segment' | 'rudderstack' | 'snowplow';
  /** The plan's event → its table (Segment, RudderStack); for Snowplow → its column in the one table `from`. */
  readonly tables: ReadonlyMap<string, Relation>;
  readonly events: ReadonlyMap<string, string>;
  readonly from: Relation | null;
}

export type Layout = LinesLayout | WideLayout | LoaderLayout;

/** One query. It only reads, is one statement without a semicolon at its end, and can stand in brackets. */
export interface Statement {
  /** `web_checks`, `web_profile`. */
  readonly name: string;
  /** `web_checks@0123456789ab`: as its rows say in `query`. Changes with the plan, the rules and the mapping. */
  readonly query: string;
  readonly kind: 'checks' | 'profile';
  readonly layout: Layout;
  readonly sql: string;
  /** Named in the text as the dialect names them; the sketch key is one, so that the text of the query, which logs keep, has it not. */
  readonly parameters: readonly { readonly name: 'sketch_key'; readonly value: string }[];
}

/** What no statement asks, with the reason. */
export interface Written {
  readonly statements: readonly Statement[];
  readonly notChecked: readonly NotChecked[];
}

export interface WriteOptions {
  readonly plan: Plan;
  readonly checks: readonly Check[];
  readonly layouts: readonly Layout[];
  readonly dialect: DialectId;
  /** Milliseconds since the epoch, `until` exclusive. */
  readonly since: number | null;
  readonly until: number | null;
  /** Milliseconds since the epoch; null: the engine's own clock, when the query runs. */
  readonly now: number | null;
  /** Profiles too; the key of their identifier sketches, null without one. */
  readonly profile: { readonly key: string | null } | null;
}

/**
 * One row of a result: the columns of every statement, in this order. Numbers may come as text, as CSV and some
 * drivers have them; what a row does not need is null.
 */
export interface ResultRow {
  /** `Statement.query`. */
  readonly query: string;
  /** What is counted; see docs/guide/warehouse.md. */
  readonly stat: string;
  /** The plan's event, or the name as seen. */
  readonly event: string | null;
  readonly path: string | null;
  readonly key: string | null;
  /** Release of the sender. */
  readonly version: string | null;
  readonly n: number;
  /** Least and greatest, of numbers and of instants (milliseconds since the epoch). */
  readonly low: number | null;
  readonly high: number | null;
  /** Sum of whole parts, and of millionths. */
  readonly whole: number | null;
  readonly micro: number | null;
  /** Bit per group of persons, or flags of an identifier. */
  readonly mask: number | null;
  /** How many rows the whole result has: a result that was cut is known by it. */
  readonly rows: number;
}

export const RESULT_COLUMNS = [
  'query',
  'stat',
  'event',
  'path',
  'key',
  'version',
  'n',
  'low',
  'high',
  'whole',
  'micro',
  'mask',
  'rows',
] as const satisfies readonly (keyof ResultRow)[];

/** What statements are written as. */
export const FORMS = ['queries', 'dbt', 'views'] as const;
export type Form = (typeof FORMS)[number];
