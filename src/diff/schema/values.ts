import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { decimal, toText } from './decimal.ts';

/** A keyword's value, or undefined; `__proto__` and the like are ordinary names. */
export function own(schema: JsonObject, keyword: string): Json | undefined {
  return Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
}

/** One text for equal JSON values: keys sorted, 1.0 as 1, every digit of a big integer. */
export function valueKey(value: Json): string {
  if (typeof value === 'bigint' || typeof value === 'number') return toText(decimal(value));
  if (Array.isArray(value)) return `[${value.map(valueKey).join()}]`;
  if (isObject(value)) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, inner]) => `${JSON.stringify(key)}:${valueKey(inner)}`).join()}}`;
  }
  return JSON.stringify(value);
}

export function describe(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value);
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'a map';
  return String(value);
}

/** Whether two values are equal, without writing either out. */
export function same(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    const numbers = isNumber(a) && isNumber(b);
    return numbers && valueKey(a) === valueKey(b);
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, i) => same(item, b[i] as Json))
    );
  }
  const [x, y] = [a as JsonObject, b as JsonObject];
  const keys = Object.keys(x);
  return (
    keys.length === Object.keys(y).length &&
    keys.every((key) => Object.hasOwn(y, key) && same(x[key] as Json, y[key] as Json))
  );
}

function isNumber(value: Json): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
