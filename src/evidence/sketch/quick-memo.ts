import type { KnownTexts } from '../known-texts.ts';

const SMALLEST = 64;

/**
 * Keeps what was made of texts lately, found by their quick hash and length instead of by a look at all their characters.
 * Bounded: a text that needs a place takes it from another, which is handed to `dropped`. Two texts of one hash and
 * length would be taken for one: by chance once in 10^14 look-ups.
 */
export class QuickMemo<V> {
  /** Hash and length in one number; negative: free. */
  private keys = new Float64Array(SMALLEST).fill(-1);
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
    const key = hash * 32 + (text.length & 31);
    const at = this.place(key);
    if (this.keys[at] === key) {
      const found = this.values[at];
      if (found !== undefined) return found;
    }
    const value = this.make(text);
    this.put(at, key, value);
    return value;
  }

  /** All that is kept. */
  kept(): V[] {
    return this.values.filter((value) => value !== undefined);
  }

  /** A key has two places: where it is, else one that is free, else the first. */
  private place(key: number): number {
    const first = Math.floor(key / 32) & (this.keys.length - 1);
    const held = this.keys[first];
    if (held === key || held === -1) return first;
    const second = this.keys[first ^ 1];
    return second === key || second === -1 ? first ^ 1 : first;
  }

  private put(at: number, key: number, value: V): void {
    const before = this.values[at];
    if (before !== undefined) this.dropped(before);
    else this.size++;
    this.keys[at] = key;
    this.values[at] = value;
    if (this.size * 2 > this.keys.length && this.keys.length < this.most) this.grow();
  }

  private grow(): void {
    const { keys, values } = this;
    this.keys = new Float64Array(keys.length * 2).fill(-1);
    this.values = new Array<V | undefined>(keys.length * 2).fill(undefined);
    this.size = 0;
    for (let i = 0; i < keys.length; i++) {
      const value = values[i];
      const key = keys[i] ?? -1;
      if (value !== undefined) this.put(this.place(key), key, value);
    }
  }
}
