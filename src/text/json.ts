/** A JSON value. Integers beyond 2^53 are `bigint` where a source keeps their digits. */
export type Json = null | boolean | number | bigint | string | readonly Json[] | JsonObject;

/** A JSON object. Made without a prototype wherever keys come from outside, so `__proto__` is an ordinary key. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** True for objects, false for arrays, null and scalars. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A scalar with `bigint` lowered to the nearest double, for what knows numbers only. */
export function toNumber<T extends string | number | bigint | boolean | null>(
  value: T,
): Exclude<T, bigint> | number {
  return typeof value === 'bigint' ? Number(value) : (value as Exclude<T, bigint>);
}
