import { literal } from '../escape.ts';
import { patternText } from '../pattern.ts';
import type { Dialect, Sql } from './dialect.ts';
import { itemName } from './standard.ts';

const text = (value: string) => literal('bigquery', value);
const kindIs = (json: Sql, kind: string) => `JSON_TYPE(${json}) = '${kind}'`;

/** Of doubled names BigQuery keeps the first. `wide_number_mode => 'round'` reads numbers as JSON.parse does. */
export const bigquery: Dialect = {
  id: 'bigquery',
  title: 'BigQuery',
  types: { text: 'STRING', bigint: 'INT64', double: 'FLOAT64', json: 'JSON' },
  fromColumn(column, as) {
    if (as === 'json') return column;
    if (as === 'struct') return `JSON_STRIP_NULLS(TO_JSON(${column}))`;
    return `SAFE.PARSE_JSON(${column}, wide_number_mode => 'round')`;
  },
  distinctNames: null,
  row: (alias) => `JSON_STRIP_NULLS(TO_JSON(${alias}))`,
  // The subscript takes any name, where a path would have to be escaped.
  member: (json, name) => `${json}[${text(name)}]`,
  memberAt: (json, name) => `${json}[${name}]`,
  reads: 'expressions',
  firstOf: (json) => `${json}[0]`,
  kindOf: (json) => `JSON_TYPE(${json})`,
  isKind: (kind, wanted) => `${kind} = ${text(wanted)}`,
  textOf: (json) => `JSON_VALUE(${json})`,
  jsonText: (json) => `TO_JSON_STRING(${json})`,
  numberOf: (json) => `LAX_FLOAT64(IF(${kindIs(json, 'number')}, ${json}, NULL))`,
  isTrue: (json) => `COALESCE(LAX_BOOL(${json}), FALSE)`,
  lists: {
    elements: (json) => `IF(${kindIs(json, 'array')}, JSON_QUERY_ARRAY(${json}), [])`,
    names: (json) => `IF(${kindIs(json, 'object')}, JSON_KEYS(${json}, 1), [])`,
    size: (array) => `ARRAY_LENGTH(${array})`,
    any: (array, test) => {
      const x = itemName();
      return `EXISTS (SELECT 1 FROM UNNEST(${array}) AS ${x} WHERE ${test(x)})`;
    },
    collect: (array, test, make) => {
      const x = itemName();
      return `ARRAY(SELECT ${make(x)} FROM UNNEST(${array}) AS ${x} WHERE ${test(x)})`;
    },
    flat: (array, make) => {
      const [x, y] = [itemName(), itemName()];
      return `ARRAY(SELECT ${y} FROM UNNEST(${array}) AS ${x}, UNNEST(${make(x)}) AS ${y})`;
    },
    first: (array, n) => {
      const [x, at] = [itemName(), itemName()];
      return `ARRAY(SELECT ${x} FROM UNNEST(${array}) AS ${x} WITH OFFSET AS ${at} WHERE ${at} < ${n} ORDER BY ${at})`;
    },
  },
  texts: (items) => {
    if (items.length === 0) return 'CAST([] AS ARRAY<STRING>)';
    const x = itemName();
    return `ARRAY(SELECT ${x} FROM UNNEST([${items.join(', ')}]) AS ${x} WHERE ${x} IS NOT NULL)`;
  },
  concat: (arrays) => (arrays.length === 1 ? (arrays[0] ?? '') : `ARRAY_CONCAT(${arrays.join(', ')})`),
  isEmpty: (array) => `ARRAY_LENGTH(${array}) = 0`,
  unnest: (table, column, as) => `${table} CROSS JOIN UNNEST(${column}) AS ${as}`,
  matches: (value, pattern) => {
    const source = patternText(pattern, 're2');
    return source === null ? null : `REGEXP_CONTAINS(${value}, ${text(source)})`;
  },
  length: (value) => `CHAR_LENGTH(${value})`,
  sha256: (value) => `TO_HEX(SHA256(${value}))`,
  versionOf: (value) => `COALESCE(REGEXP_EXTRACT(${value}, '^v?[0-9]+(?:[.][0-9]+)*'), '')`,
  splitPart: (value, separator, index) =>
    `COALESCE(SPLIT(${value}, ${text(separator)})[SAFE_ORDINAL(${index})], '')`,
  instant: (value) => `UNIX_MILLIS(SAFE_CAST(${value} AS TIMESTAMP))`,
  millis: (column) => `UNIX_MILLIS(TIMESTAMP(${column}))`,
  now: 'UNIX_MILLIS(CURRENT_TIMESTAMP())',
  moment: (iso, type) => (type === 'date' ? `DATE ${text(iso.slice(0, 10))}` : `TIMESTAMP ${text(iso)}`),
  hour: (millis) => `FORMAT_TIMESTAMP('%Y-%m-%dT%H', TIMESTAMP_MILLIS(${millis}))`,
  parameter: (name) => `@${name}`,
  bitOr: (value) => `BIT_OR(${value})`,
  hexNumber: (value) => `CAST(CONCAT('0x', ${value}) AS INT64)`,
};
