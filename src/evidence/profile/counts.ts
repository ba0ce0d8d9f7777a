import { BottomK } from '../sketch/bottom-k.ts';
import { nameHash } from '../sketch/hash.ts';

/** Counters by a name from outside, for at most `cap` names: those with the smallest hashes. */
export class NameCounts {
  private readonly counts: BottomK<{ readonly name: string; n: number }>;
  private last = { name: '', h: nameHash('') };

  constructor(cap: number) {
    this.counts = new BottomK(cap, (a, b) => {
      a.n += b.n;
      return a;
    });
  }

  add(name: string, n = 1): void {
    if (name !== this.last.name) this.last = { name, h: nameHash(name) };
    const known = this.counts.get(this.last.h);
    if (known !== undefined) known.n += n;
    else this.counts.add(this.last.h, { name, n });
  }

  absorb(saved: Readonly<Record<string, number>>): void {
    for (const name of Object.keys(saved)) this.add(name, saved[name] ?? 0);
  }

  toJSON(): Readonly<Record<string, number>> {
    return counted(new Map(this.counts.entries().map(([, { name, n }]) => [name, n])));
  }
}

/** Counts by key where the same key comes many times in a row: it is looked up when another comes. */
export class RunCounts<K> {
  private key: K | null = null;
  private n = 0;

  constructor(private readonly counted: (key: K, n: number) => void) {}

  add(key: K): void {
    if (key === this.key) {
      this.n++;
      return;
    }
    this.settle();
    this.key = key;
    this.n = 1;
  }

  /** Hands over what was counted. */
  settle(): void {
    if (this.key !== null && this.n > 0) this.counted(this.key, this.n);
    this.n = 0;
  }
}

/** Adds to a counter. */
export function bump(counts: Map<string, number>, key: string, n = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + n);
}

export function absorbCounts(counts: Map<string, number>, saved: Readonly<Record<string, number>>): void {
  for (const key of Object.keys(saved)) bump(counts, key, saved[key] ?? 0);
}

/** Adds element by element; both have the same length. */
export function absorbList(into: number[], saved: readonly number[]): void {
  for (let i = 0; i < into.length; i++) into[i] = (into[i] ?? 0) + (saved[i] ?? 0);
}

/** Sorted by key, without a prototype: keys come from outside. */
export function record<V, T>(
  map: ReadonlyMap<string, V>,
  value: (item: V) => T,
): Readonly<Record<string, T>> {
  const out: Record<string, T> = Object.create(null);
  for (const key of [...map.keys()].sort()) out[key] = value(map.get(key) as V);
  return out;
}

export function counted(map: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return record(map, (n) => n);
}

/** The smaller of two instants, where null says none. */
export function earliest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.min(a, b);
}

export function latest(a: number | null, b: number | null): number | null {
  return a === null ? b : b === null ? a : Math.max(a, b);
}

export function zeros(length: number): number[] {
  return Array<number>(length).fill(0);
}

/** Between 2000 and 2100: other times are counted by no day, so that nonsense cannot make a map grow. */
export function plausible(time: number): boolean {
  return time >= 946_684_800_000 && time < 4_102_444_800_000;
}
