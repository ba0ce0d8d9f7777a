import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SmallCounts } from '../../../src/evidence/profile/small-counts.ts';

test('counts each number and the groups it came with, also when a count is full', () => {
  const seen = fc.array(
    fc.record({
      value: fc.oneof(fc.nat(5), fc.nat(1023)),
      group: fc.integer({ min: -1, max: 15 }),
      times: fc.constantFrom(1, 2, 65_534, 65_535, 65_536, 140_000),
    }),
    { maxLength: 6 },
  );
  const property = fc.property(seen, (all) => {
    const told = new Map<number, [n: number, groups: number]>();
    const counts = new SmallCounts((value, n, groups) => {
      const [before, mask] = told.get(value) ?? [0, 0];
      told.set(value, [before + n, mask | groups]);
    });
    const plain = new Map<number, [n: number, groups: number]>();
    for (const { value, group, times } of all) {
      for (let i = 0; i < times; i++) counts.add(value, group);
      const [n, groups] = plain.get(value) ?? [0, 0];
      plain.set(value, [n + times, group < 0 ? groups : groups | (1 << group)]);
    }
    counts.settle();
    counts.settle();
    expect(told).toEqual(plain);
  });
  fc.assert(property, { numRuns: 30 });
});
