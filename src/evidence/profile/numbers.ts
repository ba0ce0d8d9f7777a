import type { NumericProfile } from '../profile.ts';
import { LogBuckets } from '../sketch/log-buckets.ts';

/** Whole numbers up to here are exact, so sums of them do not depend on the order. */
const EXACT = Number.MAX_SAFE_INTEGER;

/** Summary of a property's numbers. `shown`: extremes may be kept. */
export class Numbers {
  private buckets = new LogBuckets();
  private min: number | null = Number.POSITIVE_INFINITY;
  private max: number | null = Number.NEGATIVE_INFINITY;
  private whole = 0;
  private micro = 0;
  private integers = 0;
  private cents = 0;

  constructor(private readonly shown: boolean) {}

  add(value: number): void {
    this.buckets.add(value);
    if (this.min !== null && value < this.min) this.min = value;
    if (this.max !== null && value > this.max) this.max = value;
    const whole = Math.trunc(value);
    if (whole <= EXACT && whole >= -EXACT) {
      this.whole += whole;
      this.micro += Math.round((value - whole) * 1e6);
    }
    if (whole === value) {
      this.integers++;
      this.cents++;
    } else if (Math.abs(value * 100 - Math.round(value * 100)) < 1e-6) this.cents++;
  }

  absorb(saved: NumericProfile): void {
    this.buckets.absorb(saved.buckets);
    this.min = saved.min === null || this.min === null ? null : Math.min(this.min, saved.min);
    this.max = saved.max === null || this.max === null ? null : Math.max(this.max, saved.max);
    this.whole += saved.sum[0];
    this.micro += saved.sum[1];
    this.integers += saved.integers;
    this.cents += saved.cents;
  }

  toJSON(): NumericProfile {
    const carried = Math.floor(this.micro / 1e6);
    return {
      buckets: this.buckets.toJSON(),
      min: this.shown ? this.min : null,
      max: this.shown ? this.max : null,
      // One form for one sum: millionths from 0 on. `+ 0` makes -0 plain.
      sum: [this.whole + carried + 0, this.micro - carried * 1e6 + 0],
      integers: this.integers,
      cents: this.cents,
    };
  }
}
