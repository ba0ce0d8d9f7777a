import { UsageError } from '../../system/errors.ts';
import type { ResultRow, Statement } from '../types.ts';

/**
 * Rows by statement, where each result is there and whole. @throws UsageError: a statement without rows, a result that was cut
 * or doubled, rows of another plan, mapping or version of the tool.
 */
export function wholeResults(
  rows: readonly ResultRow[],
  statements: readonly Statement[],
  where: string,
): ReadonlyMap<Statement, readonly ResultRow[]> {
  const byQuery = new Map<string, ResultRow[]>();
  for (const row of rows) {
    const list = byQuery.get(row.query);
    if (list) list.push(row);
    else byQuery.set(row.query, [row]);
  }
  const known = new Set(statements.map(({ query }) => query));
  for (const query of byQuery.keys()) {
    if (known.has(query)) continue;
    const same = statements.find((statement) => statement.query.split('@')[0] === query.split('@')[0]);
    throw new UsageError(
      same
        ? `${where}: the rows of ${query} were made with another plan, other rules or another mapping (now ${same.query}). Run the query of "dataplan sql" anew.`
        : `${where}: the configuration has no statement ${query}. Known: ${[...known].join(', ')}.`,
    );
  }
  return new Map(
    statements.map((statement) => {
      const found = byQuery.get(statement.query) ?? [];
      const said = found[0]?.rows ?? 0;
      if (found.length === 0)
        throw new UsageError(
          `${where}: there is no row of ${statement.query}: a part of a result is not shown as the whole. Run that query too (it gives a row even for an empty table), or leave its table out with --system.`,
        );
      if (found.length !== said || found.some((row) => row.rows !== said))
        throw new UsageError(
          `${where}: ${statement.query} gave ${said} rows and ${found.length} are here: the export was ${found.length < said ? 'cut' : 'doubled'}. Export all rows, once.`,
        );
      return [statement, found];
    }),
  );
}
