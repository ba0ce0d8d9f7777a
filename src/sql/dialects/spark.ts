import { literal } from '../escape.ts';
import { patternText } from '../pattern.ts';
import type { Dialect, Kind, Sql } from './dialect.ts';
import { itemName } from './standard.ts';

const text = (value: string) => literal('spark', value);

/** JSON is a variant, of Spark 4; its type is what `schema_of_variant` calls it. */
export const spark: Dialect = {
  id: 'spark',
  title: 'Spark',
  types: { text: 'STRING', bigint: 'BIGINT', double: 'DOUBLE', json: 'VARIANT' },
  fromColumn(column, as) {
    if (as === 'struct') return `try_parse_json(to_json(${column}))`;
    if (as === 'json') return column;
    // The parser takes what stands behind a value for nothing: whole is what is whole in a list and in an object.
    const [list, object] = [`concat('[', ${column}, ']')`, `concat('{"":', ${column}, '}')`];
    const parsed = `try_parse_json(${list})`;
    const alone = `variant_get(${parsed}, '$[1]') IS NULL AND try_parse_json(${object}) IS NOT NULL`;
    return `CASE WHEN ${alone} THEN variant_get(${parsed}, '$[0]') END`;
  },
  // `spark.sql.variant.allowDuplicateKeys` keeps the last of each name.
  distinctNames: null,
  row: (alias) => `try_parse_json(to_json(struct(${alias}.*)))`,
  member: (json, name) =>
    /^[^'"?\\\]]+$/.test(name) ? `variant_get(${json}, ${text(`$['${name}']`)})` : at(json, text(name)),
  memberAt: at,
  reads: 'columns',
  firstOf: (json) => `variant_get(${json}, '$[0]')`,
  kindOf: (json) => `schema_of_variant(${json})`,
  isKind: (kind, wanted) => kinds[wanted](kind),
  textOf: (json) => `try_cast(${json} AS STRING)`,
  jsonText: (json) => `to_json(${json})`,
  numberOf: (json) => `try_cast(${json} AS DOUBLE)`,
  isTrue: (json) => `try_cast(${json} AS BOOLEAN)`,
  lists: {
    elements: (json) => `coalesce(try_cast(${json} AS ARRAY<VARIANT>), array())`,
    names: (json) => `coalesce(map_keys(try_cast(${json} AS MAP<STRING, VARIANT>)), array())`,
    size: (array) => `size(${array})`,
    any: (array, test) => {
      const x = itemName();
      return `exists(${array}, ${x} -> coalesce(${test(x)}, false))`;
    },
    collect: (array, test, make) => {
      const [x, y] = [itemName(), itemName()];
      return `transform(filter(${array}, ${x} -> coalesce(${test(x)}, false)), ${y} -> ${make(y)})`;
    },
    flat: (array, make) => {
      const x = itemName();
      return `flatten(transform(${array}, ${x} -> ${make(x)}))`;
    },
    first: (array, n) => `slice(${array}, 1, ${n})`,
  },
  texts: (items) => {
    const fact = itemName();
    return items.length === 0
      ? 'CAST(array() AS ARRAY<STRING>)'
      : `filter(array(${items.join(', ')}), ${fact} -> ${fact} IS NOT NULL)`;
  },
  concat: (arrays) => (arrays.length === 1 ? (arrays[0] ?? '') : `concat(${arrays.join(', ')})`),
  isEmpty: (array) => `size(${array}) = 0`,
  // An inner one asks first whether the array is empty, and that question is pushed down to the scan, with all that the array is
  // made of written out in it. No array here is empty.
  unnest: (table, column, as) => `(SELECT *, explode_outer(${column}) AS ${as} FROM ${table})`,
  matches: (value, pattern) => {
    const source = patternText(pattern, 'java');
    return source === null ? null : `${value} RLIKE ${text(source)}`;
  },
  length: (value) => `char_length(${value})`,
  sha256: (value) => `sha2(${value}, 256)`,
  versionOf: (value) => `regexp_extract(${value}, ${text('^v?[0-9]+(?:[.][0-9]+)*')}, 0)`,
  splitPart: (value, separator, index) => `split_part(${value}, ${text(separator)}, ${index})`,
  instant: (value) => `unix_millis(try_cast(${value} AS TIMESTAMP))`,
  millis: (column) => `unix_millis(CAST(${column} AS TIMESTAMP))`,
  now: 'unix_millis(current_timestamp())',
  moment: (iso, type) => (type === 'date' ? `DATE ${text(iso.slice(0, 10))}` : `TIMESTAMP ${text(iso)}`),
  hour: (millis) => `date_format(timestamp_millis(${millis}), ${text("yyyy-MM-dd'T'HH")})`,
  // A variable of the session: DECLARE VARIABLE sketch_key STRING DEFAULT '…' before the query.
  parameter: (name) => `session.${name}`,
  never: 'monotonically_increasing_id() < 0',
  bitOr: (value) => `bit_or(${value})`,
  hexNumber: (value) => `CAST(conv(${value}, 16, 10) AS BIGINT)`,
};

const kinds: Readonly<Record<Kind, (kind: Sql) => Sql>> = {
  string: (kind) => `${kind} = 'STRING'`,
  number: (kind) => `(${kind} IN ('BIGINT', 'DOUBLE') OR ${kind} LIKE 'DECIMAL%')`,
  boolean: (kind) => `${kind} = 'BOOLEAN'`,
  null: (kind) => `${kind} = 'VOID'`,
  object: (kind) => `${kind} LIKE 'OBJECT<%'`,
  array: (kind) => `${kind} LIKE 'ARRAY<%'`,
};

/** A path has no way to write some names: the object as a map has all. */
function at(json: Sql, name: Sql): Sql {
  return `try_element_at(try_cast(${json} AS MAP<STRING, VARIANT>), ${name})`;
}
