import { isObject, type Json, type JsonObject } from './json.ts';
import { compilePattern, PatternError } from './pattern.ts';

/** Why a value does not fit a schema. */
export interface Misfit {
  readonly keyword: string;
  /** Where in the value: `products[0].price`; empty for the value itself. */
  readonly path: string;
  /** `is a string, not a number` */
  readonly why: string;
}

const FORMATS: Readonly<Record<string, RegExp>> = {
  'date-time': /^\d{4}-\d\d-\d\d[tT ]\d\d:\d\d:\d\d(?:\.\d+)?(?:[zZ]|[+-]\d\d:?\d\d)$/,
  date: /^\d{4}-\d\d-\d\d$/,
  email: /^[^\s@]+@[^\s@]+$/,
  uuid: /^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,
  uri: /^[a-z][a-z0-9+.-]*:/i,
  ipv4: /^\d{1,3}(?:\.\d{1,3}){3}$/,
};

/**
 * The first reason why a value cannot be valid, or null. It knows the keywords that say something about one
 * value at a time; what it does not know (references, combinations) it lets pass. So it never accuses wrongly,
 * and costs no schema compiler when a plan is linted.
 */
export function misfit(value: Json, schema: JsonObject | boolean, path = ''): Misfit | null {
  // An example may quote a value from elsewhere, which is not followed.
  if (schema === true || (isObject(value) && Object.hasOwn(value, '$ref'))) return null;
  if (schema === false) return { keyword: 'false schema', path, why: 'must not be there' };
  const own = ofType(value, schema, path) ?? amongValues(value, schema, path);
  if (own !== null) return own;
  if (typeof value === 'number' || typeof value === 'bigint') return ofNumber(value, schema, path);
  if (typeof value === 'string') return ofString(value, schema, path);
  if (Array.isArray(value)) return ofList(value, schema, path);
  return isObject(value) ? ofObject(value, schema, path) : null;
}

/** `string`, `integer`, `null`, … as JSON Schema names it. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

/** True when a value is of one of the types; an integer is a number. */
export function isOfType(value: Json, types: readonly string[]): boolean {
  const type = typeOf(value);
  return types.length === 0 || types.includes(type) || (type === 'integer' && types.includes('number'));
}

export function sameJson(a: Json, b: Json): boolean {
  if (typeof a === 'bigint' || typeof b === 'bigint')
    return String(a) === String(b) && typeOf(a) === typeOf(b);
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((each, at) => sameJson(each, b[at] ?? null))
    );
  }
  const [left, right] = [a as JsonObject, b as JsonObject];
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key] ?? null, right[key] ?? null))
  );
}

/** A value as a message shows it: short, on one line. */
export function shown(value: Json): string {
  const text =
    JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? '';
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

function ofType(value: Json, schema: JsonObject, path: string): Misfit | null {
  const { type } = schema;
  const types =
    typeof type === 'string'
      ? [type]
      : Array.isArray(type)
        ? type.filter((each) => typeof each === 'string')
        : [];
  if (isOfType(value, types)) return null;
  return {
    keyword: 'type',
    path,
    why: `is ${article(typeOf(value))}, not ${types.map(article).join(' or ')}`,
  };
}

function amongValues(value: Json, schema: JsonObject, path: string): Misfit | null {
  if (Array.isArray(schema['enum']) && !schema['enum'].some((each: Json) => sameJson(each, value))) {
    return { keyword: 'enum', path, why: `is not one of ${shown(schema['enum'])}` };
  }
  if (schema['const'] !== undefined && !sameJson(schema['const'], value)) {
    return { keyword: 'const', path, why: `is not ${shown(schema['const'])}` };
  }
  return null;
}

function ofNumber(value: number | bigint, schema: JsonObject, path: string): Misfit | null {
  const tests: readonly (readonly [string, (bound: number | bigint) => boolean, string])[] = [
    ['minimum', (bound) => value < bound, 'is below'],
    ['maximum', (bound) => value > bound, 'is above'],
    ['exclusiveMinimum', (bound) => value <= bound, 'is not above'],
    ['exclusiveMaximum', (bound) => value >= bound, 'is not below'],
  ];
  for (const [keyword, fails, why] of tests) {
    const bound = schema[keyword];
    if ((typeof bound === 'number' || typeof bound === 'bigint') && fails(bound)) {
      return { keyword, path, why: `${why} ${bound}` };
    }
  }
  return null;
}

function ofString(value: string, schema: JsonObject, path: string): Misfit | null {
  const length = [...value].length;
  const { minLength, maxLength, pattern, format } = schema;
  if (typeof minLength === 'number' && length < minLength) {
    return { keyword: 'minLength', path, why: `has ${length} characters, fewer than ${minLength}` };
  }
  if (typeof maxLength === 'number' && length > maxLength) {
    return { keyword: 'maxLength', path, why: `has ${length} characters, more than ${maxLength}` };
  }
  if (typeof pattern === 'string' && !matches(value, pattern)) {
    return { keyword: 'pattern', path, why: `does not match the pattern ${pattern}` };
  }
  if (typeof format === 'string' && Object.hasOwn(FORMATS, format) && !FORMATS[format]?.test(value)) {
    return { keyword: 'format', path, why: `is no ${format}` };
  }
  return null;
}

/** A pattern that is none has its own finding. */
function matches(value: string, pattern: string): boolean {
  try {
    return compilePattern(pattern).test(value);
  } catch (error) {
    if (error instanceof PatternError) return true;
    throw error;
  }
}

function ofList(value: readonly Json[], schema: JsonObject, path: string): Misfit | null {
  const { minItems, maxItems, items, prefixItems } = schema;
  if (typeof minItems === 'number' && value.length < minItems) {
    return { keyword: 'minItems', path, why: `has ${value.length} elements, fewer than ${minItems}` };
  }
  if (typeof maxItems === 'number' && value.length > maxItems) {
    return { keyword: 'maxItems', path, why: `has ${value.length} elements, more than ${maxItems}` };
  }
  if (prefixItems !== undefined || !isSchema(items)) return null;
  for (const [index, each] of value.entries()) {
    const found = misfit(each, items, `${path}[${index}]`);
    if (found !== null) return found;
  }
  return null;
}

function ofObject(value: JsonObject, schema: JsonObject, path: string): Misfit | null {
  const inside = (name: string) => (path === '' ? name : `${path}.${name}`);
  const required = Array.isArray(schema['required']) ? schema['required'] : [];
  for (const name of required) {
    if (typeof name === 'string' && !Object.hasOwn(value, name)) {
      return { keyword: 'required', path: inside(name), why: 'is required and missing' };
    }
  }
  const properties = isObject(schema['properties']) ? schema['properties'] : {};
  const others = schema['patternProperties'] === undefined ? schema['additionalProperties'] : undefined;
  for (const [name, each] of Object.entries(value)) {
    const known = Object.hasOwn(properties, name);
    const inner = known ? properties[name] : others;
    if (!isSchema(inner)) continue;
    if (inner === false && !known)
      return { keyword: 'additionalProperties', path: inside(name), why: 'is not planned' };
    const found = misfit(each, inner, inside(name));
    if (found !== null) return found;
  }
  return null;
}

function isSchema(value: Json | undefined): value is JsonObject | boolean {
  return typeof value === 'boolean' || (value !== undefined && isObject(value));
}

/** `a string`, `an integer`, `null` */
export function article(type: string): string {
  return type === 'null' ? 'null' : /^[aeio]/.test(type) ? `an ${type}` : `a ${type}`;
}
