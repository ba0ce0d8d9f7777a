import type { Dialect, Sql } from '../dialects/dialect.ts';
import { itemName, text } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';

/** Elements of one list that are looked at, as the in-process profile does. */
const MOST_ELEMENTS = 100;
/** Steps into objects and lists that a path can have. */
export const DEEPEST = 8;

/**
 * A table with a row for each value in the properties of each event, `path` and `json` beside the columns of `from`:
 * objects by name, lists by `[]`, so many steps deep.
 */
export function cells(dialect: Dialect, from: Sql, columns: readonly Sql[], depth: number): Sql {
  switch (dialect.id) {
    case 'duckdb':
      return byLists(dialect, DUCKDB, from, columns, depth);
    case 'spark':
    case 'databricks':
      return byLists(dialect, SPARK, from, columns, depth);
    case 'postgres':
      return byWalking(dialect, from, columns, depth);
    default:
      throw new NotExpressible(`a profile of properties: ${dialect.title} lists no values of any depth`);
  }
}

/** What engines with functions over lists say differently. */
interface ListWords {
  lambda(item: Sql, body: Sql): Sql;
  transform(array: Sql, lambda: Sql): Sql;
  cell(path: Sql, json: Sql): Sql;
  readonly nothing: Sql;
  readonly concat: string;
  readonly unnest: string;
  readonly where: string;
}

const DUCKDB: ListWords = {
  lambda: (item, body) => `lambda ${item}: ${body}`,
  transform: (array, lambda) => `list_transform(${array}, ${lambda})`,
  cell: (path, json) => `{'path': ${path}, 'json': ${json}}`,
  nothing: '[]',
  concat: 'list_concat',
  unnest: 'unnest',
  where: '',
};

const SPARK: ListWords = {
  lambda: (item, body) => `${item} -> ${body}`,
  transform: (array, lambda) => `transform(${array}, ${lambda})`,
  cell: (path, json) => `named_struct('path', ${path}, 'json', ${json})`,
  nothing: 'array()',
  concat: 'concat',
  // As for facts: an inner one asks the table first whether there is anything, with all levels written out.
  unnest: 'explode_outer',
  where: ' WHERE cell IS NOT NULL',
};

/** One column a level, each made of the one before. */
function byLists(dialect: Dialect, words: ListWords, from: Sql, columns: readonly Sql[], depth: number): Sql {
  const levels = Array.from({ length: depth }, (_, i) => `level_${i + 1}`);
  const query = levels.reduce((inner, level, i) => {
    const made =
      i === 0 ? members(dialect, words, 'properties', null) : deeper(dialect, words, levels[i - 1] ?? '');
    return `SELECT *, ${made} AS ${level} FROM (${inner}) AS inside_${i}`;
  }, `SELECT * FROM ${from}`);
  const all = levels.length === 1 ? levels[0] : `${words.concat}(${levels.join(', ')})`;
  const rows = `SELECT ${columns.join(', ')}, ${words.unnest}(${all}) AS cell FROM (${query}) AS deep`;
  return `SELECT ${columns.join(', ')}, cell.path AS path, cell.json AS json FROM (${rows}) AS cells${words.where}`;
}

function deeper(dialect: Dialect, words: ListWords, level: Sql): Sql {
  const { lists } = dialect;
  if (lists === null)
    throw new NotExpressible(`a profile of properties: ${dialect.title} looks into no lists`);
  const [cell, element] = [itemName(), itemName()];
  const [path, json] = [`${cell}.path`, `${cell}.json`];
  const kind = dialect.kindOf(json);
  const elements = words.transform(
    lists.first(lists.elements(json), MOST_ELEMENTS),
    words.lambda(element, words.cell(`concat(${path}, '[]')`, element)),
  );
  const inside = `CASE WHEN ${dialect.isKind(kind, 'object')} THEN ${members(dialect, words, json, path)} WHEN ${dialect.isKind(kind, 'array')} THEN ${elements} ELSE ${words.nothing} END`;
  return `flatten(${words.transform(level, words.lambda(cell, inside))})`;
}

function members(dialect: Dialect, words: ListWords, json: Sql, parent: Sql | null): Sql {
  const { lists } = dialect;
  const name = itemName();
  const path = parent === null ? escaped(dialect, name) : `concat(${parent}, '.', ${escaped(dialect, name)})`;
  const names = lists?.names(json) ?? words.nothing;
  return words.transform(names, words.lambda(name, words.cell(path, dialect.memberAt(json, name))));
}

/**
 * Without functions over lists: row by row, from the top down. By names and places, as `jsonb_each` keeps some memory of each
 * call until the query ends: 4 GB for a gigabyte of events.
 */
function byWalking(dialect: Dialect, from: Sql, columns: readonly Sql[], depth: number): Sql {
  const only = (json: Sql, kind: string, empty: string) =>
    `CASE WHEN jsonb_typeof(${json}) = '${kind}' THEN ${json} ELSE CAST('${empty}' AS jsonb) END`;
  const named = escaped(dialect, 'name');
  const names = (json: Sql) => `jsonb_object_keys(${only(json, 'object', '{}')}) AS name`;
  const last = `least(jsonb_array_length(${only('walk.json', 'array', '[]')}), ${MOST_ELEMENTS}) - 1`;
  const inside = `SELECT concat(walk.path, '.', ${named}) AS path, walk.json -> name AS json FROM ${names('walk.json')}
      UNION ALL SELECT concat(walk.path, '[]'), walk.json -> place FROM generate_series(0, ${last}) AS place`;
  const walk = `WITH RECURSIVE walk AS (
      SELECT ${named} AS path, properties -> name AS json, 1 AS depth FROM ${names('properties')}
      UNION ALL
      SELECT below.path, below.json, walk.depth + 1 FROM walk CROSS JOIN LATERAL (${inside}) AS below
      WHERE walk.depth < ${depth} AND jsonb_typeof(walk.json) IN ('object', 'array')
    ) SELECT path, json FROM walk`;
  return `SELECT ${columns.join(', ')}, cell.path AS path, cell.json AS json FROM ${from} CROSS JOIN LATERAL (${walk}) AS cell`;
}

/** As `childPath` writes a name: what has a meaning in a path has a backslash before it. */
function escaped(dialect: Dialect, name: Sql): Sql {
  return ['\\', '.', '[', ']'].reduce(
    (inner, sign) => `replace(${inner}, ${text(dialect, sign)}, ${text(dialect, `\\${sign}`)})`,
    name,
  );
}
