import type { NumericProfile } from '../profile.ts';
import { LogBuckets } from '../sketch/log-buckets.ts';

/** Whole numbers up to here are exact, so sums of them do not depend on the order. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** What is kept beside the buckets, in one array of doubles: V8 keeps each number of an object's own in a place of its own. */
const MIN = 0;
const MAX = 1;
const WHOLE = 2;
const MICRO = 3;
const INTEGERS = 4;
const CENTS = 5;

/** Summary of a property's numbers. `shown`: extremes may be kept. */
export class Numbers {
  private buckets = new LogBuckets();
  /** Extremes are not numbers once a part came without them. */
  private sums = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0, 0];

  constructor(private readonly shown: boolean) {}

  /** The value came `n` times. */
  add(value: number, n = 1): void {
    this.buckets.add(value, n);
    const { sums } = this;
    if (value < (sums[MIN] ?? 0)) sums[MIN] = value;
    if (value > (sums[MAX] ?? 0)) sums[MAX] = value;
    const whole = Math.trunc(value);
    if (whole <= EXACT && whole >= -EXACT) {
      sums[WHOLE] = (sums[WHOLE] ?? 0) + whole * n;
      sums[MICRO] = (sums[MICRO] ?? 0) + Math.round((value - whole) * 1e6) * n;
    }
    if (whole === value) {
      sums[INTEGERS] = (sums[INTEGERS] ?? 0) + n;
      sums[CENTS] = (sums[CENTS] ?? 0) + n;
    } else if (Math.abs(value * 100 - Math.round(value * 100)) < 1e-6) {
      sums[CENTS] = (sums[CENTS] ?? 0) + n;
    }
  }

  absorb(saved: NumericProfile): void {
    this.buckets.absorb(saved.buckets);
    const [min = 0, max = 0, whole = 0, micro = 0, integers = 0, cents = 0] = this.sums;
    this.sums = [
      Math.min(saved.min ?? Number.NaN, min),
      Math.max(saved.max ?? Number.NaN, max),
      whole + saved.sum[0],
      micro + saved.sum[1],
      integers + saved.integers,
      cents + saved.cents,
    ];
  }

  toJSON(): NumericProfile {
    const [min = 0, max = 0, whole = 0, micro = 0, integers = 0, cents = 0] = this.sums;
    const carried = Math.floor(micro / 1e6);
    return {
      buckets: this.buckets.toJSON(),
      min: this.shown && !Number.isNaN(min) ? min : null,
      max: this.shown && !Number.isNaN(max) ? max : null,
      // One form for one sum: millionths from 0 on. `+ 0` makes -0 plain.
      sum: [whole + carried + 0, micro - carried * 1e6 + 0],
      integers,
      cents,
    };
  }
}
