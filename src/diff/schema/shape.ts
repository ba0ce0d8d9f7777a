import type { Json } from '../../text/json.ts';
import type { Decimal } from './decimal.ts';
import type { Format } from './formats.ts';
import type { Pattern } from './regex/pattern.ts';

/** Kinds of value, as bits. Integers and other numbers are apart, so that `integer` is a kind like any. */
export const NULL = 1;
export const BOOLEAN = 2;
export const INTEGER = 4;
export const FRACTION = 8;
export const STRING = 16;
export const ARRAY = 32;
export const OBJECT = 64;
export const NUMBER = INTEGER | FRACTION;
export const ANY = 127;

/**
 * A schema taken apart: a value is valid if every atom holds. Equal shapes are one object, so that
 * "unchanged" is a comparison of two ids.
 */
export interface Shape {
  readonly id: number;
  readonly atoms: readonly Atom[];
}

interface Base {
  /** Same key, same meaning: within one `Compiler`. */
  readonly key: string;
  /** Kinds of value the atom can reject; for all others it holds. */
  readonly kinds: number;
}

export type Edge = 'min' | 'max';

/** One assertion of a schema. */
export type Atom = Base &
  (
    | { readonly is: 'kinds'; readonly mask: number }
    | { readonly is: 'values'; readonly values: readonly Json[]; readonly keys: ReadonlySet<string> }
    | { readonly is: 'bound'; readonly edge: Edge; readonly value: Decimal; readonly exclusive: boolean }
    | { readonly is: 'multiple'; readonly of: Decimal }
    | { readonly is: 'length'; readonly edge: Edge; readonly value: number }
    | { readonly is: 'pattern'; readonly pattern: Pattern }
    | { readonly is: 'format'; readonly format: Format }
    | {
        readonly is: 'size';
        readonly of: 'items' | 'properties';
        readonly edge: Edge;
        readonly value: number;
      }
    | { readonly is: 'unique' }
    | { readonly is: 'items'; readonly prefix: readonly Shape[]; readonly rest: Shape }
    /** At least (`min`) or at most (`max`) this many elements are of the shape. */
    | { readonly is: 'contains'; readonly edge: Edge; readonly value: number; readonly shape: Shape }
    | { readonly is: 'required'; readonly name: string }
    | { readonly is: 'property'; readonly name: string; readonly shape: Shape }
    | { readonly is: 'patternProperty'; readonly pattern: Pattern; readonly shape: Shape }
    /** All keys but these names and patterns. */
    | {
        readonly is: 'additional';
        readonly names: ReadonlySet<string>;
        readonly patterns: readonly Pattern[];
        readonly shape: Shape;
      }
    | { readonly is: 'names'; readonly shape: Shape }
    /** Where the property is present, the whole object is of the shape. */
    | { readonly is: 'dependent'; readonly name: string; readonly shape: Shape }
    /** Resolved when asked: a schema may lead back to itself. */
    | { readonly is: 'all'; readonly shape: () => Shape }
    | { readonly is: 'any'; readonly shapes: readonly Shape[] }
    | { readonly is: 'one'; readonly shapes: readonly Shape[] }
    | { readonly is: 'not'; readonly shape: Shape }
    | { readonly is: 'if'; readonly test: Shape; readonly then: Shape; readonly else: Shape }
    /** A keyword this program has no theory of: neither it nor its opposite proves anything. */
    | { readonly is: 'opaque'; readonly why: string }
  );

export type AtomOf<Is extends Atom['is']> = Extract<Atom, { is: Is }>;

export function kindOf(value: Json): number {
  switch (typeof value) {
    case 'boolean':
      return BOOLEAN;
    case 'number':
      return Number.isInteger(value) ? INTEGER : FRACTION;
    case 'bigint':
      return INTEGER;
    case 'string':
      return STRING;
    default:
      return value === null ? NULL : Array.isArray(value) ? ARRAY : OBJECT;
  }
}
