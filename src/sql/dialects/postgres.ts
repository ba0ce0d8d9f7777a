import { literal } from '../escape.ts';
import { formatPatterns } from '../formats.ts';
import { patternText } from '../pattern.ts';
import type { Dialect, Kind, Sql } from './dialect.ts';
import { itemName } from './standard.ts';

const text = (value: string) => literal('postgres', value);

const words: Readonly<Record<Kind, string>> = {
  string: 'string',
  number: 'number',
  boolean: 'boolean',
  null: 'null',
  object: 'object',
  array: 'array',
};

/** JSON is `jsonb`. There are no functions of a value in a list: lists are asked by subqueries. */
export const postgres: Dialect = {
  id: 'postgres',
  title: 'Postgres',
  types: { text: 'text', bigint: 'bigint', double: 'double precision', json: 'jsonb' },
  fromColumn(column, as) {
    if (as === 'struct') return `to_jsonb(${column})`;
    if (as === 'json') return `CAST(${column} AS jsonb)`;
    return `CASE WHEN ${isJson(column)} THEN CAST(${holdable(column)} AS jsonb) END`;
  },
  // jsonb keeps the last of each name.
  distinctNames: null,
  row: (alias) => `to_jsonb(${alias})`,
  member: (json, name) => `(${json} -> ${text(name)})`,
  memberAt: (json, name) => `(${json} -> ${name})`,
  reads: 'expressions',
  firstOf: (json) => `CASE WHEN jsonb_typeof(${json}) = 'array' THEN ${json} -> 0 END`,
  kindOf: (json) => `jsonb_typeof(${json})`,
  isKind: (kind, wanted) => `${kind} = ${text(words[wanted])}`,
  textOf: (json) => `(${json} #>> '{}')`,
  jsonText: (json) => `CAST(${json} AS text)`,
  numberOf: (json) =>
    `CASE WHEN jsonb_typeof(${json}) = 'number' THEN ${double(`CAST(${json} AS numeric)`)} END`,
  isTrue: (json) => `${json} = CAST('true' AS jsonb)`,
  lists: {
    elements: (json) => `ARRAY(SELECT jsonb_array_elements(${onlyKind(json, 'array', '[]')}))`,
    names: (json) => `ARRAY(SELECT jsonb_object_keys(${onlyKind(json, 'object', '{}')}))`,
    size: (array) => `cardinality(${array})`,
    any: (array, test) => {
      const x = itemName();
      return `EXISTS (SELECT 1 FROM unnest(${array}) AS t${x}(${x}) WHERE ${test(x)})`;
    },
    collect: (array, test, make) => {
      const x = itemName();
      return `ARRAY(SELECT ${make(x)} FROM unnest(${array}) AS t${x}(${x}) WHERE ${test(x)})`;
    },
    flat: (array, make) => {
      const [x, y] = [itemName(), itemName()];
      return `ARRAY(SELECT ${y} FROM unnest(${array}) AS t${x}(${x}), unnest(${make(x)}) AS t${y}(${y}))`;
    },
    first: (array, n) => `(${array})[1:${n}]`,
  },
  texts: (items) => `array_remove(CAST(ARRAY[${items.join(', ')}] AS text[]), NULL)`,
  concat: (arrays) => (arrays.length === 0 ? 'CAST(ARRAY[] AS text[])' : `(${arrays.join(' || ')})`),
  isEmpty: (array) => `cardinality(${array}) = 0`,
  unnest: (table, column, as) => `${table} CROSS JOIN LATERAL unnest(${column}) AS items(${as})`,
  matches: (value, pattern) => {
    const source = patternText(pattern, 'postgres');
    return source === null ? null : `${value} ~ ${text(source)}`;
  },
  length: (value) => `char_length(${value})`,
  sha256: (value) => `encode(sha256(convert_to(${value}, 'UTF8')), 'hex')`,
  versionOf: (value) => `substring(${value} FROM ${text('^v?[0-9]+(?:[.][0-9]+)*')})`,
  splitPart: (value, separator, index) => `split_part(${value}, ${text(separator)}, ${index})`,
  instant: (value) => `CASE WHEN ${value} ~ ${text(DAY)} THEN ${millis(`CAST(${value} AS timestamptz)`)} END`,
  millis: (column) => millis(`CAST(${column} AS timestamptz)`),
  now: millis('now()'),
  moment: (iso, type) => (type === 'date' ? `DATE ${text(iso.slice(0, 10))}` : `TIMESTAMPTZ ${text(iso)}`),
  hour: (value) =>
    `CASE WHEN ${value} >= 0 AND ${value} < 4102444800000 THEN to_char(to_timestamp(floor(${value} / 1000.0)) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24') END`,
  parameter: () => 'CAST($1 AS text)',
  bitOr: (value) => `bit_or(${value})`,
  once: 'OFFSET 0',
  hexNumber: (value) => `CAST(CAST(concat('x', lpad(${value}, 16, '0')) AS bit(64)) AS bigint)`,
};

