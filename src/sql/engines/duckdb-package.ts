// The one place that imports DuckDB: it is an optional package, and its absence is told from a fault of ours by what
// this module's import says.
export { type DuckDBConnection, DuckDBInstance, StatementType } from '@duckdb/node-api';
