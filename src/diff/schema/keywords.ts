import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import type { Compiler, Draft, Root } from './compile.ts';
import { type Decimal, decimal, ONE, toText } from './decimal.ts';
import { formatOf, numericFormat } from './formats.ts';
import { SchemaError } from './refs.ts';
import type { Pattern } from './regex/pattern.ts';
import {
  ANY,
  ARRAY,
  type Atom,
  BOOLEAN,
  type Edge,
  INTEGER,
  NULL,
  NUMBER,
  OBJECT,
  type Shape,
  STRING,
} from './shape.ts';
import { staticallyEvaluated } from './unevaluated.ts';
import { describe, own, valueKey } from './values.ts';

const KINDS: Readonly<Record<string, number>> = Object.freeze({
  __proto__: null as never,
  null: NULL,
  boolean: BOOLEAN,
  integer: INTEGER,
  number: NUMBER,
  string: STRING,
  array: ARRAY,
  object: OBJECT,
});

/** The atoms of one schema object. Throws SchemaError where a keyword is not what it has to be. */
export function readKeywords(
  root: Root,
  compiler: Compiler,
  schema: JsonObject,
  at: string,
  depth: number,
): readonly Atom[] {
  return new Reader(root, compiler, schema, at, depth).read();
}

/** Reads the keywords of one schema object. */
class Reader {
  private readonly atoms: Atom[] = [];
  private readonly root: Root;
  private readonly compiler: Compiler;
  private readonly schema: JsonObject;
  private readonly at: string;
  private readonly depth: number;

  constructor(root: Root, compiler: Compiler, schema: JsonObject, at: string, depth: number) {
    this.root = root;
    this.compiler = compiler;
    this.schema = schema;
    this.at = at;
    this.depth = depth;
  }

  read(): readonly Atom[] {
    this.general();
    this.numbers();
    this.strings();
    this.arrays();
    this.objects();
    this.combined();
    return this.atoms;
  }

  private get(keyword: string): Json | undefined {
    return own(this.schema, keyword);
  }

  private add(key: string, draft: Draft): void {
    this.atoms.push(this.compiler.atom(key, draft));
  }

  private child(schema: Json, ...path: string[]): Shape {
    return this.root.shape(schema, `${this.at}/${path.join('/')}`, this.depth + 1);
  }

  private wrong(keyword: string, expected: string): SchemaError {
    return new SchemaError(
      `${keyword} is ${expected}, not ${describe(this.get(keyword) ?? null)}`,
      `${this.at}/${keyword}`,
    );
  }

  private general(): void {
    const type = this.get('type');
    if (type !== undefined) {
      let mask = 0;
      for (const name of Array.isArray(type) ? type : [type]) {
        const kind = typeof name === 'string' ? KINDS[name] : undefined;
        if (kind === undefined) throw this.wrong('type', `one or more of ${Object.keys(KINDS).join(', ')}`);
        mask |= kind;
      }
      if (mask !== ANY) this.add(`kinds:${mask}`, { is: 'kinds', kinds: ANY, mask });
    }
    const values = this.get('enum');
    if (values !== undefined) {
      if (!Array.isArray(values) || values.length === 0) throw this.wrong('enum', 'a list of values');
      this.atoms.push(this.compiler.values(values));
    }
    const constant = this.get('const');
    if (constant !== undefined) this.atoms.push(this.compiler.values([constant]));
    if (this.get('$ref') !== undefined) this.atoms.push(this.root.refAtom(String(this.get('$ref'))));
    const recursive = this.get('$recursiveRef');
    if (recursive !== undefined) this.atoms.push(this.root.refAtom(String(recursive)));
    const dynamic = this.get('$dynamicRef');
    if (dynamic !== undefined) this.opaque('$dynamicRef', '$dynamicRef is not followed');
  }

  private opaque(keyword: string, why: string): void {
    this.add(`opaque:${keyword}:${valueKey(this.schema)}`, {
      is: 'opaque',
      kinds: ANY,
      why: `${why} (${this.at || '/'})`,
    });
  }

  private number(keyword: string): Decimal | null {
    const value = this.get(keyword);
    if (value === undefined) return null;
    if (typeof value !== 'number' && typeof value !== 'bigint') throw this.wrong(keyword, 'a number');
    return decimal(value);
  }

  private bound(edge: Edge, value: Decimal, exclusive: boolean): void {
    this.add(`${edge}:${toText(value)}:${exclusive}`, { is: 'bound', kinds: NUMBER, edge, value, exclusive });
  }

