import { HASH_RANGE } from './hash.ts';

const FREE = -1;
const SMALLEST = 8;
/** Of all samples that are empty, as most are for a while: never written to. */
const none = new Float64Array(SMALLEST).fill(FREE);

/**
 * The entries with the k smallest hashes (KMV): a uniform sample of distinct things with exact payloads.
 * A hash below the final `theta` was below it at every earlier moment, so its payload is complete, whatever
 * the order of arrival and however the input was split. A table of its own and not a Map, which would make an object
 * of every hash that it is asked for.
 */
export class BottomK<T> {
  /** A hash stands at the place of its low bits or the next that is free. */
  private hashes = none;
  private payloadAt: (T | undefined)[] = [];
  private size = 0;
  private bound = HASH_RANGE;

  constructor(
    readonly k: number,
    /** Joins two payloads of one hash; must be associative and commutative. May change `a` in place. */
    private readonly join: (a: T, b: T) => T,
  ) {}

  /** Takes the payload in, unless the hash lies beyond the sample. */
  add(h: number, payload: T): void {
    if (h >= this.bound) return;
    const at = this.place(h);
    const known = this.hashes[at] === h ? this.payloadAt[at] : undefined;
    if (known !== undefined) {
      this.payloadAt[at] = this.join(known, payload);
      return;
    }
    this.insert(at, h, payload);
    if (this.size > 2 * this.k) this.cut();
  }

  /** True when `add` would drop this hash: saves making its payload. */
  beyond(h: number): boolean {
    return h >= this.bound;
  }

  get(h: number): T | undefined {
    const at = this.place(h);
    return this.hashes[at] === h ? this.payloadAt[at] : undefined;
  }

  /** Everything below is complete: the (k+1)-th smallest hash seen, 2^48 if there were no more than k. */
  get theta(): number {
    this.cut();
    return this.bound;
  }

  /** The payloads, at most k, in no order. */
  payloads(): T[] {
    this.cut();
    return this.payloadAt.filter((payload) => payload !== undefined);
  }

  /** By rising hash, at most k. */
  entries(): Array<[number, T]> {
    this.cut();
    return this.all().sort((a, b) => a[0] - b[0]);
  }

  /** Distinct things seen: exact up to k, then within 1/sqrt(k-1) (relative standard error). */
  get distinct(): number {
    this.cut();
    return this.bound === HASH_RANGE ? this.size : Math.round((this.k * HASH_RANGE) / this.bound);
  }

  absorb(theta: number, entries: Iterable<readonly [number, T]>): void {
    if (theta < this.bound) {
      this.bound = theta;
      this.rebuild(this.hashes.length);
    }
    for (const [h, payload] of entries) this.add(h, payload);
  }

  private cut(): void {
    if (this.size <= this.k) return;
    const hashes = this.hashes.filter((h) => h !== FREE).sort();
    this.bound = hashes[this.k] ?? this.bound;
    this.rebuild(this.hashes.length);
  }

  /** Where a hash is, or would be. */
  private place(h: number): number {
    const { hashes } = this;
    const mask = hashes.length - 1;
    let at = h & mask;
    for (let held = hashes[at]; held !== h && held !== FREE; held = hashes[at]) at = (at + 1) & mask;
    return at;
  }

  private insert(at: number, h: number, payload: T): void {
    // Half of the places stay free, so that the next free one is near.
    if (this.payloadAt.length === 0 || this.size * 2 >= this.hashes.length) {
      this.rebuild(this.payloadAt.length === 0 ? SMALLEST : this.hashes.length * 2);
      at = this.place(h);
    }
    this.hashes[at] = h;
    this.payloadAt[at] = payload;
    this.size++;
  }

  /** Moves what is below the bound into new tables. */
  private rebuild(places: number): void {
    const { hashes, payloadAt } = this;
    this.hashes = new Float64Array(places).fill(FREE);
    this.payloadAt = new Array<T | undefined>(places).fill(undefined);
    this.size = 0;
    for (let from = 0; from < payloadAt.length; from++) {
      const h = hashes[from] ?? FREE;
      if (h === FREE || h >= this.bound) continue;
      const at = this.place(h);
      this.hashes[at] = h;
      this.payloadAt[at] = payloadAt[from];
      this.size++;
    }
  }

  private all(): Array<[number, T]> {
    const all: Array<[number, T]> = [];
    for (const [at, payload] of this.payloadAt.entries()) {
      if (payload !== undefined) all.push([this.hashes[at] ?? FREE, payload]);
    }
    return all;
  }
}
