import type { DialectId } from '../types.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';
import { postgres } from './postgres.ts';
import { spark } from './spark.ts';

export function dialectOf(id: DialectId): Dialect {
  switch (id) {
    case 'duckdb':
      return duckdb;
    case 'postgres':
      return postgres;
    case 'spark':
      return spark;
    default:
      throw new Error(`no dialect ${id}`);
  }
}
