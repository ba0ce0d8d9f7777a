import { literal } from '../escape.ts';
import { patternText } from '../pattern.ts';
import type { Dialect, Kind, Sql } from './dialect.ts';
import { itemName } from './standard.ts';

const text = (value: string) => literal('duckdb', value);

const words: Readonly<Record<Kind, readonly string[]>> = {
  string: ['VARCHAR'],
  number: ['UBIGINT', 'BIGINT', 'DOUBLE'],
  boolean: ['BOOLEAN'],
  null: ['NULL'],
  object: ['OBJECT'],
  array: ['ARRAY'],
};

/** JSON here is text that is read again by each function: `reads` does so once for many places. */
export const duckdb: Dialect = {
  id: 'duckdb',
  title: 'DuckDB',
  types: { text: 'VARCHAR', bigint: 'BIGINT', double: 'DOUBLE', json: 'JSON' },
  fromColumn(column, as) {
    if (as === 'struct') return `json_merge_patch('{}', to_json(${column}))`;
    return strict(column);
  },
  distinctNames: (json) =>
    `CASE WHEN len(json_keys(${json})) = len(list_distinct(json_keys(${json}))) THEN ${json} ELSE ${lastOfEach(json)} END`,
  row: (alias) => `json_merge_patch('{}', to_json(${alias}))`,
  member: (json, name) => `json_extract(${json}, ${path([name])})`,
  memberAt: (json, name) => `json_extract(${json}, '/' || replace(replace(${name}, '~', '~0'), '/', '~1'))`,
  reads: {
    values: (json, places) => `json_extract(${json}, [${places.map(path).join(', ')}])`,
    kinds: (json, places) => `json_type(${json}, [${places.map(path).join(', ')}])`,
    item: (list, index) => `${list}[${index + 1}]`,
  },
  firstOf: (json) => `json_extract(${json}, '$[0]')`,
  kindOf: (json) => `json_type(${json})`,
  isKind: (kind, wanted) => {
    const named = words[wanted].map(text);
    return named.length === 1 ? `${kind} = ${named[0]}` : `${kind} IN (${named.join(', ')})`;
  },
  textOf: (json) => `(${json} ->> '$')`,
  jsonText: (json) => `CAST(${json} AS VARCHAR)`,
  numberOf: (json) => `TRY_CAST(${json} AS DOUBLE)`,
  isTrue: (json) => `CAST(${json} AS VARCHAR) = 'true'`,
  lists: {
    elements: (json) => `coalesce(json_extract(${json}, '$[*]'), [])`,
    names: (json) => `coalesce(json_keys(${json}), [])`,
    size: (array) => `len(${array})`,
    any: (array, test) => {
      const x = itemName();
      return `len(list_filter(${array}, lambda ${x}: ${test(x)})) > 0`;
    },
    collect: (array, test, make) => {
      const [x, y] = [itemName(), itemName()];
      return `list_transform(list_filter(${array}, lambda ${x}: ${test(x)}), lambda ${y}: ${make(y)})`;
    },
    flat: (array, make) => {
      const x = itemName();
      return `flatten(list_transform(${array}, lambda ${x}: ${make(x)}))`;
    },
    first: (array, n) => `(${array})[1:${n}]`,
  },
  texts: (items) =>
    items.length === 0
      ? 'CAST([] AS VARCHAR[])'
      : `list_filter([${items.join(', ')}], lambda fact: fact IS NOT NULL)`,
  concat: (arrays) => (arrays.length === 1 ? (arrays[0] ?? '[]') : `list_concat(${arrays.join(', ')})`),
  isEmpty: (array) => `len(${array}) = 0`,
  unnest: (table, column, as) => `(SELECT *, unnest(${column}) AS ${as} FROM ${table})`,
  matches: (value, pattern) => {
    const source = patternText(pattern, 're2');
    return source === null ? null : `regexp_matches(${value}, ${text(source)})`;
  },
  length: (value) => `length(${value})`,
  sha256: (value) => `sha256(${value})`,
  versionOf: (value) => `regexp_extract(${value}, '^v?[0-9]+([.][0-9]+)*')`,
  splitPart: (value, separator, index) => `split_part(${value}, ${text(separator)}, ${index})`,
  instant: (value) => `epoch_ms(TRY_CAST(${value} AS TIMESTAMPTZ))`,
  millis: (column) => `epoch_ms(CAST(${column} AS TIMESTAMPTZ))`,
  now: 'epoch_ms(now())',
  moment: (iso, type) => (type === 'date' ? `DATE ${text(iso.slice(0, 10))}` : `TIMESTAMPTZ ${text(iso)}`),
  hour: (millis) => `strftime(make_timestamp(${millis} * 1000), '%Y-%m-%dT%H')`,
  parameter: (name) => `$${name}`,
  bitOr: (value) => `bit_or(${value})`,
  hexNumber: (value) => `CAST('0x' || ${value} AS BIGINT)`,
};

/** A JSON pointer; a name of digits alone would also name a list's element there. */
function path(steps: readonly string[]): Sql {
  if (steps.every((step) => !/^(?:\d+|-)$/.test(step))) {
    return text(steps.map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''));
  }
  return text(`$${steps.map((step) => `."${step.replace(/["\\]/g, '\\$&')}"`).join('')}`);
}

/**
 * Without what this reader takes and JSON does not have: commas before a bracket, NaN, Infinity. What looks like them is
 * rare, and mostly a text: that is looked at again, in a CASE, as both sides of an AND would be computed for every line.
 */
function strict(line: Sql): Sql {
  const marks = text(String.raw`,\s*[\]}]|(?:^|[:\[,])\s*-?(?:[nN][aA]|[iI][nN])`);
  const strings = text(String.raw`"(?:[^"\\]|\\.)*"`);
  const json = `TRY_CAST(${line} AS JSON)`;
  const again = `regexp_matches(regexp_replace(${line}, ${strings}, '""', 'gs'), ${marks})`;
  return `CASE WHEN NOT regexp_matches(${line}, ${marks}) THEN ${json} WHEN NOT ${again} THEN ${json} END`;
}

/** An object anew, with the last of each name: what JSON.parse makes of it. */
function lastOfEach(json: Sql): Sql {
  const [names, values] = [`json_keys(${json})`, `json_extract(${json}, '$.*')`];
  const last = `list_filter(range(len(${names})), lambda i: NOT list_contains(${names}[i + 2:], ${names}[i + 1]))`;
  return `CAST('{' || array_to_string(list_transform(${last}, lambda i: to_json(${names}[i + 1]) || ':' || ${values}[i + 1]), ',') || '}' AS JSON)`;
}
