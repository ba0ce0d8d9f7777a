import { ByteReader, ByteWriter } from './bytes.ts';
import { DataError } from './error.ts';

const BUCKETS = 128;
/** The hash bits that do not choose the bucket. */
const BITS = 41;
const WIDTH = BITS + 1;

export interface HeavyHitter {
  readonly hash: number;
  /** Estimated events of this one. */
  readonly n: number;
}

/**
 * Finds who sends far more than the rest (bots, shared test ids), without a list of everyone: per bucket a
 * total and one counter for each bit of the hash. One who sends much more than the others of the bucket
 * decides all its bits. Only sums, so merging is adding, which Misra-Gries counters cannot offer: their
 * result depends on the order.
 */
export class HeavyHitters {
  private counters: Float64Array | null = null;

  add(hash: number, n = 1): void {
    this.counters ??= new Float64Array(BUCKETS * WIDTH);
    const counters = this.counters;
    const start = (hash % BUCKETS) * WIDTH;
    counters[start] = (counters[start] ?? 0) + n;
    const rest = Math.floor(hash / BUCKETS);
    // Without branches: half of all bits are set, and a processor cannot guess which.
    let low = rest % 2 ** 24;
    let high = Math.floor(rest / 2 ** 24);
    for (let at = start + 1; at < start + 25; at++, low >>>= 1)
      counters[at] = (counters[at] ?? 0) + (low & 1) * n;
    for (let at = start + 25; at < start + WIDTH; at++, high >>>= 1) {
      counters[at] = (counters[at] ?? 0) + (high & 1) * n;
    }
  }

  absorb(data: string): void {
    if (data === '') return;
    this.counters ??= new Float64Array(BUCKETS * WIDTH);
    for (const [b, bucket] of decode(data).entries()) {
      for (const [i, n] of bucket.entries()) {
        this.counters[b * WIDTH + i] = (this.counters[b * WIDTH + i] ?? 0) + n;
      }
    }
  }

  /** Base64; empty when nothing was counted. */
  encode(): string {
    if (this.counters === null) return '';
    const writer = new ByteWriter();
    for (let start = 0; start < this.counters.length; start += WIDTH) {
      // An empty bucket is one zero.
      const width = this.counters[start] === 0 ? 1 : WIDTH;
      for (const counter of this.counters.subarray(start, start + width)) writer.varint(counter);
    }
    return writer.base64();
  }
}

/** Those with at least `share` (0..1) of all events, most first. Reliable down to about 2 %. */
export function heavyHitters(data: string, share: number): HeavyHitter[] {
  if (data === '') return [];
  const buckets = decode(data);
  const all = buckets.reduce((sum, bucket) => sum + (bucket[0] ?? 0), 0);
  const found: HeavyHitter[] = [];
  for (const [index, bucket] of buckets.entries()) {
    const total = bucket[0] ?? 0;
    let rest = 0;
    let n = total;
    for (let bit = 0; bit < BITS; bit++) {
      const ones = bucket[bit + 1] ?? 0;
      if (2 * ones > total) rest += 2 ** bit;
      // The others' bits fall on both sides; what is left over is the one who decides. No bit may disagree.
      n = Math.min(n, Math.abs(2 * ones - total));
    }
    if (n > 0 && n >= share * all) found.push({ hash: rest * BUCKETS + index, n });
  }
  return found.sort((a, b) => b.n - a.n || a.hash - b.hash);
}

/** Per bucket its counters, the total first; an empty bucket has only that. */
function decode(data: string): number[][] {
  const reader = new ByteReader(data);
  const buckets: number[][] = [];
  for (let b = 0; b < BUCKETS; b++) {
    const total = reader.varint();
    buckets.push(total === 0 ? [0] : [total, ...Array.from({ length: BITS }, () => reader.varint())]);
  }
  if (!reader.done) throw new DataError('the counters of heavy hitters have another size');
  return buckets;
}
