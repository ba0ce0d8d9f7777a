import { isObject, type Json, type JsonObject } from '../text/json.ts';
import { unescapeStep } from '../text/json-pointer.ts';
import { Cursor } from './cursor.ts';
import { record } from './draft.ts';

/** Finds what a `$ref` names, from the file that has it; null when it is not at hand. */
export type Resolve = (ref: string, from: Cursor) => Cursor | null;

/** Formats that are asserted; any other would be a word without a check. */
const FORMATS: ReadonlySet<string> = new Set(
  (
    'date-time date time duration email hostname ipv4 ipv6 uri uri-reference uri-template url uuid regex ' +
    'json-pointer relative-json-pointer'
  ).split(' '),
);

const TYPES: ReadonlySet<Json> = new Set([
  'string',
  'number',
  'integer',
  'boolean',
  'object',
  'array',
  'null',
]);
const isText = (value: Json) => typeof value === 'string';
const isFlag = (value: Json) => typeof value === 'boolean';
const isNumber = (value: Json) => typeof value === 'number' || typeof value === 'bigint';
const isCount = (value: Json) => Number.isInteger(value) && Number(value) >= 0;
const isList = (value: Json) => Array.isArray(value);
const isType = (value: Json) =>
  TYPES.has(value) ||
  (Array.isArray(value) && value.length > 0 && value.every((each: Json) => TYPES.has(each)));

/** Keywords that hold no schema, and what their values must be. */
const PLAIN: Readonly<Record<string, (value: Json) => boolean>> = {
  title: isText,
  description: isText,
  type: isType,
  enum: (value) => Array.isArray(value) && value.length > 0,
  const: () => true,
  minLength: isCount,
  maxLength: isCount,
  minimum: isNumber,
  maximum: isNumber,
  multipleOf: (value) => isNumber(value) && Number(value) > 0,
  minItems: isCount,
  maxItems: isCount,
  uniqueItems: isFlag,
  minContains: isCount,
  maxContains: isCount,
  minProperties: isCount,
  maxProperties: isCount,
  default: () => true,
  deprecated: isFlag,
  readOnly: isFlag,
  writeOnly: isFlag,
  examples: isList,
  contentEncoding: isText,
  contentMediaType: isText,
};
const ONE_SCHEMA = [
  'additionalProperties',
  'unevaluatedProperties',
  'unevaluatedItems',
  'propertyNames',
  'contains',
  'not',
  'if',
  'then',
  'else',
];
const NAMED_SCHEMAS = ['properties', 'patternProperties', 'dependentSchemas'];
const SCHEMA_LISTS = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];

/**
 * A JSON Schema of any draft as one of 2020-12, `$ref`s put in place. What is no keyword stays unread, and so
 * becomes a loss.
 */
export function schemaOf(
  cursor: Cursor,
  resolve: Resolve = localRef,
  following: readonly Json[] = [],
): JsonObject | boolean {
  if (typeof cursor.value === 'boolean') return cursor.take() as boolean;
  if (!isObject(cursor.value)) {
    cursor.finding('schema', 'expected a JSON Schema (a map)');
    cursor.take();
    return true;
  }
  const out = record();
  cursor.ignore('$schema', '$id', 'id', '$anchor', '$comment', 'definitions', '$defs');
  const sub = (child: Cursor) => schemaOf(child, resolve, following);
  const reference = cursor.text('$ref');
  if (reference !== null) {
    const target = resolve(reference, cursor);
    if (target === null) {
      cursor.finding('$ref', `"${reference}" leads nowhere here; any value is allowed instead`);
      partial.add(out);
    } else if (following.includes(target.value))
      cursor.lose('$ref', `"${reference}" refers to itself; a plan's shapes do not recur`);
    else {
      const found = schemaOf(target, resolve, [...following, target.value]);
      if (isObject(found)) Object.assign(out, standIns.has(target) ? undemanding(found) : found);
      if (standIns.has(target)) partial.add(out);
    }
  }
  for (const [key, fits] of Object.entries(PLAIN)) plain(cursor, key, fits, out);
  // Our own export keeps what JSON Schema has no word for under this keyword.
  const plan = cursor.at('x-plan');
  if (plan && isObject(plan.value)) Object.assign(out, plan.take());
  limits(cursor, out);
  format(cursor, out);
  pattern(cursor, out);
  for (const key of ONE_SCHEMA) {
    const child = cursor.at(key);
    if (child) out[key] = sub(child);
  }
  for (const key of NAMED_SCHEMAS) {
    const child = cursor.at(key);
    if (!child) continue;
    const inner: Record<string, Json> = isObject(out[key]) ? record(out[key]) : record();
    for (const [name, member] of namedSchemas(child, key, resolve)) inner[name] = sub(member);
    if (Object.keys(inner).length > 0) out[key] = inner;
  }
  for (const key of SCHEMA_LISTS) {
    const child = cursor.at(key);
    if (child) out[key] = child.items(key).map(sub);
  }
  items(cursor, out, sub);
  required(cursor, out);
  dependencies(cursor, out, sub);
  return out;
}

