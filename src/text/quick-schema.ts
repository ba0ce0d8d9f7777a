import { formatChecks } from './formats.ts';
import { isObject, type Json, type JsonObject } from './json.ts';
import { codePoints } from './length-keywords.ts';
import { compilePattern } from './pattern.ts';

/** What says nothing about values. */
const annotations = new Set([
  'title',
  'description',
  'default',
  'examples',
  'deprecated',
  'readOnly',
  'writeOnly',
  '$comment',
]);
/** More alternatives are looked up than compared one by one. */
const mostCompared = 8;
const deepest = 32;

/**
 * The verdict of a JSON Schema (2020-12) alone, as one small function, or null where the schema uses what is not known here.
 * The same verdicts as ajv's, which a test holds it to. Ajv's code keeps errors and is ten times as long: making it,
 * and what V8 makes of it, cost more than 100 MB of events.
 * @throws PatternError for a pattern that is none.
 */
export function quickSchema(schema: JsonObject | boolean): ((value: unknown) => boolean) | null {
  const made = new Code();
  const body = made.block(schema, 'value', 0);
  if (body === null) return null;
  const known = made.values.map((_, i) => `k${i}`);
  const make = new Function(...known, `return function (value) {\n${body}return true;\n};`) as MakeVerdict;
  return make(...made.values);
}

type MakeVerdict = (...values: readonly unknown[]) => (value: unknown) => boolean;

/** Gathers code and the values that it uses. Each part gives statements that leave with false, or null. */
class Code {
  readonly values: unknown[] = [];
  #names = 0;

  /** All that a schema asks of the expression `at`, which has no side effects. */
  block(schema: Json | undefined, at: string, depth: number): string | null {
    if (schema === true) return '';
    if (schema === false) return 'return false;\n';
    if (!isObject(schema) || depth > deepest) return null;
    const parts = [
      this.#type(schema['type'], at),
      this.#oneOf(schema, at),
      this.#text(schema, at),
      this.#number(schema, at),
      this.#list(schema, at, depth),
      this.#object(schema, at, depth),
      this.#all(schema['allOf'], at, depth),
    ];
    const unknown = Object.keys(schema).some((name) => !annotations.has(name) && !keywords.has(name));
    return unknown || parts.includes(null) ? null : parts.join('');
  }

