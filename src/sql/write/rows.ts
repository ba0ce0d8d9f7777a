import type { Dialect, Sql } from '../dialects/dialect.ts';
import { name, text } from '../dialects/standard.ts';
import { RESULT_COLUMNS } from '../types.ts';

type Column = (typeof RESULT_COLUMNS)[number];
const BIGINTS: readonly Column[] = ['n', 'whole', 'micro', 'mask', 'rows'];
const DOUBLES: readonly Column[] = ['low', 'high'];

/** The one shape: every column in order, those that are not given NULL of their type. */
export function resultColumns(dialect: Dialect, given: Partial<Record<Column, Sql>>): string {
  const { text: string, bigint, double } = dialect.types;
  const columns = RESULT_COLUMNS.map((column) => {
    const type = BIGINTS.includes(column) ? bigint : DOUBLES.includes(column) ? double : string;
    const sql = column === 'rows' ? 'count(*) OVER ()' : (given[column] ?? 'NULL');
    return `CAST(${sql} AS ${type}) AS ${name(dialect, column)}`;
  });
  return columns.join(',\n  ');
}

export function withQueries(
  { once }: Dialect,
  queries: readonly (readonly [string, Sql])[],
  select: Sql,
): Sql {
  const end = once === undefined ? '' : `\n  ${once}`;
  return `WITH\n${queries.map(([called, sql]) => `${called} AS (\n  ${sql}${end}\n)`).join(',\n')}\n${select}`;
}

/** What comes before the first `:` of a fact, without its letter; and what comes behind it. */
export function factParts(dialect: Dialect): { readonly key: Sql; readonly rest: Sql } {
  const head = dialect.splitPart('fact', ':', 1);
  return {
    key: `substr(${head}, 2)`,
    rest: `CASE WHEN ${dialect.length('fact')} > ${dialect.length(head)} THEN substr(fact, ${dialect.length(head)} + 2) END`,
  };
}

/** By the first letter of a fact. */
export function statOf(dialect: Dialect, letters: Readonly<Record<string, string>>): Sql {
  const branches = Object.entries(letters).map(
    ([letter, stat]) => `WHEN ${text(dialect, letter)} THEN ${text(dialect, stat)}`,
  );
  return `CASE substr(fact, 1, 1) ${branches.join(' ')} END`;
}
