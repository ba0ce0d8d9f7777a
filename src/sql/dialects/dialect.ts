import type { PatternNode } from '../../text/pattern-syntax.ts';
import type { DialectId, Held } from '../types.ts';

/** SQL text. Names and values come into it through `escape.ts` alone. */
export type Sql = string;

/** Types of JSON, with absent being SQL's NULL. */
export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'object' | 'array';

/** A JSON value in a query: itself, and the dialect's word for its type. Both NULL where it is absent. */
export interface Value {
  readonly json: Sql;
  readonly kind: Sql;
  /** Its text and its number, where a query below has them in columns: reading JSON again would cost. */
  readonly text?: Sql;
  readonly number?: Sql;
}

/**
 * What dialects say differently. None of these expressions raises an error for any input: they give NULL. Arrays are the
 * dialect's own, of JSON or of text; a function that is null cannot be said, and says why in `lacks`.
 */
export interface Dialect {
  readonly id: DialectId;
  readonly title: string;
  readonly types: { readonly text: Sql; readonly bigint: Sql; readonly double: Sql; readonly json: Sql };

  /** JSON of a column that holds it so; NULL for text that is no JSON. The last of doubled names counts. */
  fromColumn(column: Sql, as: Held): Sql;
  /** What `fromColumn` has to be brought to where doubled names are still in it; null: nothing. */
  readonly distinctNames: ((json: Sql) => Sql) | null;
  /** A whole row as a JSON object; null: its columns have to be listed. */
  row(alias: Sql): Sql;
  /** NULL unless `json` is an object that has the name. */
  member(json: Sql, name: string): Sql;
  /** The same for a name that is an expression. */
  memberAt(json: Sql, name: Sql): Sql;
  /** How places in a value are read: each where it is used, each into a column, or all at once into columns. */
  readonly reads: 'expressions' | 'columns' | Picking;
  /** The first element of a JSON list; NULL for anything else. */
  firstOf(json: Sql): Sql;
  kindOf(json: Sql): Sql;
  isKind(kind: Sql, wanted: Kind): Sql;
  /** Text of a JSON string, without quotes. */
  textOf(json: Sql): Sql;
  /** JSON as text. */
  jsonText(json: Sql): Sql;
  /** A JSON number as double, as JSON.parse rounds it. */
  numberOf(json: Sql): Sql;
  isTrue(json: Sql): Sql;

  /** Null: cannot look inside lists and objects of any names. */
  readonly lists: Lists | null;
  /** An array of the texts that are not NULL. */
  texts(items: readonly Sql[]): Sql;
  concat(arrays: readonly Sql[]): Sql;
  isEmpty(array: Sql): Sql;
  /** `FROM table` with a row for each text of its array `column`, called `as`. */
  unnest(table: Sql, column: Sql, as: Sql): Sql;

  /** Null: this pattern has no equal here. */
  matches(text: Sql, pattern: PatternNode): Sql | null;
  /** In code points. */
  length(text: Sql): Sql;
  sha256(text: Sql): Sql;
  /** The dotted numbers that a text starts with, and a `v` before them. */
  versionOf(text: Sql): Sql;
  splitPart(text: Sql, separator: string, index: number): Sql;
  /** Milliseconds since the epoch of a text in ISO 8601 with an offset; NULL for another. */
  instant(text: Sql): Sql;
  /** The same of a timestamp column. */
  millis(column: Sql): Sql;
  readonly now: Sql;
  /** A timestamp or date that a partition column is compared with. */
  moment(iso: string, type: 'timestamp' | 'date'): Sql;
  /** `2026-11-01T13` of milliseconds since the epoch. */
  hour(millis: Sql): Sql;
  parameter(name: 'sketch_key'): Sql;
  bitOr(value: Sql): Sql;
  /** An integer of 12 hexadecimal digits. */
  hexNumber(text: Sql): Sql;
  /** Ends a query whose columns are to be made once a row, where the engine would make them at each use. */
  readonly once?: Sql;
  /** Untrue, which the engine cannot know: a WHERE about a column made with it is not asked of the table, all written out. */
  readonly never?: Sql;
}

/** Several places in one read, where that is cheaper than each by itself. */
export interface Picking {
  values(json: Sql, places: readonly (readonly string[])[]): Sql;
  kinds(json: Sql, places: readonly (readonly string[])[]): Sql;
  item(list: Sql, index: number): Sql;
}

/** What is inside a list, and the names that an object has. */
export interface Lists {
  /** Elements of a JSON list; empty for anything else. */
  elements(json: Sql): Sql;
  /** Names of a JSON object; empty for anything else. */
  names(json: Sql): Sql;
  size(array: Sql): Sql;
  any(array: Sql, test: (item: Sql) => Sql): Sql;
  /** Texts made of the items that pass. */
  collect(array: Sql, test: (item: Sql) => Sql, make: (item: Sql) => Sql): Sql;
  /** Items of the arrays made of items, in one. */
  flat(array: Sql, make: (item: Sql) => Sql): Sql;
  /** The first so many. */
  first(array: Sql, n: number): Sql;
}
