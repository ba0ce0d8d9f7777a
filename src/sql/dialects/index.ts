import type { DialectId } from '../types.ts';
import { bigquery } from './bigquery.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { postgres } from './postgres.ts';
import { redshift } from './redshift.ts';
import { snowflake } from './snowflake.ts';
import { spark } from './spark.ts';

/** Databricks reads VARIANT as Spark 4 does. */
const databricks: Dialect = { ...spark, id: 'databricks', title: 'Databricks' };

const dialects: Readonly<Record<DialectId, Dialect>> = {
  duckdb,
  spark,
  databricks,
  postgres,
  redshift,
  bigquery,
  snowflake,
};

export function dialectOf(id: DialectId): Dialect {
  return dialects[id];
}
