import { misfit } from '../../text/fits.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { stringify } from '../../text/stringify.ts';
import { record } from '../draft.ts';
import type { Random } from './random.ts';
import { formatted, matching, someText } from './text.ts';

const TRIES = 30;
const DEEPEST = 8;

/** A value that fits the schema, or undefined when none was found in a bounded number of tries. */
export function valueFor(schema: JsonObject | boolean, random: Random, depth = 0): Json | undefined {
  if (schema === false) return undefined;
  if (schema === true) return someText(random);
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const value = propose(schema, random, depth);
    if (value !== undefined && holds(value, schema)) return value;
  }
  return undefined;
}

/** What `misfit` passes over (combinations, patterned and further properties) is looked at here. */
export function holds(value: Json, schema: JsonObject | boolean): boolean {
  if (typeof schema === 'boolean') return schema;
  if (misfit(value, schema) !== null) return false;
  const all = (key: string) => (Array.isArray(schema[key]) ? schema[key].filter(isSchema) : null);
  const allOf = all('allOf');
  if (allOf && !allOf.every((each) => holds(value, each))) return false;
  const anyOf = all('anyOf');
  if (anyOf && !anyOf.some((each) => holds(value, each))) return false;
  const oneOf = all('oneOf');
  if (oneOf && oneOf.filter((each) => holds(value, each)).length !== 1) return false;
  if (isSchema(schema['not']) && holds(value, schema['not'])) return false;
  if (isSchema(schema['if'])) {
    const branch = schema[holds(value, schema['if']) ? 'then' : 'else'];
    if (isSchema(branch) && !holds(value, branch)) return false;
  }
  if (typeof value === 'number' && typeof schema['multipleOf'] === 'number') {
    const times = value / schema['multipleOf'];
    if (Math.abs(times - Math.round(times)) > 1e-9) return false;
  }
  if (Array.isArray(value)) {
    if (
      schema['uniqueItems'] === true &&
      new Set(value.map((each: Json) => stringify(each))).size < value.length
    )
      return false;
    const contains = schema['contains'];
    if (isSchema(contains) && !value.some((each: Json) => holds(each, contains))) return false;
    const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
    return value.every((each: Json, index) => {
      const own = first[index] ?? schema['items'];
      return !isSchema(own) || holds(each, own);
    });
  }
  if (isObject(value)) return objectHolds(value, schema);
  return true;
}

function objectHolds(value: JsonObject, schema: JsonObject): boolean {
  const names = Object.keys(value);
  const { minProperties, maxProperties, propertyNames } = schema;
  if (typeof minProperties === 'number' && names.length < minProperties) return false;
  if (typeof maxProperties === 'number' && names.length > maxProperties) return false;
  if (isSchema(propertyNames) && !names.every((name) => holds(name, propertyNames))) return false;
  const needed = isObject(schema['dependentRequired']) ? schema['dependentRequired'] : {};
  for (const [name, others] of Object.entries(needed)) {
    if (
      Object.hasOwn(value, name) &&
      Array.isArray(others) &&
      !others.every((other) => Object.hasOwn(value, String(other)))
    )
      return false;
  }
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const patterned = isObject(schema['patternProperties']) ? Object.entries(schema['patternProperties']) : [];
  return names.every((name) => {
    const each = value[name] ?? null;
    const own = properties[name];
    if (isSchema(own) && Object.hasOwn(properties, name) && !holds(each, own)) return false;
    const fitting = patterned.filter(([pattern]) => new RegExp(pattern, 'u').test(name));
    if (!fitting.every(([, inner]) => !isSchema(inner) || holds(each, inner))) return false;
    const further = schema['additionalProperties'];
    return (
      Object.hasOwn(properties, name) || fitting.length > 0 || !isSchema(further) || holds(each, further)
    );
  });
}

function isSchema(value: Json | undefined): value is JsonObject | boolean {
  return typeof value === 'boolean' || (value !== undefined && isObject(value));
}

function propose(schema: JsonObject, random: Random, depth: number): Json | undefined {
  if (schema['const'] !== undefined) return schema['const'];
  if (Array.isArray(schema['enum'])) return random.pick<Json>(schema['enum']);
  const joined = withBranch(schema, random);
  if (joined !== schema) return propose(joined, random, depth);
  switch (typeFor(schema, random)) {
    case 'string':
      return textFor(schema, random);
    case 'integer':
      return numberFor(schema, random, true);
    case 'number':
      return numberFor(schema, random, false);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    case 'array':
      return listFor(schema, random, depth);
    case 'object':
      return objectFor(schema, random, depth);
    default:
      return someText(random);
  }
}

