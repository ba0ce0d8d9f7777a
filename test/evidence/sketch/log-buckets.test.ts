import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atLevel,
  LogBuckets,
  quantile,
  relativeError,
  totalOf,
} from '../../../src/evidence/sketch/log-buckets.ts';

function buckets(values: readonly number[]) {
  const sketch = new LogBuckets();
  for (const value of values) sketch.add(value);
  return sketch.toJSON();
}

function merged(...parts: ReturnType<typeof buckets>[]) {
  const sketch = new LogBuckets();
  for (const part of parts) sketch.absorb(part);
  return sketch.toJSON();
}

const amounts = fc.array(
  fc.oneof(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), fc.integer({ min: -50, max: 500 })),
);

describe('buckets by logarithm', () => {
  it('merge to the same bytes in any order', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        const all = buckets([...b, ...c, ...a]);
        expect(merged(merged(buckets(a), buckets(b)), buckets(c))).toEqual(all);
        expect(merged(buckets(c), merged(buckets(b), buckets(a)))).toEqual(all);
      }),
    );
  });

  it('stay within 1,024 buckets by joining neighbours, whatever came first', () => {
    const wide = Array.from({ length: 5000 }, (_, i) => 1.02 ** (i - 2500));
    const split = merged(buckets(wide.slice(3000)), buckets(wide.slice(0, 3000)));
    expect(split).toEqual(buckets(wide));
    expect(split.level).toBe(3);
    expect(split.pos.length).toBeLessThanOrEqual(1024);
    expect(totalOf(split)).toBe(5000);
  });

  it('give quantiles within the relative error of their level', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
        const data = buckets(values);
        const exact = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
        const read =
          quantile(data, Math.floor((values.length - 1) / 2) / Math.max(1, values.length - 1)) ?? 0;
        expect(Math.abs(read / exact - 1)).toBeLessThan(relativeError(data.level) + 1e-9);
      }),
    );
  });

  it('order negatives, zeros and positives', () => {
    const data = buckets([-20, -1, 0, 1, 30]);
    const read = [0, 0.25, 0.5, 0.75, 1].map((q) => Math.round(quantile(data, q) ?? Number.NaN));
    expect(read).toEqual([-20, -1, 0, 1, 30]);
    expect(quantile(buckets([]), 0.5)).toBeNull();
  });

  it('can be brought to a coarser level to compare', () => {
    const fine = buckets([19.9, 24.5, 240]);
    expect(atLevel(fine, 2).level).toBe(2);
    expect(totalOf(atLevel(fine, 2))).toBe(3);
  });
});
