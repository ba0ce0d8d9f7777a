import {
  Ajv2020,
  type AnySchemaObject,
  type ErrorObject,
  type Options,
  type ValidateFunction,
} from 'ajv/dist/2020.js';
import { formatChecks } from './formats.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { unescapeStep } from './json-pointer.ts';
import { lengthKeywords } from './length-keywords.ts';
import { compilePattern } from './pattern.ts';
import { quickSchema } from './quick-schema.ts';

/** A JSON Schema (2020-12), compiled. */
export interface Validator {
  /** The verdict alone, as fast as it goes. */
  ok(value: unknown): boolean;
  /** Everything that does not hold; empty when valid. Compiled when first asked. */
  failures(value: unknown): readonly SchemaFailure[];
}

export interface SchemaFailure {
  readonly keyword: string;
  /** Steps into the value. */
  readonly path: readonly string[];
  /** What stands there. */
  readonly value: unknown;
  /** ajv's parameters of the keyword: `{ type: 'number' }`, `{ allowedValues: [...] }`, `{ limit: 1 }`. */
  readonly params: Readonly<Record<string, unknown>>;
}

const options: Options = {
  strict: false,
  logger: false,
  addUsedSchema: false,
  formats: Object.fromEntries([...formatChecks]),
  // Patterns are whoever's wrote the plan: they run in linear time or not at all.
  code: { regExp: Object.assign(safeRegExp, { code: 'safeRegExp' }) },
};

/** ajv tells compiled patterns apart by their text. */
function safeRegExp(source: string): { test(text: string): boolean; toString(): string } {
  const { test } = compilePattern(source);
  return { test, toString: () => source };
}

/**
 * Compiles a schema; throws (ajv's Error, PatternError) on what is none. Values are seen as JSON: a property called
 * `constructor` is absent unless the value has it itself.
 */
export function compileSchema(schema: JsonObject | boolean): Validator {
  const known = typeof schema === 'boolean' ? undefined : compiled.get(schema);
  if (known) return known;
  const ownProperties = mentionsPrototypeName(schema);
  const quick = ownProperties ? null : quickSchema(schema);
  const ok: (value: unknown) => boolean = quick ?? compile(schema, { ownProperties });
  let thorough: ValidateFunction | null = null;
  const validator: Validator = {
    ok,
    failures(value) {
      if (ok(value)) return [];
      thorough ??= compile(schema, { ownProperties, allErrors: true, sound: quick !== null });
      thorough(value);
      return outermost((thorough.errors ?? []).map(failure));
    },
  };
  if (typeof schema !== 'boolean') compiled.set(schema, validator);
  return validator;
}

/** A plan's property has one schema object, however many events carry it. */
const compiled = new WeakMap<object, Validator>();

/** The same, compiled when it is first asked: of thousands of checks a stream needs few in detail. */
export function lazySchema(schema: JsonObject | boolean): Validator {
  let validator: Validator | null = null;
  const ready = () => {
    validator ??= compileSchema(schema);
    return validator;
  };
  return { ok: (value) => ready().ok(value), failures: (value) => ready().failures(value) };
}

const compilers = new Map<string, Ajv2020>();

/** What one compiler of ajv is for. `sound`: the schema was looked at by other code. */
interface Wanted {
  readonly ownProperties: boolean;
  readonly allErrors?: boolean;
  readonly sound?: boolean;
}

/** One ajv for each set of options: each reads the meta-schemas anew, which costs more than most schemas. */
function compile(schema: JsonObject | boolean, wanted: Wanted): ValidateFunction {
  const key = JSON.stringify(wanted);
  const ajv = compilers.get(key) ?? compiler(wanted);
  compilers.set(key, ajv);
  // A copy, as ajv keeps what it compiled by identity, and forgets nothing.
  const copy = typeof schema === 'boolean' ? schema : toAjv(schema);
  try {
    return ajv.compile(copy);
  } finally {
    ajv.removeSchema(copy);
  }
}

function compiler({ ownProperties, allErrors = false, sound = false }: Wanted): Ajv2020 {
  const checked = sound ? { meta: false, validateSchema: false } : {};
  const ajv = new Ajv2020({ ...options, ...checked, ownProperties, allErrors, verbose: allErrors });
  for (const keyword of lengthKeywords) {
    ajv.removeKeyword(keyword.keyword);
    ajv.addKeyword(keyword);
  }
  return ajv;
}

/** ajv wants a mutable type, and changes nothing. A member called `__proto__` it knows by a pattern alone. */
function toAjv(schema: JsonObject): AnySchemaObject {
  const { properties, patternProperties } = schema;
  if (!isObject(properties) || !Object.hasOwn(properties, '__proto__')) return { ...schema };
  const patterns = isObject(patternProperties) ? patternProperties : {};
  // biome-ignore lint/suspicious/noProto: a member's name, not a prototype
  return { ...schema, patternProperties: { ...patterns, '^__proto__$': properties['__proto__'] } };
}

function failure(error: ErrorObject): SchemaFailure {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => unescapeStep(step));
  return { keyword: error.keyword, path, value: error.data, params: error.params };
}

/**
 * Where no branch of a choice fits, that is said once, and not what each branch would have liked. Of choices about one value
 * the last counts: what is inside a choice is listed before it.
 */
function outermost(failures: readonly SchemaFailure[]): readonly SchemaFailure[] {
  const isChoice = ({ keyword }: SchemaFailure) => keyword === 'anyOf' || keyword === 'oneOf';
  const choices = [...failures.entries()].filter(([, failure]) => isChoice(failure));
  return failures.filter(
    (each, at) =>
      each.keyword !== 'if' &&
      !choices.some(
        ([place, { path }]) =>
          path.every((step, i) => each.path[i] === step) &&
          (place > at || !isChoice(each) || path.length < each.path.length),
      ),
  );
}

/** A name that every object has from its prototype would count as present; asking `hasOwn` each time costs a third. */
function mentionsPrototypeName(schema: Json): boolean {
  if (Array.isArray(schema)) return schema.some(mentionsPrototypeName);
  if (typeof schema === 'string') return schema in Object.prototype;
  if (!isObject(schema)) return false;
  return Object.entries(schema).some(
    ([name, value]) => name in Object.prototype || mentionsPrototypeName(value),
  );
}
