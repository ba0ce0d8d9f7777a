import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHasher, HASH_RANGE } from '../../../src/evidence/sketch/hash.ts';
import {
  absorbKmv,
  countingKmv,
  decodeKmv,
  encodeKmv,
  occurrences,
} from '../../../src/evidence/sketch/kmv.ts';

const hasher = createHasher('a key of sixteen bytes');

function sketch(values: readonly string[], k = 8) {
  const kmv = countingKmv(k);
  for (const value of values) kmv.add(hasher.of('raw', value), 1);
  return encodeKmv(kmv, occurrences);
}

function merged(a: ReturnType<typeof sketch>, b: ReturnType<typeof sketch>, k = 8) {
  const kmv = countingKmv(k);
  absorbKmv(kmv, a, occurrences);
  absorbKmv(kmv, b, occurrences);
  return encodeKmv(kmv, occurrences);
}

const orders = fc.array(
  fc.integer({ min: 0, max: 60 }).map((n) => `order-${n}`),
  { maxLength: 80 },
);

describe('the sample by smallest hash', () => {
  it('depends on the values alone: any split and any order give the same bytes', () => {
    fc.assert(
      fc.property(orders, orders, orders, (a, b, c) => {
        const all = sketch([...c, ...a, ...b]);
        expect(merged(merged(sketch(a), sketch(b)), sketch(c))).toEqual(all);
        expect(merged(sketch(c), merged(sketch(b), sketch(a)))).toEqual(all);
      }),
    );
  });

  it('counts every occurrence of what it holds', () => {
    fc.assert(
      fc.property(orders, (values) => {
        const counts = new Map<number, number>();
        for (const value of values) {
          const h = hasher.of('raw', value);
          counts.set(h, (counts.get(h) ?? 0) + 1);
        }
        for (const [h, n] of decodeKmv(sketch(values), occurrences)) expect(n).toBe(counts.get(h));
      }),
    );
  });

  it('is exact up to k, and estimates within a few standard errors beyond', () => {
    expect(sketch(['a', 'b', 'b', 'c'])).toMatchObject({ n: 3, theta: HASH_RANGE });
    const many = Array.from({ length: 50_000 }, (_, i) => `customer-${i}`);
    expect(Math.abs(sketch(many, 256).n / 50_000 - 1)).toBeLessThan(0.19);
  });

  it('refuses rows that no sketch has', () => {
    const { rows, n } = sketch(['a', 'b', 'c']);
    expect(() => decodeKmv({ n, theta: 1, rows }, occurrences)).toThrow('beyond its theta');
    expect(() => decodeKmv({ n, theta: HASH_RANGE, rows: rows?.slice(0, 4) ?? '' }, occurrences)).toThrow();
  });
});

describe('the sampling hash', () => {
  it('is what the SQL engines compute: 12 hex digits of a keyed SHA-256 over the SHA-256', () => {
    // printf '%s' jane@example.com | sha256sum; printf '%s' "secret:email/std:$digest" | sha256sum
    expect(createHasher('secret').of('email/std', 'jane@example.com').toString(16).padStart(12, '0')).toBe(
      '7735b59f9fc8',
    );
  });

  it('differs by key and by form, and is the same for a value and for its digest', () => {
    const other = createHasher('another key');
    expect(other.of('raw', 'u1')).not.toBe(hasher.of('raw', 'u1'));
    expect(hasher.of('email/std', 'u1')).not.toBe(hasher.of('raw', 'u1'));
    // SHA-256 of "mary", the vector that Meta documents.
    const digest = '6915771be1c5aa0c886870b6951b03d7eafc121fea0e80a5ea83beb7c449f4ec';
    expect(hasher.ofDigest('raw', digest)).toBe(hasher.of('raw', 'mary'));
  });

  it('names its key without giving it away, and has no name without one', () => {
    expect(hasher.keyId).toMatch(/^[0-9a-f]{8}$/);
    expect(createHasher(null).keyId).toBeNull();
  });
});