  private numbers(): void {
    for (const [edge, plain, strict] of [
      ['min', 'minimum', 'exclusiveMinimum'],
      ['max', 'maximum', 'exclusiveMaximum'],
    ] as const) {
      // In draft-04 the exclusive keyword is a flag of the other.
      const flag = this.get(strict);
      const limit = this.number(plain);
      if (limit !== null) this.bound(edge, limit, flag === true);
      if (flag !== undefined && typeof flag !== 'boolean') {
        const beyond = this.number(strict);
        if (beyond !== null) this.bound(edge, beyond, true);
      }
    }
    const of = this.number('multipleOf');
    if (of !== null) {
      if (of.digits <= 0n) throw this.wrong('multipleOf', 'a number above zero');
      this.multiple(of);
    }
    const format = this.get('format');
    const numeric = typeof format === 'string' ? numericFormat(format) : null;
    if (numeric !== null) {
      this.multiple(ONE);
      if (numeric.min !== null) this.bound('min', decimal(numeric.min), false);
      if (numeric.max !== null) this.bound('max', decimal(numeric.max), false);
    }
  }

  private multiple(of: Decimal): void {
    this.add(`multiple:${toText(of)}`, { is: 'multiple', kinds: NUMBER, of });
  }

  private count(keyword: string): number | null {
    const value = this.get(keyword);
    if (value === undefined) return null;
    if (typeof value === 'bigint' && value > 0n) return Number.MAX_SAFE_INTEGER;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) {
      throw this.wrong(keyword, 'a whole number, zero or more');
    }
    return value;
  }

  private strings(): void {
    for (const [edge, keyword] of [
      ['min', 'minLength'],
      ['max', 'maxLength'],
    ] as const) {
      const value = this.count(keyword);
      if (value !== null && !(edge === 'min' && value === 0)) {
        this.add(`${keyword}:${value}`, { is: 'length', kinds: STRING, edge, value });
      }
    }
    const source = this.get('pattern');
    if (source !== undefined) {
      const pattern = this.pattern(source, 'pattern');
      this.add(`pattern:${pattern.source}`, { is: 'pattern', kinds: STRING, pattern });
    }
    const name = this.get('format');
    if (name !== undefined && typeof name !== 'string') throw this.wrong('format', 'a text');
    const format = name === undefined ? null : formatOf(name);
    if (format !== null) this.add(`format:${format.name}`, { is: 'format', kinds: STRING, format });
  }

  private pattern(source: Json, keyword: string): Pattern {
    if (typeof source !== 'string') throw this.wrong(keyword, 'a regular expression');
    try {
      return this.compiler.pattern(source);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      throw new SchemaError(`${JSON.stringify(source)} is no regular expression`, `${this.at}/${keyword}`);
    }
  }

  private size(keyword: string, of: 'items' | 'properties', edge: Edge): void {
    const value = this.count(keyword);
    if (value === null || (edge === 'min' && value === 0)) return;
    this.add(`${keyword}:${value}`, { is: 'size', kinds: of === 'items' ? ARRAY : OBJECT, of, edge, value });
  }

  private arrays(): void {
    this.size('minItems', 'items', 'min');
    this.size('maxItems', 'items', 'max');
    if (this.get('uniqueItems') === true) this.add('unique', { is: 'unique', kinds: ARRAY });
    this.elements();
    const contains = this.get('contains');
    if (contains === undefined) return;
    const shape = this.child(contains, 'contains');
    const least = this.count('minContains') ?? 1;
    const most = this.count('maxContains');
    if (least > 0) this.contains('min', least, shape);
    if (most !== null) this.contains('max', most, shape);
  }

  private contains(edge: Edge, value: number, shape: Shape): void {
    this.add(`contains:${edge}:${value}:${shape.id}`, { is: 'contains', kinds: ARRAY, edge, value, shape });
  }

  private elements(): void {
    const items = this.get('items');
    const tuple = Array.isArray(items) ? items : this.get('prefixItems');
    if (tuple !== undefined && !Array.isArray(tuple)) throw this.wrong('prefixItems', 'a list of schemas');
    const where = Array.isArray(items) ? 'items' : 'prefixItems';
    const prefix = (tuple ?? []).map((item, i) => this.child(item, where, String(i)));
    let rest = Array.isArray(items) ? this.get('additionalItems') : items;
    if (rest === undefined && this.get('unevaluatedItems') !== undefined) {
      if (evaluatesMore(this.schema))
        this.opaque('unevaluatedItems', 'unevaluatedItems beside other schemas');
      else rest = this.get('unevaluatedItems');
    }
    const shape = rest === undefined ? this.compiler.everything : this.child(rest, 'items');
    while (prefix.at(-1) === shape) prefix.pop();
    if (prefix.length === 0 && shape === this.compiler.everything) return;
    const key = `items:${prefix.map((item) => item.id).join()}:${shape.id}`;
    this.add(key, { is: 'items', kinds: ARRAY, prefix, rest: shape });
  }

  private map(keyword: string): readonly (readonly [string, Json])[] {
    const value = this.get(keyword);
    if (value === undefined) return [];
    if (!isObject(value)) throw this.wrong(keyword, 'a map');
    return Object.entries(value);
  }

  private names(value: Json, keyword: string): readonly string[] {
    if (!Array.isArray(value) || !value.every((name) => typeof name === 'string')) {
      throw this.wrong(keyword, 'a list of names');
    }
    return value;
  }

  private require(name: string): void {
    this.add(`required:${name}`, { is: 'required', kinds: OBJECT, name });
  }

  private objects(): void {
    this.size('minProperties', 'properties', 'min');
    this.size('maxProperties', 'properties', 'max');
    const required = this.get('required');
    if (required !== undefined) {
      for (const name of new Set(this.names(required, 'required'))) this.require(name);
    }
    const names = new Set<string>();
    const patterns: Pattern[] = [];
    for (const [name, schema] of this.map('properties')) {
      names.add(name);
      const shape = this.child(schema, 'properties', name);
      if (shape !== this.compiler.everything) {
        this.add(`property:${shape.id}:${name}`, { is: 'property', kinds: OBJECT, name, shape });
      }
    }
    for (const [source, schema] of this.map('patternProperties')) {
      const pattern = this.pattern(source, 'patternProperties');
      patterns.push(pattern);
      const shape = this.child(schema, 'patternProperties', source);
      const key = `patternProperty:${shape.id}:${source}`;
      this.add(key, { is: 'patternProperty', kinds: OBJECT, pattern, shape });
    }
    this.undeclared(names, patterns);
    const propertyNames = this.get('propertyNames');
    if (propertyNames !== undefined) {
      const shape = this.child(propertyNames, 'propertyNames');
      this.add(`names:${shape.id}`, { is: 'names', kinds: OBJECT, shape });
    }
    this.dependencies();
  }

  private undeclared(names: Set<string>, patterns: Pattern[]): void {
    let rest = this.get('additionalProperties');
    if (rest === undefined && this.get('unevaluatedProperties') !== undefined) {
      const evaluated = staticallyEvaluated(this.schema);
      if (evaluated === null) {
        this.opaque('unevaluatedProperties', 'unevaluatedProperties beside conditional schemas');
        return;
      }
      for (const name of evaluated.names) names.add(name);
      for (const source of evaluated.patterns) patterns.push(this.pattern(source, 'patternProperties'));
      rest = this.get('unevaluatedProperties');
    }
    const shape = rest === undefined ? this.compiler.everything : this.child(rest, 'additionalProperties');
    // Kept even when it allows everything: it carries which names are declared.
    const sources = patterns.map((pattern) => pattern.source).sort();
    const key = `additional:${shape.id}:${JSON.stringify([[...names].sort(), sources])}`;
    if (shape === this.compiler.everything && names.size === 0 && patterns.length === 0) return;
    this.add(key, { is: 'additional', kinds: OBJECT, names, patterns, shape });
  }

  private dependencies(): void {
    for (const keyword of ['dependentRequired', 'dependentSchemas', 'dependencies']) {
      for (const [name, needs] of this.map(keyword)) {
        const shape = Array.isArray(needs)
          ? this.root.shape({ required: needs }, `${this.at}/${keyword}/${name}`, this.depth + 1)
          : this.child(needs, keyword, name);
        this.add(`dependent:${shape.id}:${name}`, { is: 'dependent', kinds: OBJECT, name, shape });
      }
    }
  }

  private list(keyword: string): readonly Shape[] | null {
    const value = this.get(keyword);
    if (value === undefined) return null;
    if (!Array.isArray(value) || value.length === 0) throw this.wrong(keyword, 'a list of schemas');
    return value.map((schema, i) => this.child(schema, keyword, String(i)));
  }

  private combined(): void {
    for (const shape of this.list('allOf') ?? []) {
      this.add(`all:${shape.id}`, { is: 'all', kinds: ANY, shape: () => shape });
    }
    const any = this.list('anyOf');
    if (any !== null) this.add(`any:${ids(any)}`, { is: 'any', kinds: ANY, shapes: any });
    const one = this.list('oneOf');
    if (one !== null) this.add(`one:${ids(one)}`, { is: 'one', kinds: ANY, shapes: one });
    const not = this.get('not');
    if (not !== undefined) {
      const shape = this.child(not, 'not');
      this.add(`not:${shape.id}`, { is: 'not', kinds: ANY, shape });
    }
    const test = this.get('if');
    if (test === undefined || (this.get('then') === undefined && this.get('else') === undefined)) return;
    const [when, then, otherwise] = ['if', 'then', 'else'].map((keyword) => {
      const schema = this.get(keyword);
      return schema === undefined ? this.compiler.everything : this.child(schema, keyword);
    }) as [Shape, Shape, Shape];
    const key = `if:${when.id}:${then.id}:${otherwise.id}`;
    this.add(key, { is: 'if', kinds: ANY, test: when, then, else: otherwise });
  }
}

function ids(shapes: readonly Shape[]): string {
  return shapes.map((shape) => shape.id).join();
}

/** Whether subschemas of the same value may say more about its elements. */
function evaluatesMore(schema: JsonObject): boolean {
  return ['$ref', '$dynamicRef', 'allOf', 'anyOf', 'oneOf', 'if', 'contains'].some((keyword) =>
    Object.hasOwn(schema, keyword),
  );
}
