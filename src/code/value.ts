import type { Class, Expression, TSEnumDeclaration, TSInterfaceDeclaration, TSType } from 'oxc-parser';
import type { Func, Module, Scope } from './module.ts';

/** Arguments that a function was called with, while its body is read. */
export interface Frame {
  readonly func: Func;
  readonly args: readonly Operand[];
  readonly up: Frame | null;
  /** It is a wrapper's: what is written in it, the call itself does not say. */
  readonly wrapper?: boolean;
  readonly depth: number;
}

export interface Env {
  readonly scope: Scope;
  readonly frame: Frame | null;
}

/** An expression where it stands, a value that is known already, or one of several. */
export type Operand =
  | { readonly any: readonly Operand[]; readonly spread?: boolean }
  | { readonly node: Expression; readonly env: Env; readonly spread?: boolean }
  | { readonly value: Value; readonly spread?: boolean };

export interface Property {
  readonly operand: Operand;
  readonly optional: boolean;
  /** Where the key is written, and in which call it was written there. */
  readonly module: Module;
  readonly start: number;
  readonly frame: Frame | null;
}

/**
 * What an expression can be, as far as reading shows. Not a type: an `object` has the expressions of its
 * properties, a `text` the parts that are known, an `input` is a parameter that no call has given a value yet.
 */
export type Value =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null | undefined }
  | { readonly kind: 'text'; readonly parts: readonly (string | Value)[] }
  | {
      readonly kind: 'object';
      readonly properties: ReadonlyMap<string, Property>;
      readonly rest: readonly Value[];
    }
  | {
      readonly kind: 'list';
      readonly items: readonly Operand[];
      /** There may be more, and in another order. */
      readonly open: boolean;
      /** Whatever more there is, is like these. */
      readonly alike?: boolean;
    }
  | {
      readonly kind: 'function';
      readonly node: Func;
      readonly module: Module;
      readonly env: Env;
      /** Arguments that `bind` gave already. */
      readonly bound?: readonly Operand[];
    }
  | {
      readonly kind: 'signature';
      readonly key: object;
      readonly label: string;
      readonly returns: TSType | null;
      readonly env: Env;
    }
  | { readonly kind: 'class'; readonly node: Class; readonly module: Module; readonly env: Env }
  | { readonly kind: 'instance'; readonly node: Class; readonly module: Module; readonly env: Env }
  | { readonly kind: 'interface'; readonly node: TSInterfaceDeclaration; readonly env: Env }
  | { readonly kind: 'shape'; readonly node: Extract<TSType, { type: 'TSTypeLiteral' }>; readonly env: Env }
  | { readonly kind: 'enum'; readonly node: TSEnumDeclaration; readonly env: Env }
  | { readonly kind: 'module'; readonly module: Module }
  | { readonly kind: 'scope'; readonly scope: Scope }
  /** Something of a package (`module`) or a global (null); calls on the way end in `()`. */
  | { readonly kind: 'outside'; readonly module: string | null; readonly path: readonly string[] }
  | {
      readonly kind: 'context';
      readonly name: string | null;
      readonly fallback: Value;
      readonly home: Module;
    }
  | {
      readonly kind: 'input';
      readonly func: Func | null;
      readonly index: number;
      readonly path: readonly string[];
      /** What its type says it is, for calls on it. */
      readonly typed: Value | null;
      readonly label: string;
    }
  | { readonly kind: 'union'; readonly of: readonly Value[] }
  | {
      readonly kind: 'unknown';
      readonly why: string;
      /** What it was made from, as far as parameters go. */
      readonly from: readonly Value[];
      readonly type: string | null;
    };

export const UNDEFINED: Value = { kind: 'literal', value: undefined };

/** Names beyond this many at one place are a pattern. */
export const MAX_NAMES = 60;

export function unknown(why: string, from: readonly Value[] = [], type: string | null = null): Value {
  return { kind: 'unknown', why, from: from.filter((value) => inputs(value).length > 0), type };
}

export function literal(value: string | number | boolean | null | undefined): Value {
  return { kind: 'literal', value };
}

export function union(values: readonly Value[]): Value {
  const flat: Value[] = [];
  const literals = new Set<unknown>();
  for (const value of values)
    for (const one of value.kind === 'union' ? value.of : [value]) {
      if (one.kind === 'literal') {
        if (literals.has(one.value)) continue;
        literals.add(one.value);
      } else if (flat.includes(one)) continue;
      flat.push(one);
    }
  const [only] = flat;
  if (flat.length === 1 && only) return only;
  return flat.length === 0 ? unknown('nothing is known of it') : { kind: 'union', of: flat };
}

/** The alternatives of a value, itself when it has none. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.of : [value];
}

export function isNothing(value: Value): boolean {
  return (
    value.kind === 'literal' && (value.value === undefined || value.value === null || value.value === false)
  );
}

/** Whether a value can be a text of which something is known. */
export function mayBeText(value: Value): boolean {
  return alternatives(value).some(
    (one) => one.kind === 'text' || (one.kind === 'literal' && typeof one.value === 'string'),
  );
}

/** What is nothing is not meant to be a part of a text, whatever the language makes of it. */
function parts(value: Value): readonly Value[] {
  const there = alternatives(value).filter((one) => one.kind !== 'literal' || one.value != null);
  return there.length > 0 ? there : [unknown('a part that is not there')];
}

/** Joins texts; alternatives multiply, up to a cap. */
export function concat(left: Value, right: Value): Value {
  const lefts = parts(left);
  const rights = parts(right);
  if (lefts.length * rights.length > MAX_NAMES)
    return lefts.length > rights.length
      ? concat(unknown('many values', [left]), right)
      : concat(left, unknown('many values', [right]));
  return union(lefts.flatMap((a) => rights.map((b) => joined(a, b))));
}

function joined(left: Value, right: Value): Value {
  if (left.kind === 'literal' && right.kind === 'literal') return literal(`${left.value}${right.value}`);
  const parts: (string | Value)[] = [];
  for (const part of [...partsOf(left), ...partsOf(right)]) {
    const last = parts[parts.length - 1];
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else if (part !== '') parts.push(part);
  }
  return { kind: 'text', parts };
}

function partsOf(value: Value): readonly (string | Value)[] {
  if (value.kind === 'text') return value.parts;
  return value.kind === 'literal' ? [`${value.value}`] : [value];
}

/** The parameters a value depends on. */
export function inputs(value: Value): readonly Extract<Value, { kind: 'input' }>[] {
  switch (value.kind) {
    case 'input':
      return [value];
    case 'text':
      return value.parts.flatMap((part) => (typeof part === 'string' ? [] : inputs(part)));
    case 'union':
      return value.of.flatMap(inputs);
    case 'unknown':
      return value.from.flatMap(inputs);
    case 'object':
      return value.rest.flatMap(inputs);
    default:
      return [];
  }
}

/** `user.email` as it is written, for expressions that are a path; null otherwise. */
export function pathText(node: Expression): string | null {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'ThisExpression':
      return 'this';
    case 'ChainExpression':
    case 'TSNonNullExpression':
    case 'TSAsExpression':
    case 'AwaitExpression':
      return pathText(node.type === 'AwaitExpression' ? node.argument : node.expression);
    case 'MemberExpression': {
      const object = node.object.type === 'Super' ? null : pathText(node.object);
      if (object === null) return null;
      if (!node.computed && node.property.type === 'Identifier') return `${object}.${node.property.name}`;
      return node.property.type === 'Literal' ? `${object}.${String(node.property.value)}` : null;
    }
    default:
      return null;
  }
}
