import type { Verdict } from '../../evidence/change.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { compare, decimal } from '../schema/decimal.ts';

type Family = 'integer' | 'number' | 'text' | 'boolean' | 'timestamp' | 'date' | 'uuid' | 'any' | 'unknown';

interface ColumnType {
  readonly family: Family;
  /** Characters or bits; null: as many as come. */
  readonly width: number | null;
}

export interface Fit {
  readonly verdict: Verdict;
  readonly why: string | null;
}

const FINE: Fit = { verdict: 'compatible', why: null };

/** Whether a column takes every value that a property may have. */
export function fits(type: string | null, schema: JsonObject | boolean): Fit {
  if (type === null) return { verdict: 'unknown', why: 'the column has no type' };
  const column = columnType(type);
  if (column.family === 'unknown')
    return { verdict: 'unknown', why: `${type} is no type that is known here` };
  if (column.family === 'any') return FINE;
  const types = isObject(schema) ? typesOf(schema) : [];
  if (types.length === 0) return { verdict: 'risky', why: 'the property has no type' };
  let worst: Fit = FINE;
  for (const each of types) {
    const fit = fitsOne(column, type, each, isObject(schema) ? schema : {});
    if (RANK.indexOf(fit.verdict) > RANK.indexOf(worst.verdict)) worst = fit;
  }
  return worst;
}

const RANK: readonly Verdict[] = ['compatible', 'unknown', 'risky', 'breaking'];

function typesOf(schema: JsonObject): string[] {
  const type = schema['type'];
  const list = Array.isArray(type) ? type : type === undefined ? inferred(schema) : [type];
  return list.filter((name): name is string => typeof name === 'string' && name !== 'null');
}

function inferred({ enum: values }: JsonObject): string[] {
  if (!Array.isArray(values)) return [];
  const word = (value: Json): string => (typeof value === 'bigint' ? 'integer' : typeof value);
  return [...new Set(values.filter((value) => value !== null).map(word))];
}

function fitsOne({ family, width }: ColumnType, type: string, kind: string, schema: JsonObject): Fit {
  const breaking = (why: string): Fit => ({ verdict: 'breaking', why });
  if (family === 'text') {
    if (kind === 'string') return textFits(width, type, schema);
    return kind === 'object' || kind === 'array'
      ? { verdict: 'risky', why: `${type} holds it as text` }
      : { verdict: 'risky', why: `${type} coerces a ${kind} to text` };
  }
  switch (kind) {
    case 'integer':
      if (family === 'number') return FINE;
      return family === 'integer' ? integerFits(width, type, schema) : breaking(`${type} takes no integer`);
    case 'number':
      if (family === 'number') return FINE;
      return breaking(family === 'integer' ? `${type} takes no fractions` : `${type} takes no number`);
    case 'boolean':
      return family === 'boolean' ? FINE : breaking(`${type} takes no boolean`);
    case 'string': {
      const format = schema['format'];
      if (family === 'timestamp' && (format === 'date-time' || format === 'date')) return FINE;
      if (family === 'date' && format === 'date') return FINE;
      if (family === 'uuid' && format === 'uuid') return FINE;
      return breaking(`${type} does not take every such text`);
    }
    default:
      return breaking(`${type} takes no ${kind}`);
  }
}

function textFits(width: number | null, type: string, schema: JsonObject): Fit {
  if (width === null) return FINE;
  const { maxLength, enum: values } = schema;
  const longest = Array.isArray(values)
    ? Math.max(0, ...values.map((value) => String(value).length))
    : typeof maxLength === 'number'
      ? maxLength
      : null;
  if (longest === null)
    return { verdict: 'risky', why: `nothing keeps it to the ${width} characters of ${type}` };
  return longest > width
    ? { verdict: 'breaking', why: `it may have ${longest} characters, ${type} takes ${width}` }
    : FINE;
}

function integerFits(width: number | null, type: string, { minimum, maximum }: JsonObject): Fit {
  if (width === null) return FINE;
  const limit = decimal(2n ** BigInt(width - 1));
  for (const edge of [minimum, maximum]) {
    if (typeof edge !== 'number' && typeof edge !== 'bigint') continue;
    const value = decimal(edge);
    const size = { ...value, digits: value.digits < 0n ? -value.digits : value.digits };
    if (compare(size, limit) > 0) return { verdict: 'breaking', why: `${type} does not go to ${edge}` };
  }
  const bounded = maximum !== undefined && minimum !== undefined;
  return bounded || width >= 64
    ? FINE
    : { verdict: 'risky', why: `nothing keeps it in the range of ${type}` };
}

const WIDTHS: Readonly<Record<string, number>> = {
  TINYINT: 8,
  SMALLINT: 16,
  INT2: 16,
  INT: 32,
  INTEGER: 32,
  INT4: 32,
  MEDIUMINT: 24,
  BIGINT: 64,
  INT8: 64,
  INT64: 64,
};

function columnType(type: string): ColumnType {
  const [, base = type, size] =
    /^([A-Z0-9_ ]+?)\s*(?:\((\d+|MAX)(?:,\s*\d+)?\))?(?: (?:WITH|WITHOUT) .*)?$/.exec(type) ?? [];
  const word = base.split(' ')[0] ?? base;
  const width = size === undefined || size === 'MAX' ? null : Number(size);
  if (Object.hasOwn(WIDTHS, word)) return { family: 'integer', width: WIDTHS[word] ?? null };
  if (/^(NUMBER|NUMERIC|DECIMAL|BIGNUMERIC|DEC)$/.test(word)) {
    // Without a scale these hold whole numbers in Snowflake and Oracle: NUMBER(38,0).
    return { family: /\(\d+(,\s*0)?\)$/.test(type) ? 'integer' : 'number', width: null };
  }
  if (/^(FLOAT|FLOAT4|FLOAT8|FLOAT64|DOUBLE|REAL)$/.test(word)) return { family: 'number', width: null };
  if (/^(VARCHAR|CHAR|CHARACTER|NVARCHAR|NCHAR|BPCHAR|TEXT|STRING|CLOB|VARCHAR2)$/.test(word)) {
    return { family: 'text', width };
  }
  if (/^(BOOL|BOOLEAN|BIT)$/.test(word)) return { family: 'boolean', width: null };
  if (/^(TIMESTAMP|TIMESTAMPTZ|TIMESTAMP_NTZ|TIMESTAMP_LTZ|TIMESTAMP_TZ|DATETIME)$/.test(word)) {
    return { family: 'timestamp', width: null };
  }
  if (word === 'DATE') return { family: 'date', width: null };
  if (word === 'UUID') return { family: 'uuid', width: null };
  if (/^(VARIANT|OBJECT|ARRAY|JSON|JSONB|SUPER|STRUCT|MAP|RECORD)/.test(word))
    return { family: 'any', width: null };
  return { family: 'unknown', width: null };
}
