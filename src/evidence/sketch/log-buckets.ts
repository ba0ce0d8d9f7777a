/** Relative error of the finest level: a quantile is within 1 % of the value at its rank. */
const ALPHA = 0.01;
/** More buckets than this are joined in pairs, which roughly doubles the relative error. */
const MOST = 1024;
const NEAR = 1024;
export const LOG_GAMMA = Math.log((1 + ALPHA) / (1 - ALPHA));

export interface LogBucketsData {
  /** 0: alpha = 0.01; each level up joins two neighbours into one. */
  readonly level: number;
  readonly pos: readonly (readonly [number, number])[];
  readonly neg: readonly (readonly [number, number])[];
  readonly zero: number;
}

/**
 * Counts by the logarithm of the value (DDSketch): bucket `i` holds `gamma^(i-1) < x <= gamma^i`.
 * Two sketches share their boundaries, so their distributions compare exactly there; the level depends on
 * the set of values alone, so merging is associative.
 */
export class LogBuckets {
  private pos = new Map<number, number>();
  private neg = new Map<number, number>();
  private zero = 0;
  private level = 0;
  /** Counts of the usual magnitudes (about 1e-9 to 1e17) at the finest level: an array is faster than a map. */
  private near: number[] = [];
  private nearSize = 0;

  /** A value that is not finite is left out. */
  add(value: number, n = 1): void {
    if (value === 0) this.zero += n;
    else if (value > 0 && value < Number.POSITIVE_INFINITY) this.put(this.pos, value, n);
    else if (value < 0 && value > Number.NEGATIVE_INFINITY) this.put(this.neg, -value, n);
  }

  absorb(other: LogBucketsData): void {
    this.settle();
    while (this.level < other.level) this.collapse();
    const shift = 2 ** (this.level - other.level);
    for (const [index, n] of other.pos) count(this.pos, Math.ceil(index / shift), n);
    for (const [index, n] of other.neg) count(this.neg, Math.ceil(index / shift), n);
    this.zero += other.zero;
    this.bound();
  }

  /** Sorted by index. */
  toJSON(): LogBucketsData {
    this.settle();
    return { level: this.level, pos: sorted(this.pos), neg: sorted(this.neg), zero: this.zero };
  }

  private put(side: Map<number, number>, magnitude: number, n: number): void {
    const index = Math.ceil(Math.log(magnitude) / LOG_GAMMA);
    if (this.level === 0 && side === this.pos && index > -NEAR && index < 2 * NEAR) {
      const at = index + NEAR;
      while (this.near.length <= at) this.near.push(0);
      const before = this.near[at] ?? 0;
      this.near[at] = before + n;
      if (before === 0 && ++this.nearSize > MOST / 2) this.settle();
      return;
    }
    count(side, Math.ceil(index / 2 ** this.level), n);
    if (side.size > MOST / 2) this.bound();
  }

  /** Puts the array's counts where all the others are. */
  private settle(): void {
    if (this.nearSize > 0) {
      for (const [at, n] of this.near.entries()) {
        if (n > 0) count(this.pos, Math.ceil((at - NEAR) / 2 ** this.level), n);
      }
      this.near = [];
      this.nearSize = 0;
    }
    this.bound();
  }

  private bound(): void {
    while (this.pos.size + this.neg.size > MOST) this.collapse();
  }

  private collapse(): void {
    this.pos = halved(this.pos);
    this.neg = halved(this.neg);
    this.level++;
  }
}

/** Relative error of a quantile read from this level: 0.01, 0.02, 0.04, … */
export function relativeError(level: number): number {
  const gamma = gammaOf(level);
  return (gamma - 1) / (gamma + 1);
}

/** The value at rank `q` (0..1), within the level's relative error; null when nothing was counted. */
export function quantile(data: LogBucketsData, q: number): number | null {
  const total = totalOf(data);
  if (total === 0) return null;
  const gamma = gammaOf(data.level);
  const middle = (index: number) => (2 * gamma ** index) / (gamma + 1);
  let rank = q * (total - 1);
  for (const [index, n] of [...data.neg].reverse()) {
    if (rank < n) return -middle(index);
    rank -= n;
  }
  if (rank < data.zero) return 0;
  rank -= data.zero;
  let last = 0;
  for (const [index, n] of data.pos) {
    last = middle(index);
    if (rank < n) return last;
    rank -= n;
  }
  return last;
}

/** How many values the sketch holds. */
export function totalOf(data: LogBucketsData): number {
  let total = data.zero;
  for (const [, n] of data.pos) total += n;
  for (const [, n] of data.neg) total += n;
  return total;
}

/** Joins neighbours until both have one level: what comparing two sketches needs. */
export function atLevel(data: LogBucketsData, level: number): LogBucketsData {
  const buckets = new LogBuckets();
  buckets.absorb({ level, pos: [], neg: [], zero: 0 });
  buckets.absorb(data);
  return buckets.toJSON();
}

function gammaOf(level: number): number {
  return Math.exp(LOG_GAMMA * 2 ** level);
}

function count(map: Map<number, number>, key: number, n: number): void {
  map.set(key, (map.get(key) ?? 0) + n);
}

function halved(map: Map<number, number>): Map<number, number> {
  const out = new Map<number, number>();
  for (const [index, n] of map) count(out, Math.ceil(index / 2), n);
  return out;
}

function sorted(map: Map<number, number>): Array<[number, number]> {
  // Math.ceil gives -0, which no index should tell from 0.
  return [...map].map(([index, n]): [number, number] => [index + 0, n]).sort((a, b) => a[0] - b[0]);
}