/** One of the alternatives, and all that must hold beside it, laid over the schema itself. */
function withBranch(schema: JsonObject, random: Random): JsonObject {
  const parts: JsonObject[] = [];
  for (const key of ['anyOf', 'oneOf']) {
    const list = schema[key];
    const chosen = Array.isArray(list) ? random.pick(list.filter((each) => each !== false)) : undefined;
    if (isObject(chosen)) parts.push(chosen);
  }
  if (Array.isArray(schema['allOf'])) parts.push(...schema['allOf'].filter(isObject));
  const branch = schema[random.chance(0.5) ? 'then' : 'else'];
  if (isSchema(schema['if']) && isObject(branch)) {
    if (branch === schema['then'] && isObject(schema['if'])) parts.push(schema['if']);
    parts.push(branch);
  }
  if (parts.length === 0) return schema;
  const { anyOf: _, oneOf: __, allOf: ___, if: ____, then: _____, else: ______, ...own } = schema;
  const joined = record(own as JsonObject);
  for (const part of parts) {
    const properties = Object.assign(record(), joined['properties'], part['properties']);
    const required = [...listOf(joined['required']), ...listOf(part['required'])];
    Object.assign(joined, part);
    if (Object.keys(properties).length > 0) joined['properties'] = properties;
    if (required.length > 0) joined['required'] = required;
  }
  return joined;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function typeFor(schema: JsonObject, random: Random): string | undefined {
  const { type } = schema;
  if (typeof type === 'string') return type;
  if (Array.isArray(type)) {
    const others = type.map(String).filter((each) => each !== 'null');
    if (others.length < type.length && (others.length === 0 || random.chance(0.1))) return 'null';
    return random.pick(others);
  }
  if (isObject(schema['properties']) || schema['required'] !== undefined) return 'object';
  if (
    schema['items'] !== undefined ||
    schema['prefixItems'] !== undefined ||
    schema['minItems'] !== undefined
  )
    return 'array';
  if (
    schema['minimum'] !== undefined ||
    schema['maximum'] !== undefined ||
    schema['multipleOf'] !== undefined
  )
    return 'number';
  return 'string';
}

function textFor(schema: JsonObject, random: Random): string {
  const { format, pattern } = schema;
  const shortest = typeof schema['minLength'] === 'number' ? schema['minLength'] : 0;
  const longest = typeof schema['maxLength'] === 'number' ? schema['maxLength'] : Number.POSITIVE_INFINITY;
  let text =
    typeof pattern === 'string'
      ? matching(pattern, random)
      : ((typeof format === 'string' ? formatted(format, random) : null) ?? someText(random));
  if (pattern === undefined && format === undefined) {
    while (text.length < shortest) text += ` ${someText(random)}`;
    if (text.length > longest)
      text = text
        .slice(-longest)
        .trim()
        .padStart(Math.max(shortest, Math.min(1, longest)), 'x');
  }
  return text;
}

function numberFor(schema: JsonObject, random: Random, whole: boolean): number {
  const limit = (key: string) =>
    typeof schema[key] === 'number' || typeof schema[key] === 'bigint' ? Number(schema[key]) : undefined;
  const step = limit('multipleOf') ?? (whole ? 1 : 0.01);
  const [above, below] = [limit('exclusiveMinimum'), limit('exclusiveMaximum')];
  const low = Math.max(
    limit('minimum') ?? Number.NEGATIVE_INFINITY,
    above === undefined ? Number.NEGATIVE_INFINITY : above + step,
  );
  const high = Math.min(
    limit('maximum') ?? Number.POSITIVE_INFINITY,
    below === undefined ? Number.POSITIVE_INFINITY : below - step,
  );
  const from = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 1000 * step : 0;
  const to = Number.isFinite(high) ? high : from + 1000 * step;
  const steps = Math.floor((to - from) / step);
  if (steps < 1) return from;
  const value = Math.ceil(from / step - 1e-9) * step + random.between(0, steps) * step;
  const places = step >= 1 ? 0 : 6;
  return Number(Math.min(value, to).toFixed(places));
}

function listFor(schema: JsonObject, random: Random, depth: number): Json | undefined {
  const shortest = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  const longest = typeof schema['maxItems'] === 'number' ? schema['maxItems'] : Math.max(shortest, 3);
  const first = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : [];
  const rest = schema['items'];
  const wanted =
    depth >= DEEPEST
      ? shortest
      : random.between(Math.max(shortest, Math.min(1, longest)), Math.min(longest, shortest + 3));
  const out: Json[] = [];
  for (let at = 0; at < Math.max(wanted, Math.min(first.length, longest)); at++) {
    const own = first[at] ?? rest ?? true;
    if (own === false) break;
    const value = valueFor(isSchema(own) ? own : true, random, depth + 1);
    if (value === undefined) return undefined;
    out.push(value);
  }
  const contains = schema['contains'];
  if (isSchema(contains) && out.length > 0) {
    const value = valueFor(contains, random, depth + 1);
    if (value !== undefined) out[out.length - 1] = value;
  }
  return out;
}

function objectFor(schema: JsonObject, random: Random, depth: number): Json | undefined {
  const out = record();
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const required = new Set(Array.isArray(schema['required']) ? schema['required'].map(String) : []);
  for (const [name, own] of Object.entries(properties)) {
    if (!isSchema(own) || own === false) continue;
    if (!required.has(name) && (depth >= DEEPEST || random.chance(0.4))) continue;
    const value = valueFor(own, random, depth + 1);
    if (value !== undefined) out[name] = value;
    else if (required.has(name)) return undefined;
  }
  for (const name of required)
    if (!Object.hasOwn(out, name)) out[name] = valueFor(furtherOf(schema), random, depth + 1) ?? null;
  return out;
}

function furtherOf(schema: JsonObject): JsonObject | boolean {
  const further = schema['additionalProperties'];
  return isSchema(further) ? further : true;
}