  #type(type: Json | undefined, at: string): string | null {
    if (type === undefined) return '';
    const tests = (Array.isArray(type) ? type : [type]).map((each: Json) => typeTests.get(String(each)));
    if (tests.length === 0 || tests.includes(undefined)) return null;
    return `if (!(${tests.map((test) => `(${test?.(at)})`).join(' || ')})) return false;\n`;
  }

  #oneOf(schema: JsonObject, at: string): string | null {
    const lists: (Json | undefined)[] = [];
    if ('enum' in schema) lists.push(schema['enum']);
    if ('const' in schema) lists.push([schema['const'] ?? null]);
    let code = '';
    for (const list of lists) {
      if (!Array.isArray(list) || list.length === 0 || !list.every(isScalar)) return null;
      const found =
        list.length > mostCompared
          ? `${this.#value(new Set(list))}.has(${at})`
          : list.map((each: Json) => `${at} === ${JSON.stringify(each)}`).join(' || ');
      code += `if (!(${found})) return false;\n`;
    }
    return code;
  }

  #text({ pattern, format, minLength, maxLength }: JsonObject, at: string): string | null {
    const tests: string[] = [];
    if (minLength !== undefined) {
      if (!isCount(minLength)) return null;
      const count = this.#value(codePoints);
      tests.push(
        `${at}.length < ${minLength} || (${at}.length < ${2 * minLength} && ${count}(${at}) < ${minLength})`,
      );
    }
    if (maxLength !== undefined) {
      if (!isCount(maxLength)) return null;
      tests.push(`${at}.length > ${maxLength} && ${this.#value(codePoints)}(${at}) > ${maxLength}`);
    }
    if (pattern !== undefined) {
      if (typeof pattern !== 'string') return null;
      tests.push(`!${this.#value(compilePattern(pattern).test)}(${at})`);
    }
    if (format !== undefined) {
      const check = typeof format === 'string' ? formatChecks.get(format) : undefined;
      if (check !== true && typeof check !== 'function') return null;
      if (check !== true) tests.push(`!${this.#value(check)}(${at})`);
    }
    return tests.length === 0
      ? ''
      : `if (typeof ${at} === "string" && (${tests.map((test) => `(${test})`).join(' || ')})) return false;\n`;
  }

  #number(schema: JsonObject, at: string): string | null {
    const tests: string[] = [];
    for (const [name, sign] of limits) {
      const limit = schema[name];
      if (limit === undefined) continue;
      if (typeof limit !== 'number') return null;
      tests.push(`${at} ${sign} ${limit}`);
    }
    return tests.length === 0
      ? ''
      : `if (typeof ${at} === "number" && !(${tests.join(' && ')})) return false;\n`;
  }

  #list({ items, minItems, maxItems }: JsonObject, at: string, depth: number): string | null {
    let code = '';
    for (const [limit, sign] of [
      [minItems, '<'],
      [maxItems, '>'],
    ] as const) {
      if (limit === undefined) continue;
      if (!isCount(limit)) return null;
      code += `if (${at}.length ${sign} ${limit}) return false;\n`;
    }
    if (items !== undefined) {
      const each = this.#name();
      const inner = this.block(items, each, depth + 1);
      if (inner === null) return null;
      if (inner !== '')
        code += `for (let i = 0; i < ${at}.length; i++) {\nconst ${each} = ${at}[i];\n${inner}}\n`;
    }
    return code === '' ? '' : `if (Array.isArray(${at})) {\n${code}}\n`;
  }

  #object(schema: JsonObject, at: string, depth: number): string | null {
    const { properties = {}, required = [], additionalProperties = true } = schema;
    if (!isObject(properties) || !Array.isArray(required) || typeof additionalProperties !== 'boolean')
      return null;
    const missing = new Set(required.map(String));
    const seen = additionalProperties ? null : this.#name();
    let code = seen === null ? '' : `let ${seen} = 0;\n`;
    for (const [name, sub] of Object.entries(properties)) {
      const value = this.#name();
      const inner = this.block(sub, value, depth + 1);
      if (inner === null) return null;
      const needed = missing.delete(name);
      if (inner === '' && !needed && seen === null) continue;
      const count = seen === null ? '' : `${seen}++;\n`;
      code += `const ${value} = ${at}[${JSON.stringify(name)}];\n`;
      code += `if (${value} !== undefined) {\n${count}${inner}}${needed ? ' else return false;' : ''}\n`;
    }
    for (const name of missing) code += `if (${at}[${JSON.stringify(name)}] === undefined) return false;\n`;
    // As many names as were seen are all there are: nothing is too much.
    if (seen !== null) code += `for (const _ in ${at}) ${seen}--;\nif (${seen} !== 0) return false;\n`;
    return code === '' ? '' : `if (${typeTests.get('object')?.(at)}) {\n${code}}\n`;
  }

  #all(schemas: Json | undefined, at: string, depth: number): string | null {
    if (schemas === undefined) return '';
    if (!Array.isArray(schemas) || schemas.length === 0) return null;
    // Each in braces: names of one are not those of another.
    const all = schemas.map((each: Json) => this.block(each, at, depth + 1));
    return all.includes(null) ? null : all.map((code) => `{\n${code}}\n`).join('');
  }

  #value(value: unknown): string {
    return `k${this.values.push(value) - 1}`;
  }

  #name(): string {
    return `v${this.#names++}`;
  }
}

const keywords = new Set([
  'type',
  'enum',
  'const',
  'pattern',
  'format',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'items',
  'minItems',
  'maxItems',
  'properties',
  'required',
  'additionalProperties',
  'allOf',
]);

const limits = [
  ['minimum', '>='],
  ['maximum', '<='],
  ['exclusiveMinimum', '>'],
  ['exclusiveMaximum', '<'],
] as const;

const typeTests = new Map<string, (at: string) => string>([
  ['string', (at) => `typeof ${at} === "string"`],
  ['number', (at) => `typeof ${at} === "number" && Number.isFinite(${at})`],
  ['integer', (at) => `typeof ${at} === "number" && Number.isInteger(${at})`],
  ['boolean', (at) => `typeof ${at} === "boolean"`],
  ['null', (at) => `${at} === null`],
  ['array', (at) => `Array.isArray(${at})`],
  ['object', (at) => `typeof ${at} === "object" && ${at} !== null && !Array.isArray(${at})`],
]);

function isScalar(value: Json): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function isCount(value: Json): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
