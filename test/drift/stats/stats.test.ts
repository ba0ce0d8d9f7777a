import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusteredVariance, designEffect, median } from '../../../src/drift/stats/clusters.ts';
import {
  kolmogorov,
  shifted,
  stabilityIndex,
  totalVariation,
} from '../../../src/drift/stats/distributions.ts';
import { believed } from '../../../src/drift/stats/false-discovery.ts';
import {
  chiSquareTail,
  kolmogorovTail,
  normalTail,
  studentQuantile,
  studentTail,
} from '../../../src/drift/stats/tails.ts';
import { wilson } from '../../../src/drift/stats/wilson.ts';
import { LogBuckets } from '../../../src/evidence/sketch/log-buckets.ts';

// Known values are those of printed tables, to the digits that these have.

describe('tails', () => {
  it.each([
    [0, 1],
    [1, 0.3173],
    [1.959964, 0.05],
    [2.575829, 0.01],
    [3.290527, 0.001],
  ])('of the normal distribution beyond ±%f', (z, p) => {
    expect(normalTail(z)).toBeCloseTo(p, 4);
    expect(normalTail(-z)).toBeCloseTo(p, 4);
  });

  it.each([
    [12.706, 1, 0.05],
    [2.228, 10, 0.05],
    [2.947, 15, 0.01],
    [2.042, 30, 0.05],
    [1.96, Number.POSITIVE_INFINITY, 0.05],
  ])("of Student's distribution beyond ±%f with %d degrees of freedom", (t, freedom, p) => {
    expect(studentTail(t, freedom)).toBeCloseTo(p, 4);
  });

  it.each([
    [3.841, 1, 0.05],
    [18.307, 10, 0.05],
    [23.209, 10, 0.01],
    [124.342, 100, 0.05],
    [0, 3, 1],
  ])('of chi-square beyond %f with %d degrees of freedom', (x, freedom, p) => {
    expect(chiSquareTail(x, freedom)).toBeCloseTo(p, 4);
  });

  it.each([
    [0.01, 15, 2.602],
    [0.05, Number.POSITIVE_INFINITY, 1.645],
    [0.025, 10, 2.228],
  ])('beyond which a share of %f lies, with %d degrees of freedom', (share, freedom, t) => {
    expect(studentQuantile(share, freedom)).toBeCloseTo(t, 3);
  });

  it('of the Kolmogorov-Smirnov distance: 1.358 over the root of the size is the 5 % point', () => {
    expect(kolmogorovTail(1.358 / Math.sqrt(50_000), 100_000, 100_000)).toBeCloseTo(0.05, 3);
    expect(kolmogorovTail(0, 100, 100)).toBe(1);
  });
});

describe('the Wilson interval', () => {
  it('is as published: 81 of 263', () => {
    const { low, high } = wilson(81, 263);
    expect(low).toBeCloseTo(0.2553, 4);
    expect(high).toBeCloseTo(0.3662, 4);
  });

  it('stays within 0 and 1 and holds the share', () => {
    fc.assert(
      fc.property(fc.nat(1000), fc.nat(1000), (hits, others) => {
        const { value, low, high } = wilson(hits, hits + others + 1);
        expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
      }),
    );
  });
});

describe('Benjamini-Hochberg', () => {
  it('believes what the published example does: the first four of fifteen at 5 %', () => {
    const ps = [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ];
    expect(believed(ps, 0.05).filter(Boolean)).toHaveLength(4);
    expect(believed(ps.toReversed(), 0.05).slice(-4)).toEqual([true, true, true, true]);
    expect(believed([], 0.05)).toEqual([]);
  });
});

describe('the design effect', () => {
  it('is 1 where groups differ as chance lets them, and grows with what they differ more', () => {
    expect(designEffect([10, 10, 10, 10])).toBe(1);
    // Variance 100 with a mean of 10.
    expect(designEffect([20, 0, 20, 0])).toBeCloseTo((4 * 100) / 3 / 10);
    expect(designEffect([])).toBe(1);
  });

  it('is as many times the variance of a share that whole groups decide', () => {
    const all = Array<number>(16).fill(100);
    const half = all.map((n, i) => (i % 2 === 0 ? n : 0));
    const mixed = all.map((n) => n / 2);
    expect(clusteredVariance(0.5, 1600, mixed, all)).toBeCloseTo(0.25 / 1600);
    expect(clusteredVariance(0.5, 1600, half, all)).toBeCloseTo(((16 / 15) * 16 * 50 ** 2) / 1600 ** 2);
  });

  it('has a middle', () => {
    expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]);
  });
});

describe('distances', () => {
  const buckets = (values: readonly number[]) => {
    const made = new LogBuckets();
    for (const value of values) made.add(value);
    return made.toJSON();
  };

  it('are 0 between equal shares, whatever the counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 9 }), (counts) => {
        const cells = counts.map((n): [number, number] => [n, 3 * n]);
        const { distance, p } = totalVariation(cells, 1000, 1000);
        expect(distance).toBe(0);
        expect(p).toBeCloseTo(1);
      }),
    );
  });

  it('say how many would have to change', () => {
    const { distance, error, p } = totalVariation(
      [
        [4100, 3000],
        [5900, 7000],
      ],
      10_000,
      10_000,
    );
    // 11 points, less what chance makes of two such samples.
    expect(distance).toBeCloseTo(0.11, 1);
    expect(distance).toBeLessThan(0.11);
    expect(error).toBeLessThan(0.01);
    expect(p).toBeLessThan(1e-9);
  });

  it('give the stability index of credit scoring: 50 to 50 against 40 to 60 is 0.04', () => {
    const cells: [number, number][] = [
      [50, 40],
      [50, 60],
    ];
    expect(stabilityIndex(cells)).toBeCloseTo(0.1 * Math.log(0.6 / 0.5) + 0.1 * Math.log(0.5 / 0.4), 6);
  });

  it('are the same in both directions', () => {
    const cell = fc.tuple(fc.nat(200), fc.nat(200));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), (cells) => {
        const turned = cells.map(([a, b]): [number, number] => [b, a]);
        const [one, other] = [totalVariation(cells, 300, 300), totalVariation(turned, 300, 300)];
        expect(other.distance).toBeCloseTo(one.distance, 12);
        expect(other.error).toBeCloseTo(one.error, 12);
      }),
    );
  });

  it('see a cap in a distribution, and none behind a factor', () => {
    const values = Array.from({ length: 1000 }, (_, i) => 1 + i);
    const capped = values.map((value) => Math.min(value, 700));
    const found = kolmogorov(buckets(values), buckets(capped));
    expect(found.distance).toBeCloseTo(0.3, 1);
    const gamma = 1.01 / 0.99;
    const scaled = values.map((value) => value * gamma ** 10);
    expect(kolmogorov(shifted(buckets(values), 10), buckets(scaled)).distance).toBeLessThan(0.02);
  });
});
