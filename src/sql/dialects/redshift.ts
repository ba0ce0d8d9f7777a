import { identifier, literal, NotExpressible } from '../escape.ts';
import { patternText } from '../pattern.ts';
import type { Dialect, Kind } from './dialect.ts';

const text = (value: string) => literal('redshift', value);

/**
 * JSON as SUPER. Its functions look neither at each element of a list nor at the names of an object inside an
 * expression: what needs that is listed. JSON null reads as absent.
 */
export const redshift: Dialect = {
  id: 'redshift',
  title: 'Redshift',
  types: { text: 'VARCHAR(65535)', bigint: 'BIGINT', double: 'DOUBLE PRECISION', json: 'SUPER' },
  fromColumn(column, as) {
    if (as === 'text') return `CASE WHEN CAN_JSON_PARSE(${column}) THEN JSON_PARSE(${column}) END`;
    return column;
  },
  distinctNames: null,
  row: (alias) => `JSON_PARSE('{}') /* ${alias}: list its columns */`,
  // Needs enable_case_sensitive_identifier.
  member: (json, name) => `${json}.${identifier('redshift', name)}`,
  memberAt: () => {
    throw new NotExpressible('Redshift cannot look at a name that stands in the data');
  },
  reads: 'expressions',
  firstOf: (json) => `${json}[0]`,
  kindOf: (json) => `JSON_TYPEOF(${json})`,
  isKind: (kind: string, wanted: Kind) => `${kind} = ${text(wanted)}`,
  textOf: (json) => `CASE WHEN JSON_TYPEOF(${json}) = 'string' THEN CAST(${json} AS VARCHAR(65535)) END`,
  jsonText: (json) => `JSON_SERIALIZE(${json})`,
  numberOf: (json) => `CASE WHEN JSON_TYPEOF(${json}) = 'number' THEN CAST(${json} AS DOUBLE PRECISION) END`,
  isTrue: (json) => `JSON_SERIALIZE(${json}) = 'true'`,
  lists: null,
  texts: (items) => (items.length === 0 ? 'ARRAY()' : `ARRAY(${items.join(', ')})`),
  concat: (arrays) => arrays.reduce((all, array) => `ARRAY_CONCAT(${all}, ${array})`),
  // What did not fail is null in it; facts are texts in quotes.
  isEmpty: (array) => `JSON_SERIALIZE(${array}) NOT LIKE '%"%'`,
  unnest: (table, column, as) =>
    `(SELECT t.*, CAST(item AS VARCHAR(65535)) AS ${as} FROM ${table} AS t, t.${column} AS item WHERE item IS NOT NULL)`,
  matches: (value, pattern) => {
    const source = patternText(pattern, 'posix');
    return source === null ? null : `REGEXP_INSTR(${value}, ${text(source)}, 1, 1, 0, 'p') > 0`;
  },
  length: (value) => `LEN(${value})`,
  sha256: (value) => `SHA2(${value}, 256)`,
  versionOf: (value) => `COALESCE(REGEXP_SUBSTR(${value}, '^v?[0-9]+([.][0-9]+)*'), '')`,
  splitPart: (value, separator, index) => `SPLIT_PART(${value}, ${text(separator)}, ${index})`,
  instant: (value) => `CAST(FLOOR(EXTRACT(epoch FROM CAST(${value} AS TIMESTAMPTZ)) * 1000) AS BIGINT)`,
  millis: (column) => `CAST(FLOOR(EXTRACT(epoch FROM CAST(${column} AS TIMESTAMPTZ)) * 1000) AS BIGINT)`,
  now: 'CAST(FLOOR(EXTRACT(epoch FROM GETDATE()) * 1000) AS BIGINT)',
  moment: (iso, type) =>
    type === 'date' ? `CAST(${text(iso.slice(0, 10))} AS DATE)` : `CAST(${text(iso)} AS TIMESTAMPTZ)`,
  hour: (millis) =>
    `TO_CHAR(TIMESTAMP 'epoch' + ${millis} / 1000 * INTERVAL '1 second', 'YYYY-MM-DD"T"HH24')`,
  parameter: () => '$1',
  bitOr: (value) => `BIT_OR(${value})`,
  hexNumber: (value) => `STRTOL(${value}, 16)`,
};
