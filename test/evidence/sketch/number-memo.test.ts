import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NumberMemo } from '../../../src/evidence/sketch/number-memo.ts';

test('gives what was put under a key, or nothing: never what stands under another', () => {
  const keys = fc.array(fc.integer({ min: 0, max: 2 ** 52 }), { maxLength: 3000 });
  const property = fc.property(keys, (all) => {
    const memo = new NumberMemo(11);
    const plain = new Map<number, number>();
    for (const [i, key] of all.entries()) {
      memo.put(key, i);
      plain.set(key, i);
      expect(memo.get(key)).toBe(i);
    }
    for (const [key, value] of plain) expect([-1, value]).toContain(memo.get(key));
    expect(memo.get(2 ** 52 - 12_345)).toBe(plain.get(2 ** 52 - 12_345) ?? -1);
  });
  fc.assert(property, { numRuns: 50 });
});

test('keeps most of what fits', () => {
  const memo = new NumberMemo(16);
  for (let key = 0; key < 10_000; key++) memo.put(key * 7, key);
  const kept = Array.from({ length: 10_000 }, (_, key) => memo.get(key * 7)).filter((value) => value >= 0);
  expect(kept.length).toBeGreaterThan(7_000);
});
