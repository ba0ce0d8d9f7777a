import type { JsonObject } from '../../text/json.ts';
import type { DialectId, Relation, Statement } from '../types.ts';

export const ENGINES = ['duckdb', 'spark', 'postgres'] as const;
export type EngineName = (typeof ENGINES)[number];

/**
 * A database that runs our statements where the data lies. It is opened for reading alone, connects to nothing but what
 * the user named, and takes credentials from the environment or its own configuration only.
 */
export interface Engine {
  readonly name: EngineName;
  readonly dialect: DialectId;
  /**
   * Columns and their types in the engine's words, in the table's order. Throws UsageError where there is no such table.
   * Absent where a look costs as much as a run.
   */
  columns?(relation: Relation): Promise<ReadonlyMap<string, string>>;
  /**
   * The rows of all statements, one after the other. Throws UsageError when one of them fails or the engine is lost:
   * what came before is then no result.
   */
  rows(statements: readonly Statement[]): AsyncIterable<JsonObject>;
  close(): Promise<void>;
}