/** A day of the calendar at the start: a cast fails for 30 February, and with it the query. */
const DAY = `^${dayPattern()}(?:$|[T ](?:[01][0-9]|2[0-3]):[0-5][0-9])`;

function dayPattern(): string {
  const [date] = formatPatterns('date')?.all ?? [];
  const source = date === undefined ? null : patternText(date, 'postgres');
  return (source ?? '').replace(/^\^/, '').replace(/\$$/, '');
}

function millis(timestamp: Sql): Sql {
  return `CAST(floor(extract(epoch FROM ${timestamp}) * 1000) AS bigint)`;
}

/** What a double can hold; a cast fails beyond it. */
function double(numeric: Sql): Sql {
  const size = `abs(${numeric})`;
  return `CASE WHEN ${size} < 1.7e308 THEN CASE WHEN ${size} < 1e-307 THEN 0 ELSE CAST(${numeric} AS double precision) END END`;
}

function onlyKind(json: Sql, kind: Kind, empty: string): Sql {
  return `CASE WHEN jsonb_typeof(${json}) = '${kind}' THEN ${json} ELSE CAST('${empty}' AS jsonb) END`;
}

/** Objects and lists inside one another that are followed. */
const DEEPEST = 20;
const STRING = String.raw`"(?:[^"\\\u0001-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"`;
const NUMBER_OR_WORD = '-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]{1,4})?|true|false|null';
const GAP = '[ \\t\\n\\r]';
/** An object or a list that holds nothing but scalars: texts without content, and all else as 0. */
const INNERMOST = '\\{(?:"":0(?:,"":0)*)?\\}|\\[(?:(?:0|"")(?:,(?:0|""))*)?\\]';

/**
 * Whether a text is JSON, where no function tells (Postgres 16 has one): texts lose what is in them, other scalars and gaps
 * go, then what holds only scalars becomes one, from the inside out. A broken text leaves a sign that nothing takes away.
 */
function isJson(column: Sql): Sql {
  const [frame, tight] = [itemName(), itemName()];
  const close = `replace(replace(btrim(${withoutTexts(column)}, ${text(' \t\n\r')}), ', ', ','), ': ', ':')`;
  const gaps = `regexp_replace(${frame}, ${text(`${GAP}*([][{},:])${GAP}*`)}, ${text('\\1')}, 'g')`;
  const plain = `CASE WHEN ${frame} ~ ${text(GAP)} THEN ${gaps} ELSE ${frame} END`;
  let inside = `replace(regexp_replace(${tight}, ${text(NUMBER_OR_WORD)}, '0', 'g'), '"":""', '"":0')`;
  for (let depth = 0; depth < DEEPEST; depth++) {
    inside = `regexp_replace(${inside}, ${text(INNERMOST)}, '0', 'g')`;
  }
  const is = `SELECT ${inside} IN ('0', '""') FROM (SELECT ${plain} AS ${tight} FROM (SELECT ${close} AS ${frame} OFFSET 0) AS t${frame} OFFSET 0) AS t${tight}`;
  // A number of many digits is more than numeric holds: a cast would fail, and with it the query.
  return `${column} !~ ${text('[0-9]{250}')} AND (${is})`;
}

/** `""` for each text of a JSON text. Cut at the quotes where none is escaped, which takes half the time. */
function withoutTexts(column: Sql): Sql {
  const [part, place] = [itemName(), itemName()];
  const cut = `(SELECT CASE WHEN count(*) % 2 = 1 THEN string_agg(${part}, '""' ORDER BY ${place}) FILTER (WHERE ${place} % 2 = 1) END FROM unnest(string_to_array(${column}, '"')) WITH ORDINALITY AS t${part}(${part}, ${place}))`;
  return `CASE WHEN ${column} ~ ${text('[\\\\\\u0001-\\u001f]')} THEN regexp_replace(${column}, ${text(STRING)}, '""', 'g') ELSE ${cut} END`;
}

/** jsonb has no NUL and no half of a surrogate pair: both become the sign for what cannot be shown. */
function holdable(column: Sql): Sql {
  const odd = String.raw`\\u(?:0000|[dD][89a-fA-F])`;
  const replaced = [
    String.raw`\\u0000`,
    String.raw`\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])`,
    String.raw`(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2}`,
  ].reduce(
    (inner, sign) =>
      `regexp_replace(${inner}, ${text(`((?<!\\\\)(?:\\\\\\\\)*)(?:${sign})`)}, ${text(String.raw`\1\\ufffd`)}, 'g')`,
    column,
  );
  return `CASE WHEN ${column} ~ ${text(odd)} THEN ${replaced} ELSE ${column} END`;
}
