import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { type DraftProperty, record } from './draft.ts';
import { isPartial, listOf } from './schema-in.ts';

/** What an object schema says of an event: its properties, and what else may come along. */
export interface Body {
  readonly properties: Map<string, DraftProperty>;
  /** True unless the schema closes it: JSON Schema is open by omission. */
  readonly additional: boolean | JsonObject;
  readonly description: string | null;
  readonly examples: readonly Json[];
  /** Keywords about the object as a whole, for which an event has no place. */
  readonly rest: JsonObject;
}

/** Splits an object schema into named properties, each with its own `required`. `allOf` is joined in. */
export function bodyOf(schema: JsonObject | boolean): Body {
  const joined = isObject(schema) ? joinAllOf(schema) : record();
  const {
    properties,
    required,
    additionalProperties,
    description,
    examples,
    type: _,
    title: __,
    ...rest
  } = joined;
  const needed = new Set(listOf(required).map(String));
  const out = new Map<string, DraftProperty>();
  for (const [name, value] of Object.entries(isObject(properties) ? properties : {})) {
    out.set(name, { value: requiring(propertyValue(value), needed.delete(name)) });
  }
  for (const name of needed) out.set(name, { value: record({ required: true }) });
  return {
    properties: out,
    additional: isPartial(schema)
      ? true
      : schema === false
        ? false
        : typeof additionalProperties === 'boolean' || isObject(additionalProperties)
          ? additionalProperties
          : true,
    description: typeof description === 'string' ? description : null,
    examples: Array.isArray(examples) ? examples : [],
    rest,
  };
}

/** `true` and `false` as schemas are any value and none. */
function propertyValue(value: Json): JsonObject {
  if (isObject(value)) return eachRequired(value);
  return value === false ? { not: {} } : {};
}

function requiring(value: JsonObject, required: boolean): JsonObject {
  return required ? record({ ...value, required: true }) : value;
}

/** JSON Schema's list of required children as `required: true` on each: a plan's way, at every depth. */
export function eachRequired(schema: JsonObject): JsonObject {
  const out = record(schema);
  const needed = new Set(listOf(schema['required']).map(String));
  if (isObject(schema['properties'])) {
    const children = record();
    for (const [name, child] of Object.entries(schema['properties'])) {
      children[name] = requiring(propertyValue(child), needed.delete(name));
    }
    out['properties'] = children;
  }
  if (isObject(schema['items'])) out['items'] = eachRequired(schema['items']);
  delete out['required'];
  // Names that are asked for without being described cannot carry a mark of their own.
  if (needed.size > 0) out['allOf'] = [...listOf(schema['allOf']), { required: [...needed] }];
  return out;
}

function joinAllOf(schema: JsonObject): JsonObject {
  const { allOf, ...own } = schema;
  if (!Array.isArray(allOf)) return schema;
  let out: JsonObject = own;
  for (const part of allOf) if (isObject(part)) out = joinTwo(out, joinAllOf(part));
  return out;
}

function joinTwo(a: JsonObject, b: JsonObject): JsonObject {
  const out = record({ ...a, ...b, ...a });
  if (isObject(a['properties']) && isObject(b['properties'])) {
    const names = record({ ...a['properties'] });
    for (const [name, value] of Object.entries(b['properties'])) {
      const own = names[name];
      if (own === undefined) names[name] = value;
      else if (isObject(own) && isObject(value)) names[name] = joinValues(value, own);
    }
    out['properties'] = names;
  }
  const required = [...listOf(a['required']), ...listOf(b['required'])];
  if (required.length > 0) out['required'] = [...new Set(required)];
  if (b['additionalProperties'] === false) out['additionalProperties'] = false;
  return out;
}

/** Both must hold. Where they say different things of one keyword, `allOf` says both. */
function joinValues(a: JsonObject, b: JsonObject): JsonObject {
  const annotations = new Set(['description', 'title', 'examples', 'default']);
  const clash = Object.keys(b).some(
    (key) =>
      Object.hasOwn(a, key) && !annotations.has(key) && JSON.stringify(a[key]) !== JSON.stringify(b[key]),
  );
  if (!clash) return record({ ...a, ...b });
  if (isObject(a['properties']) && isObject(b['properties'])) return joinTwo(b, a);
  return record({ allOf: [a, b] });
}
