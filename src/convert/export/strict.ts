import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { record } from '../draft.ts';
import { own } from '../own.ts';

/** Which type each keyword speaks of; about other types it says nothing. */
const SPEAKS_OF: Readonly<Record<string, string>> = {
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  format: 'string',
  contentEncoding: 'string',
  contentMediaType: 'string',
  minimum: 'number',
  maximum: 'number',
  exclusiveMinimum: 'number',
  exclusiveMaximum: 'number',
  multipleOf: 'number',
  items: 'array',
  prefixItems: 'array',
  minItems: 'array',
  maxItems: 'array',
  uniqueItems: 'array',
  contains: 'array',
  minContains: 'array',
  maxContains: 'array',
  unevaluatedItems: 'array',
  properties: 'object',
  required: 'object',
  additionalProperties: 'object',
  patternProperties: 'object',
  propertyNames: 'object',
  minProperties: 'object',
  maxProperties: 'object',
  dependentRequired: 'object',
  dependentSchemas: 'object',
  unevaluatedProperties: 'object',
};

/**
 * The same schema in the narrower words that strict validators take: every keyword stands beside the one type
 * that it speaks of, and every required name beside its property. Several types become `anyOf`.
 */
export function strict(schema: Json, outer: readonly string[] = []): Json {
  if (!isObject(schema)) return schema;
  const out = inside(schema, outer);
  const types =
    typeof out['type'] === 'string'
      ? [out['type']]
      : Array.isArray(out['type'])
        ? out['type'].map(String)
        : [];
  const spoken = new Set(Object.keys(out).flatMap((key) => own(SPEAKS_OF, key) ?? []));
  const has = (type: string) =>
    types.includes(type) || (type === 'number' && types.includes('integer')) || outer.includes(type);
  if (
    types.length === 0 &&
    [...spoken].every((type) => outer.includes(type) || (type === 'number' && outer.includes('integer')))
  )
    return out;
  const others = types.filter((type) => type !== 'null');
  if (others.length <= 1 && [...spoken].every(has)) return out;
  return apart(out, types, spoken);
}

/** One alternative a type, with the keywords that speak of it; what speaks of all stays outside. */
function apart(schema: JsonObject, types: readonly string[], spoken: ReadonlySet<string>): JsonObject {
  const rest = record();
  const byType = new Map<string, Record<string, Json>>();
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'type') continue;
    const type = own(SPEAKS_OF, key);
    if (type === undefined) rest[key] = value;
    else byType.set(type, Object.assign(byType.get(type) ?? record(), { [key]: value }));
  }
  const kindOf = (type: string) => (type === 'integer' ? 'number' : type);
  const speaking = [...spoken].sort().map((type) => ({ type }));
  const anyOther = { not: speaking.length === 1 ? (speaking[0] ?? {}) : { anyOf: speaking } };
  const alternatives: Json[] =
    types.length > 0
      ? types.map((type) => record({ type, ...byType.get(kindOf(type)) }))
      : [...speaking.map(({ type }) => record({ type, ...byType.get(type) })), anyOther];
  const known = Array.isArray(rest['anyOf'])
    ? { allOf: [...listOf(rest['allOf']), { anyOf: rest['anyOf'] }] }
    : {};
  return record({ ...rest, ...known, anyOf: alternatives });
}

function inside(schema: JsonObject, outer: readonly string[]): Record<string, Json> {
  const out = record(schema);
  const own =
    typeof schema['type'] === 'string'
      ? [schema['type']]
      : Array.isArray(schema['type'])
        ? schema['type'].map(String)
        : outer;
  for (const key of ['properties', 'patternProperties', 'dependentSchemas', '$defs']) {
    const members = out[key];
    if (!isObject(members)) continue;
    const made = record();
    for (const [name, member] of Object.entries(members)) made[name] = strict(member);
    out[key] = made;
  }
  for (const key of [
    'items',
    'additionalProperties',
    'propertyNames',
    'contains',
    'unevaluatedProperties',
    'unevaluatedItems',
    'additionalItems',
  ]) {
    const member = out[key];
    if (Array.isArray(member)) out[key] = member.map((each) => strict(each));
    else if (isObject(member)) out[key] = strict(member, key === 'propertyNames' ? ['string'] : []);
  }
  for (const key of ['allOf', 'anyOf', 'oneOf']) {
    const members = out[key];
    if (Array.isArray(members)) out[key] = members.map((member) => strict(member, own));
  }
  for (const key of ['not', 'if', 'then', 'else']) {
    const member = out[key];
    if (isObject(member)) out[key] = strict(member, own);
  }
  if (Array.isArray(out['prefixItems'])) out['prefixItems'] = out['prefixItems'].map((each) => strict(each));
  // A closed object may not grow properties by naming what it asks for.
  if (Array.isArray(out['required']) && out['additionalProperties'] !== false) {
    const known = isObject(out['properties']) ? out['properties'] : {};
    const missing = out['required'].map(String).filter((name) => !Object.hasOwn(known, name));
    if (missing.length > 0 && !isObject(out['additionalProperties']) && !isObject(out['patternProperties'])) {
      const made = record(known);
      for (const name of missing) made[name] = true;
      out['properties'] = made;
    }
  }
  return out;
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
