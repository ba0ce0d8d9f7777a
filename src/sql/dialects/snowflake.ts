import { literal } from '../escape.ts';
import { patternText } from '../pattern.ts';
import type { Dialect, Kind } from './dialect.ts';
import { itemName } from './standard.ts';

const text = (value: string) => literal('snowflake', value);

const words: Readonly<Record<Kind, readonly string[]>> = {
  string: ['VARCHAR'],
  number: ['INTEGER', 'DECIMAL', 'DOUBLE'],
  boolean: ['BOOLEAN'],
  null: ['NULL_VALUE'],
  object: ['OBJECT'],
  array: ['ARRAY'],
};

/** The option `d` of TRY_PARSE_JSON takes doubled names, the last counts. */
export const snowflake: Dialect = {
  id: 'snowflake',
  title: 'Snowflake',
  types: { text: 'VARCHAR', bigint: 'NUMBER(38, 0)', double: 'DOUBLE', json: 'VARIANT' },
  fromColumn(column, as) {
    if (as === 'json') return column;
    if (as === 'struct') return `TO_VARIANT(${column})`;
    return `TRY_PARSE_JSON(${column}, 'd')`;
  },
  distinctNames: null,
  row: (alias) => `TO_VARIANT(OBJECT_CONSTRUCT(${alias}.*))`,
  member: (json, name) => `GET(${json}, ${text(name)})`,
  memberAt: (json, name) => `GET(${json}, ${name})`,
  reads: 'expressions',
  firstOf: (json) => `GET(${json}, 0)`,
  kindOf: (json) => `TYPEOF(${json})`,
  isKind: (kind, wanted) => {
    const named = words[wanted].map(text);
    return named.length === 1 ? `${kind} = ${named[0]}` : `${kind} IN (${named.join(', ')})`;
  },
  textOf: (json) => `AS_VARCHAR(${json})`,
  jsonText: (json) => `TO_JSON(${json})`,
  numberOf: (json) =>
    `CASE WHEN IS_DECIMAL(${json}) OR IS_DOUBLE(${json}) OR IS_INTEGER(${json}) THEN TRY_TO_DOUBLE(TO_JSON(${json})) END`,
  isTrue: (json) => `COALESCE(AS_BOOLEAN(${json}), FALSE)`,
  lists: {
    elements: (json) => `COALESCE(AS_ARRAY(${json}), ARRAY_CONSTRUCT())`,
    names: (json) => `COALESCE(OBJECT_KEYS(AS_OBJECT(${json})), ARRAY_CONSTRUCT())`,
    size: (array) => `ARRAY_SIZE(${array})`,
    any: (array, test) => {
      const x = itemName();
      return `ARRAY_SIZE(FILTER(${array}, ${x} -> ${test(x)})) > 0`;
    },
    collect: (array, test, make) => {
      const [x, y] = [itemName(), itemName()];
      return `TRANSFORM(FILTER(${array}, ${x} -> ${test(x)}), ${y} -> ${make(y)})`;
    },
    flat: (array, make) => {
      const x = itemName();
      return `ARRAY_FLATTEN(TRANSFORM(${array}, ${x} -> ${make(x)}))`;
    },
    first: (array, n) => `ARRAY_SLICE(${array}, 0, ${n})`,
  },
  texts: (items) =>
    items.length === 0 ? 'ARRAY_CONSTRUCT()' : `ARRAY_CONSTRUCT_COMPACT(${items.join(', ')})`,
  concat: (arrays) => arrays.reduce((all, array) => `ARRAY_CAT(${all}, ${array})`),
  isEmpty: (array) => `ARRAY_SIZE(${array}) = 0`,
  unnest: (table, column, as) =>
    `(SELECT ${table}.*, AS_VARCHAR(facts_of.value) AS ${as} FROM ${table}, LATERAL FLATTEN(input => ${table}.${column}) AS facts_of)`,
  matches: (value, pattern) => {
    const source = patternText(pattern, 'posix');
    return source === null ? null : `REGEXP_INSTR(${value}, ${text(source)}) > 0`;
  },
  length: (value) => `LENGTH(${value})`,
  sha256: (value) => `SHA2(${value}, 256)`,
  versionOf: (value) => `COALESCE(REGEXP_SUBSTR(${value}, '^v?[0-9]+([.][0-9]+)*'), '')`,
  splitPart: (value, separator, index) => `SPLIT_PART(${value}, ${text(separator)}, ${index})`,
  instant: (value) => `DATE_PART(EPOCH_MILLISECOND, TRY_TO_TIMESTAMP_TZ(${value}))`,
  millis: (column) => `DATE_PART(EPOCH_MILLISECOND, CAST(${column} AS TIMESTAMP_TZ))`,
  now: 'DATE_PART(EPOCH_MILLISECOND, CURRENT_TIMESTAMP())',
  moment: (iso, type) =>
    type === 'date' ? `CAST(${text(iso.slice(0, 10))} AS DATE)` : `CAST(${text(iso)} AS TIMESTAMP_TZ)`,
  hour: (millis) => `TO_CHAR(TO_TIMESTAMP_NTZ(${millis}, 3), 'YYYY-MM-DD"T"HH24')`,
  // A session variable: SET sketch_key = '…' before the query.
  parameter: (name) => `$${name}`,
  bitOr: (value) => `BITOR_AGG(${value})`,
  hexNumber: (value) => `TO_NUMBER(${value}, 'XXXXXXXXXXXX')`,
};
