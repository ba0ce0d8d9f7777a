import { isObject, type Json } from '../../text/json.ts';
import { isGrounded } from './grounded.ts';
import { readKeywords } from './keywords.ts';
import { collectRefs, lookUp, refsOverride, SchemaError } from './refs.ts';
import { compilePattern, type Pattern } from './regex/pattern.ts';
import { ANY, type Atom, type Shape, STRING } from './shape.ts';
import { describe, own, valueKey } from './values.ts';

/** Nesting beyond this is refused: it would exhaust the stack. */
const DEEPEST = 200;

/** An atom before it has its key. */
export type Draft = Atom extends infer A ? (A extends Atom ? Omit<A, 'key'> : never) : never;

/** Takes schemas apart. Shapes of one compiler can be compared: equal meaning as far as text can tell, same id. */
export class Compiler {
  private readonly shapes = new Map<string, Shape>();
  private readonly patterns = new Map<string, Pattern>();
  private readonly scopes = new Map<string, number>();
  private next = 0;
  readonly everything: Shape = this.shape([]);
  readonly nothing: Shape = this.shape([this.atom('kinds:0', { is: 'kinds', kinds: ANY, mask: 0 })]);

  /** Throws SchemaError for what is no schema. */
  compile(schema: Json): Shape {
    const root = new Root(this, schema);
    const shape = root.shape(schema, '', 0);
    root.checkRefs();
    return shape;
  }

  shape(atoms: readonly Atom[]): Shape {
    const key = atoms
      .map((atom) => atom.key)
      .sort()
      .join('\n');
    let shape = this.shapes.get(key);
    if (shape === undefined) {
      shape = { id: this.next++, atoms };
      this.shapes.set(key, shape);
    }
    return shape;
  }

  atom(key: string, draft: Draft): Atom {
    return { ...draft, key } as Atom;
  }

  /** A small number for what references mean in a document: the whole of it would be in every key. */
  scope(text: string): number {
    let scope = this.scopes.get(text);
    if (scope === undefined) {
      scope = this.scopes.size;
      this.scopes.set(text, scope);
    }
    return scope;
  }

  pattern(source: string): Pattern {
    let pattern = this.patterns.get(source);
    if (pattern === undefined) {
      pattern = compilePattern(source);
      this.patterns.set(source, pattern);
    }
    return pattern;
  }

  /** Texts with this membership in these patterns, and none of `not`: what a key's name must be. */
  text(matches: readonly Pattern[], misses: readonly Pattern[], not: readonly string[]): Shape {
    return this.shape([
      this.atom(`kinds:${STRING}`, { is: 'kinds', kinds: ANY, mask: STRING }),
      ...matches.map((pattern) => this.patternAtom(pattern)),
      ...misses.map((pattern) => this.not(this.shape([this.patternAtom(pattern)]))),
      ...(not.length === 0 ? [] : [this.not(this.shape([this.values(not)]))]),
    ]);
  }

  values(values: readonly Json[]): Atom {
    const keys = new Set(values.map(valueKey));
    return this.atom(`values:${[...keys].sort().join()}`, { is: 'values', kinds: ANY, values, keys });
  }

  private not(shape: Shape): Atom {
    return this.atom(`not:${shape.id}`, { is: 'not', kinds: ANY, shape });
  }

  private patternAtom(pattern: Pattern): Atom {
    return this.atom(`pattern:${pattern.source}`, { is: 'pattern', kinds: STRING, pattern });
  }
}

/** One schema document: what `$ref` means in it. */
export class Root {
  private readonly refs = new Map<string, Shape>();
  private scope: number | null = null;
  private readonly compiler: Compiler;
  private readonly document: Json;
  private readonly overriding: boolean;

  constructor(compiler: Compiler, document: Json) {
    this.compiler = compiler;
    this.document = document;
    this.overriding = refsOverride(document);
  }

  /** Every reference of the document has to lead somewhere, and not back to the same question. */
  checkRefs(): void {
    for (const ref of this.seen) this.resolve(ref);
    if (!isGrounded(this.refs.values())) {
      throw new SchemaError('$ref leads back to itself about the same value, which never ends', '');
    }
  }

  private readonly seen = new Set<string>();

  private resolve(ref: string): Shape {
    let shape = this.refs.get(ref);
    if (shape === undefined) {
      shape = this.shape(lookUp(this.document, ref), ref, 0);
      this.refs.set(ref, shape);
    }
    return shape;
  }

  /** Equal in two documents that mean the same by every reference. */
  private scopeKey(): number {
    this.scope ??= this.compiler.scope(
      [...this.reachable()].map(([ref, text]) => `${ref}=${text}`).join('\n'),
    );
    return this.scope;
  }

  private reachable(): Map<string, string> {
    const found = new Map<string, string>();
    const queue: Json[] = [this.document];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      collectRefs(next, (ref) => {
        if (found.has(ref)) return;
        const target = lookUp(this.document, ref);
        found.set(ref, valueKey(target));
        queue.push(target);
      });
    }
    return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  shape(schema: Json, at: string, depth: number): Shape {
    const { compiler } = this;
    if (schema === true) return compiler.everything;
    if (schema === false) return compiler.nothing;
    if (!isObject(schema))
      throw new SchemaError(`a schema is an object, true or false, not ${describe(schema)}`, at);
    if (depth > DEEPEST) throw new SchemaError(`schemas nested more than ${DEEPEST} deep are not read`, at);
    const ref = own(schema, '$ref');
    if (ref !== undefined && typeof ref !== 'string') throw new SchemaError('$ref is a text', `${at}/$ref`);
    if (ref !== undefined && this.overriding) return compiler.shape([this.refAtom(ref)]);
    return compiler.shape(readKeywords(this, compiler, schema, at, depth));
  }

  refAtom(ref: string): Atom {
    this.seen.add(ref);
    return this.compiler.atom(`ref:${ref}:${this.scopeKey()}`, {
      is: 'all',
      kinds: ANY,
      shape: () => this.resolve(ref),
    });
  }
}
