import { Ajv, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { prune, refersIntoProperties } from './prune.ts';
import { draftOf } from './refs.ts';
import { compilePattern } from './regex/pattern.ts';

/** What ajv says of one value under one schema, by the rules of the schema's own draft; null with a reason where it cannot say. */
export type Check = { readonly valid: boolean } | { readonly valid: null; readonly why: string };

/** JavaScript's own expressions, but never for longer than a bounded time: see `Pattern.test`. */
const boundedRegExp = Object.assign(
  (source: string, flags: string) => {
    new RegExp(source, flags);
    const pattern = compilePattern(source);
    return {
      // ajv keeps expressions by their text.
      toString: () => source,
      test(text: string): boolean {
        const answer = pattern.bounded(text);
        if (answer === null) throw new Error(`running ${JSON.stringify(source)} may take too long`);
        return answer;
      },
    };
  },
  { code: 'boundedRegExp' },
);

const engines = new Map<string, Ajv>();

function engine(draft: 'old' | '2019-09' | '2020-12', unicode: boolean): Ajv {
  const key = `${draft} ${unicode}`;
  let ajv = engines.get(key);
  if (ajv === undefined) {
    const options = {
      strict: false,
      validateSchema: false,
      addUsedSchema: false,
      logger: false,
      unicodeRegExp: unicode,
      // Quicker to compile, and nobody reads the errors.
      messages: false,
      loopRequired: 2,
      loopEnum: 2,
      code: { optimize: false, regExp: boundedRegExp },
      ignoreKeywordsWithRef: draft === 'old',
    } as const;
    ajv =
      draft === 'old' ? new Ajv(options) : draft === '2019-09' ? new Ajv2019(options) : new Ajv2020(options);
    addFormats(ajv);
    engines.set(key, ajv);
  }
  return ajv;
}

function addFormats(ajv: Ajv): void {
  const add = 'default' in formats ? (formats.default as unknown) : formats;
  if (typeof add === 'function') add(ajv);
}

/**
 * Asks ajv whether a value is valid. Only the part of the schema that the value reaches is compiled:
 * properties whose names occur nowhere in the value cannot matter.
 */
export function checkWithAjv(schema: Json, value: Json): Check {
  const draft = draftOf(schema);
  const names = new Set<string>();
  collectNames(value, names);
  const part = prune(schema, names, refersIntoProperties(schema));
  const plain = inDoubles(value);
  if (plain === undefined)
    return { valid: null, why: 'the number that shows it needs more digits than a double holds' };
  let validate: ValidateFunction | null = null;
  for (const unicode of [true, false]) {
    try {
      const ajv = engine(draft, unicode);
      validate = ajv.compile(part as JsonObject | boolean);
      // Never asked for again: kept, they would fill the memory over a long list.
      if (typeof part === 'object') ajv.removeSchema(part as JsonObject);
      break;
    } catch (error) {
      if (!unicode) return { valid: null, why: `ajv does not take the schema: ${messageOf(error)}` };
    }
  }
  try {
    return { valid: validate?.(plain) === true };
  } catch (error) {
    return { valid: null, why: `ajv gave up: ${messageOf(error)}` };
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function collectNames(value: Json, names: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectNames(item, names);
  else if (isObject(value)) {
    for (const [name, inner] of Object.entries(value)) {
      names.add(name);
      collectNames(inner, names);
    }
  }
}

/** The value with JavaScript's own numbers; undefined where one of them would be another number. */
function inDoubles(value: Json): unknown {
  if (typeof value === 'bigint') return BigInt(Number(value)) === value ? Number(value) : undefined;
  if (Array.isArray(value)) {
    const items = value.map(inDoubles);
    return items.includes(undefined) ? undefined : items;
  }
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([name, inner]) => [name, inDoubles(inner)] as const);
  return entries.some(([, inner]) => inner === undefined) ? undefined : Object.fromEntries(entries);
}