/** Schemas that refer to what is not at hand. */
const partial = new WeakSet<JsonObject>();

/** What was found in place of another version: its shapes are a good guess, its demands and its ends are none. */
const standIns = new WeakSet<Cursor>();

export function standIn(cursor: Cursor): Cursor {
  standIns.add(cursor);
  return cursor;
}

function undemanding({ required: _, ...schema }: JsonObject): JsonObject {
  const { allOf } = schema;
  if (!Array.isArray(allOf)) return schema;
  return record({ ...schema, allOf: allOf.map((part) => (isObject(part) ? undemanding(part) : part)) });
}

/** True when a schema refers to what is not at hand, and so may hold more than it says. */
export function isPartial(schema: Json): boolean {
  return isObject(schema) && (partial.has(schema) || listOf(schema['allOf']).some(isPartial));
}

/** Members of a map of schemas. Bundlers put a whole map in place of a `$ref`, so one may stand here too. */
function namedSchemas(map: Cursor, key: string, resolve: Resolve): [string, Cursor][] {
  return map.entries(key).flatMap(([name, member]): [string, Cursor][] => {
    if (name !== '$ref' || typeof member.value !== 'string') return [[name, member]];
    const target = resolve(String(member.take()), map);
    if (target !== null && isObject(target.value)) return target.entries(key);
    member.finding('$ref', `"${member.value}" leads nowhere here; what it names is left out`);
    return [];
  });
}

/** Line breaks of folded text are no part of it. */
function oneParagraph(at: Cursor): Json {
  const value = at.take();
  return typeof value === 'string' ? value.trim().replace(/(\S) *\n(?=\S)/g, '$1 ') : value;
}

function plain(cursor: Cursor, key: string, fits: (value: Json) => boolean, out: Record<string, Json>): void {
  const child = cursor.at(key) ?? nullMember(cursor, key);
  if (!child) return;
  const taken = key === 'description' ? oneParagraph(child) : child.take();
  const value = key === 'examples' && !Array.isArray(taken) ? [taken] : taken;
  if (key === 'description' && value === '') return;
  // Draft 3's word for no limit, which tools still write.
  if (key === 'type' && (value === 'any' || (Array.isArray(value) && value.includes('any')))) return;
  if (fits(value)) out[key] = value;
  else child.finding(key, `${JSON.stringify(value)?.slice(0, 60)} is no value for "${key}"; left out`);
}

/** `const: null` and `default: null` are values. */
function nullMember(cursor: Cursor, key: string): Cursor | null {
  if ((key !== 'const' && key !== 'default') || !isObject(cursor.value) || cursor.value[key] !== null)
    return null;
  return new Cursor(null, cursor.source, cursor.notices, [...cursor.steps, key]);
}

