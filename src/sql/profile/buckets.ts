import { LogBuckets, type LogBucketsData } from '../../evidence/sketch/log-buckets.ts';

/** Counts by the buckets that `bucket` of the queries names: `+12`, `-3`, `0`. */
export class Buckets {
  private readonly pos = new Map<number, number>();
  private readonly neg = new Map<number, number>();
  private zero = 0;

  add(name: string, n: number): void {
    if (name === '0') this.zero += n;
    else {
      const side = name.startsWith('-') ? this.neg : this.pos;
      const index = Number(name.slice(1));
      side.set(index, (side.get(index) ?? 0) + n);
    }
  }

  toJSON(): LogBucketsData {
    const buckets = new LogBuckets();
    buckets.absorb({ level: 0, pos: [...this.pos], neg: [...this.neg], zero: this.zero });
    return buckets.toJSON();
  }
}
