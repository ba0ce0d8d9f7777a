import type { Statement } from '../../../src/sql/types.ts';

/** A statement as the writer gives it, around any SQL. */
export function statement(sql: string, parameters: Statement['parameters'] = []): Statement {
  return {
    name: 'web_checks',
    query: 'web_checks@000000000000',
    kind: 'checks',
    layout: {
      kind: 'lines',
      name: 'web',
      system: 'web',
      partition: null,
      from: { name: ['orders'] },
      column: 'line',
      format: 'plain',
      map: new Map(),
    },
    sql,
    parameters,
  };
}