/** Draft-04 wrote `exclusiveMinimum: true` beside `minimum`. */
function limits(cursor: Cursor, out: Record<string, Json>): void {
  for (const [exclusive, plain] of [
    ['exclusiveMinimum', 'minimum'],
    ['exclusiveMaximum', 'maximum'],
  ] as const) {
    const value = cursor.at(exclusive)?.take();
    if (value === undefined || value === false) continue;
    if (value !== true) {
      if (isNumber(value)) out[exclusive] = value;
      else
        cursor
          .at(exclusive)
          ?.finding(exclusive, `expected a number, found ${JSON.stringify(value)?.slice(0, 60)}`);
    } else if (out[plain] !== undefined) {
      out[exclusive] = out[plain] ?? null;
      delete out[plain];
    }
  }
}

function format(cursor: Cursor, out: Record<string, Json>): void {
  const child = cursor.at('format');
  if (!child) return;
  const value = child.take();
  if (typeof value === 'string' && FORMATS.has(value)) out['format'] = value;
  else child.lose('format', `"${String(value)}" is no format that can be checked`);
}

function pattern(cursor: Cursor, out: Record<string, Json>): void {
  const child = cursor.at('pattern');
  if (!child) return;
  const value = child.take();
  if (typeof value === 'string' && isRegExp(value)) out['pattern'] = value;
  else child.finding('pattern', `"${String(value)}" is no regular expression; left out`);
}

function isRegExp(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/** Before 2020-12 a list under `items` gave the elements in order. */
function items(cursor: Cursor, out: Record<string, Json>, sub: (child: Cursor) => Json): void {
  const child = cursor.at('items');
  if (child && Array.isArray(child.value)) {
    out['prefixItems'] = child.items('items').map(sub);
    const more = cursor.at('additionalItems');
    if (more) out['items'] = sub(more);
  } else {
    if (child) out['items'] = sub(child);
    cursor.ignore('additionalItems');
  }
}

/** A list of names; draft 3, and many who write by hand, say `required: true` on the member itself. */
function required(cursor: Cursor, out: Record<string, Json>): void {
  const members = isObject(cursor.value) ? cursor.value['properties'] : null;
  const marked = Object.entries(isObject(members) ? members : {}).filter(
    ([, member]) => isObject(member) && member['required'] === true,
  );
  const child = cursor.at('required');
  if (typeof child?.value === 'boolean') child.take();
  const names = [
    ...(child && typeof child.value !== 'boolean' ? cursor.texts('required') : []),
    ...marked.map(([name]) => name),
  ];
  if (names.length > 0) out['required'] = [...new Set(names)];
}

function dependencies(cursor: Cursor, out: Record<string, Json>, sub: (child: Cursor) => Json): void {
  const lists = record();
  const schemas = record();
  for (const key of ['dependencies', 'dependentRequired']) {
    for (const [name, child] of cursor.members(key)) {
      if (Array.isArray(child.value)) lists[name] = child.take();
      else schemas[name] = sub(child);
    }
  }
  if (Object.keys(lists).length > 0) out['dependentRequired'] = lists;
  if (Object.keys(schemas).length > 0)
    out['dependentSchemas'] = {
      ...(isObject(out['dependentSchemas']) ? out['dependentSchemas'] : {}),
      ...schemas,
    };
}

/** `#/definitions/order` in the same file. */
export const localRef: Resolve = (ref, from) => {
  if (!ref.startsWith('#')) return null;
  const root = rootOf(from);
  let value: Json | undefined = root.value;
  const steps: string[] = [];
  for (const part of ref.slice(1).split('/').filter(Boolean)) {
    const name = unescapeStep(decodeURIComponent(part));
    value = isObject(value) ? value[name] : Array.isArray(value) ? value[Number(name)] : undefined;
    steps.push(name);
    if (value === undefined) return null;
  }
  return new Cursor(value ?? null, from.source, from.notices, steps, from.subject);
};

const roots = new WeakMap<Cursor['source'], Cursor>();

/** Says which cursor is the root of its file, for `#` references. */
export function setRoot(cursor: Cursor): void {
  roots.set(cursor.source, cursor);
}

function rootOf(cursor: Cursor): Cursor {
  return roots.get(cursor.source) ?? cursor;
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
