import type { KnownTexts } from '../known-texts.ts';

const SMALLEST = 256;

/**
 * Keeps what was made of texts lately, found by their quick hash and length instead of by a look at all their characters.
 * Bounded: a text that needs a place takes it from another, which is handed to `dropped`. Two texts of one hash and
 * length would be taken for one: by chance once in 10^14 look-ups.
 */
export class QuickMemo<V> {
  private hashes = new Float64Array(SMALLEST).fill(-1);
  private lengths = new Int32Array(SMALLEST);
  private values: (V | undefined)[] = new Array<V | undefined>(SMALLEST).fill(undefined);
  private size = 0;

  /** `most`: places, a power of two. */
  constructor(
    private readonly make: (text: string) => V,
    private readonly most: number,
    private readonly dropped: (value: V) => void,
    private readonly texts: KnownTexts,
  ) {}

  /** `hash` is the quick hash of the text, where it is known. */
  get(text: string, hash = this.texts.quickHash(text)): V {
    const { length } = text;
    const at = this.place(hash);
    if (this.hashes[at] === hash && this.lengths[at] === length) {
      const found = this.values[at];
      if (found !== undefined) return found;
    }
    const value = this.make(text);
    this.put(at, hash, length, value);
    return value;
  }

  /** All that is kept. */
  kept(): V[] {
    return this.values.filter((value) => value !== undefined);
  }

  /** A hash has two places: where it is, else one that is free, else the first. */
  private place(hash: number): number {
    const first = hash & (this.hashes.length - 1);
    const held = this.hashes[first];
    if (held === hash || held === -1) return first;
    const second = this.hashes[first ^ 1];
    return second === hash || second === -1 ? first ^ 1 : first;
  }

  private put(at: number, hash: number, length: number, value: V): void {
    const before = this.values[at];
    if (before !== undefined) this.dropped(before);
    else this.size++;
    this.hashes[at] = hash;
    this.lengths[at] = length;
    this.values[at] = value;
    if (this.size * 2 > this.hashes.length && this.hashes.length < this.most) this.grow();
  }

  private grow(): void {
    const { hashes, lengths, values } = this;
    this.hashes = new Float64Array(hashes.length * 4).fill(-1);
    this.lengths = new Int32Array(hashes.length * 4);
    this.values = new Array<V | undefined>(hashes.length * 4).fill(undefined);
    this.size = 0;
    for (const [i, hash] of hashes.entries()) {
      const value = values[i];
      if (value !== undefined) this.put(this.place(hash), hash, lengths[i] ?? 0, value);
    }
  }
}
