import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { escapeStep } from '../../text/json-pointer.ts';
import { lookUp } from '../schema/refs.ts';
import { compilePattern } from '../schema/regex/pattern.ts';
import { own } from '../schema/values.ts';

/** A schema inside a document, with its references followed one by one. */
export class View {
  readonly document: Json;
  /** The keywords, behind any `$ref`; `true` is the empty schema. */
  readonly schema: JsonObject;
  /** The schema accepts nothing. */
  readonly never: boolean;
  /** JSON pointer into the document. */
  readonly pointer: string;
  private readonly refs: readonly string[];

  private constructor(document: Json, schema: Json, pointer: string, refs: readonly string[]) {
    this.document = document;
    this.never = schema === false;
    this.schema = isObject(schema) ? schema : {};
    this.pointer = pointer;
    this.refs = refs;
  }

  static of(document: Json): View {
    return View.at(document, document, '', []);
  }

  private static at(document: Json, schema: Json, pointer: string, refs: readonly string[]): View {
    const ref = isObject(schema) ? own(schema, '$ref') : undefined;
    if (typeof ref !== 'string' || !isObject(schema)) return new View(document, schema, pointer, refs);
    // Known already on the way here: the schema is recursive, and was compared where it began.
    if (refs.includes(ref)) return new View(document, {}, pointer, refs);
    const target = lookUp(document, ref);
    const behind = View.at(document, target, ref.replace(/^[^#]*#/, ''), [...refs, ref]);
    const beside = Object.entries(schema).filter(([key]) => key !== '$ref');
    if (beside.length === 0 || behind.never) return behind;
    return new View(document, { ...behind.schema, ...Object.fromEntries(beside) }, pointer, [...refs, ref]);
  }

  get(keyword: string): Json | undefined {
    return own(this.schema, keyword);
  }

  /** The schema under a keyword, or under a name or index inside it; absent ones accept anything. */
  child(keyword: string, name?: string): View {
    const value = this.get(keyword);
    const inner = name === undefined ? value : isObject(value) ? own(value, name) : undefined;
    const pointer = `${this.pointer}/${[keyword, ...(name === undefined ? [] : [name])].map(escapeStep).join('/')}`;
    return View.at(this.document, inner ?? {}, inner === undefined ? this.pointer : pointer, this.refs);
  }

  names(keyword: string): string[] {
    const value = this.get(keyword);
    return isObject(value) ? Object.keys(value) : [];
  }

  requires(name: string): boolean {
    const required = this.get('required');
    return Array.isArray(required) && required.includes(name);
  }

  required(): string[] {
    const required = this.get('required');
    return Array.isArray(required) ? required.filter((name): name is string => typeof name === 'string') : [];
  }

  /** What the schema says about one key of an object: its property, its pattern, or the rest. */
  ofKey(name: string): Json {
    const parts: Json[] = [];
    const properties = this.get('properties');
    if (isObject(properties) && Object.hasOwn(properties, name)) parts.push(properties[name] as Json);
    const families = this.get('patternProperties');
    if (isObject(families)) {
      for (const [source, schema] of Object.entries(families)) if (matches(source, name)) parts.push(schema);
    }
    if (parts.length === 0) parts.push(this.get('additionalProperties') ?? true);
    return parts.length === 1 ? (parts[0] as Json) : { allOf: parts };
  }

  /** Whether objects may have keys that it does not name. */
  get open(): boolean {
    const rest = this.get('additionalProperties') ?? this.get('unevaluatedProperties') ?? true;
    return rest !== false;
  }
}

function matches(source: string, name: string): boolean {
  try {
    return compilePattern(source).test(name) === true;
  } catch {
    return false;
  }
}
