import { isObject, type Json, type JsonObject } from '../../text/json.ts';

/** Keywords that hold data, not schemas. */
const DATA = new Set(['enum', 'const', 'default', 'examples', 'required', 'type']);
/** Keywords that hold a map from name to schema. */
const MAPS = new Set([
  'properties',
  'patternProperties',
  'definitions',
  '$defs',
  'dependentSchemas',
  'dependencies',
]);
/** Says nothing about validity. */
const NOTES = new Set(['$schema', 'description', 'title', '$comment', 'examples', 'default', 'self']);

/**
 * The schema without what cannot matter to values that have only these names, in the form that ajv takes:
 * no address of its own at the root, draft-04's flags as numbers, limits as doubles.
 */
export function prune(schema: Json, names: ReadonlySet<string>, keepProperties: boolean): Json {
  const clean = (part: Json, root: boolean): Json => {
    if (Array.isArray(part)) return part.map((item) => clean(item, false));
    if (!isObject(part)) return typeof part === 'bigint' ? Number(part) : part;
    const out: Record<string, Json> = Object.create(null);
    for (const [key, value] of Object.entries(part)) {
      if (NOTES.has(key) || key === 'id' || (root && key === '$id')) continue;
      if (DATA.has(key)) out[key] = doubles(value);
      else if (MAPS.has(key) && isObject(value)) out[key] = cleanMap(key, value);
      else out[key] = clean(value, false);
    }
    return flagsToNumbers(out);
  };
  const cleanMap = (keyword: string, map: JsonObject): JsonObject => {
    const kept = Object.entries(map).filter(
      ([name]) => keyword !== 'properties' || keepProperties || names.has(name),
    );
    return Object.fromEntries(kept.map(([name, part]) => [name, clean(part, false)]));
  };
  return clean(schema, true);
}

/** Names that `additionalProperties` must still know are those of the value: no other can be met. */
function flagsToNumbers(schema: Record<string, Json>): JsonObject {
  for (const [limit, flag] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    if (typeof schema[flag] !== 'boolean') continue;
    const exclusive = schema[flag] === true && schema[limit] !== undefined;
    if (exclusive) schema[flag] = schema[limit] as Json;
    else delete schema[flag];
    if (exclusive) delete schema[limit];
  }
  return schema;
}

function doubles(value: Json): Json {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(doubles);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, doubles(inner)]));
}

const known = new WeakMap<object, boolean>();

/** A reference through `properties` needs them all. */
export function refersIntoProperties(schema: Json): boolean {
  if (typeof schema !== 'object' || schema === null) return false;
  let answer = known.get(schema);
  if (answer === undefined) {
    answer = refers(schema);
    known.set(schema, answer);
  }
  return answer;
}

function refers(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.some(refers);
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(([key, value]) =>
    key === '$ref' && typeof value === 'string'
      ? !/^#(\/(definitions|\$defs)\/[^/]*)?$/.test(value)
      : refers(value),
  );
}
