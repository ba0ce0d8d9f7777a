import type { DialectId } from '../types.ts';
import type { Dialect } from './dialect.ts';
import { duckdb } from './duckdb.ts';

export function dialectOf(id: DialectId): Dialect {
  switch (id) {
    case 'duckdb':
      return duckdb;
    default:
      throw new Error(`no dialect ${id}`);
  }
}
