import { HASH_RANGE } from './hash.ts';

/**
 * The entries with the k smallest hashes (KMV): a uniform sample of distinct things with exact payloads.
 * A hash below the final `theta` was below it at every earlier moment, so its payload is complete, whatever
 * the order of arrival and however the input was split.
 */
export class BottomK<T> {
  private map = new Map<number, T>();
  private bound = HASH_RANGE;

  constructor(
    readonly k: number,
    /** Joins two payloads of one hash; must be associative and commutative. May change `a` in place. */
    private readonly join: (a: T, b: T) => T,
  ) {}

  /** Takes the payload in, unless the hash lies beyond the sample. */
  add(h: number, payload: T): void {
    if (h >= this.bound) return;
    const known = this.map.get(h);
    this.map.set(h, known === undefined ? payload : this.join(known, payload));
    if (this.map.size > 2 * this.k) this.cut();
  }

  /** True when `add` would drop this hash: saves making its payload. */
  beyond(h: number): boolean {
    return h >= this.bound;
  }

  get(h: number): T | undefined {
    return this.map.get(h);
  }

  /** Everything below is complete: the (k+1)-th smallest hash seen, 2^48 if there were no more than k. */
  get theta(): number {
    this.cut();
    return this.bound;
  }

  /** The payloads, at most k, in no order. */
  payloads(): IterableIterator<T> {
    this.cut();
    return this.map.values();
  }

  /** By rising hash, at most k. */
  entries(): Array<[number, T]> {
    this.cut();
    return [...this.map].sort((a, b) => a[0] - b[0]);
  }

  /** Distinct things seen: exact up to k, then within 1/sqrt(k-1) (relative standard error). */
  get distinct(): number {
    this.cut();
    return this.bound === HASH_RANGE ? this.map.size : Math.round((this.k * HASH_RANGE) / this.bound);
  }

  absorb(theta: number, entries: Iterable<readonly [number, T]>): void {
    if (theta < this.bound) {
      this.bound = theta;
      for (const h of this.map.keys()) if (h >= theta) this.map.delete(h);
    }
    for (const [h, payload] of entries) this.add(h, payload);
  }

  private cut(): void {
    if (this.map.size <= this.k) return;
    const hashes = Float64Array.from(this.map.keys()).sort();
    const bound = hashes[this.k] ?? this.bound;
    for (let i = this.k; i < hashes.length; i++) this.map.delete(hashes[i] ?? 0);
    this.bound = bound;
  }
}
