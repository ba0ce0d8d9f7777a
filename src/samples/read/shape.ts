import type { Json, JsonObject } from '../../text/json.ts';
import { WrittenKey } from './written-key.ts';

/** Keys that may follow one another at one place; more mean that keys are data there (ids, dates). */
const mostFollowers = 48;
/** Layouts over a whole stream, and factories among them: each is a few hundred bytes, or a compiled function. */
const mostLayouts = 20_000;
const mostFactories = 2000;
/** A factory is compiled for what comes again. */
const worthCompiling = 8;

type Factory = (values: readonly Json[], from: number) => JsonObject;

/** What all places of one stream have used up together. */
export interface Budget {
  layouts: number;
  factories: number;
}

/** A place in records that objects or lists stand at: `context.page`, the elements of `products`. */
export class Spot {
  readonly start: Layout;
  readonly #budget: Budget;
  readonly #members = new Map<string, Spot>();
  #element: Spot | null = null;
  /** Objects here have ever new keys: their layouts are not kept. */
  loose = false;

  constructor(budget: Budget) {
    this.#budget = budget;
    this.start = new Layout(null, '', new Uint8Array(0), this);
  }

  get element(): Spot {
    this.#element ??= new Spot(this.#budget);
    return this.#element;
  }

  /** The layout with one more key; null where there are too many, or the object has that key already. */
  extend(layout: Layout, key: string, written: Uint8Array): Layout | null {
    if (layout.has(key)) return null;
    if (layout.followers.length >= mostFollowers || this.#budget.layouts >= mostLayouts) {
      this.loose = true;
      return null;
    }
    this.#budget.layouts++;
    let inner = this.#members.get(key);
    if (!inner) {
      inner = new Spot(this.#budget);
      this.#members.set(key, inner);
    }
    const longer = new Layout(layout, key, written, inner);
    layout.followers.push(longer);
    return longer;
  }

  /** An object of that layout, its values at `values[from]` and on. */
  build(layout: Layout, values: readonly Json[], from: number): JsonObject {
    if (layout.factory) return layout.factory(values, from);
    if (++layout.built < worthCompiling || this.#budget.factories >= mostFactories)
      return assembled(layout.keys(), values, from);
    this.#budget.factories++;
    layout.factory = compile(layout.keys());
    return layout.factory(values, from);
  }
}

/** The keys that an object has had so far, in their order: a way through the tree of all orders seen at its place. */
export class Layout extends WrittenKey {
  readonly followers: Layout[] = [];
  /** What came next last time. */
  guess: Layout | null = null;
  factory: Factory | null = null;
  built = 0;

  constructor(
    readonly before: Layout | null,
    readonly key: string,
    /** The last key as its bytes stand in a line, with quotes. */
    written: Uint8Array,
    /** Where its value stands. */
    readonly inner: Spot,
  ) {
    super(written);
  }

  has(key: string): boolean {
    for (let each: Layout | null = this; each?.before; each = each.before) if (each.key === key) return true;
    return false;
  }

  keys(): string[] {
    const keys: string[] = [];
    for (let each: Layout | null = this; each?.before; each = each.before) keys.push(each.key);
    return keys.reverse();
  }
}

function assembled(keys: readonly string[], values: readonly Json[], from: number): JsonObject {
  const object: Record<string, Json> = {};
  keys.forEach((key, i) => {
    const value = values[from + i] ?? null;
    // An assignment would set the prototype.
    if (key === '__proto__') Object.defineProperty(object, key, { value, ...ordinary });
    else object[key] = value;
  });
  return object;
}

const ordinary = { enumerable: true, configurable: true, writable: true };

/** An object literal, which V8 makes in a step. Keys go in as JSON text, in brackets: `__proto__` is a name like any other. */
function compile(keys: readonly string[]): Factory {
  const members = keys.map((key, i) => `${nameOf(key)}: values[from + ${i}]`);
  const made: Factory = new Function('values', 'from', `return { ${members.join(', ')} };`) as Factory;
  return made;
}

function nameOf(key: string): string {
  // Line separators are allowed in JSON text, and in string literals since ES2019.
  return key === '__proto__' ? '["__proto__"]' : JSON.stringify(key);
}
