import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SLICES } from '../../../src/evidence/profile/presence.ts';
import { PropertiesCounter } from '../../../src/evidence/profile/properties.ts';
import { createHasher } from '../../../src/evidence/sketch/hash.ts';
import { quantile } from '../../../src/evidence/sketch/log-buckets.ts';
import type { JsonObject } from '../../../src/text/json.ts';

const hasher = createHasher('a key of sixteen bytes');
const counter = () => new PropertiesCounter(() => ({ planned: true, shown: true }), hasher);

const value = fc.oneof(
  fc.integer({ min: -3, max: 1030 }),
  fc.constantFrom(0, -0, 1.5, 19.99, 1e9, 2 ** 60, 1e21),
  fc.boolean(),
  fc.constantFrom('EUR', 'USD', '', '12', '0.5', null),
);
const events = fc.array(
  fc.record({
    properties: fc.dictionary(fc.constantFrom('total', 'currency', 'gift', 'coupon'), value),
    group: fc.integer({ min: -1, max: 15 }),
    slice: fc.integer({ min: -1, max: SLICES.length - 1 }),
  }),
  { maxLength: 60 },
);

test('counts what stands in the events, whatever was worked out from something else', () => {
  const property = fc.property(events, (all) => {
    const made = counter();
    for (const { properties, group, slice } of all) made.add(properties as JsonObject, { group, slice });
    const profiles = made.toJSON();
    expect(Object.keys(profiles)).toEqual([...new Set(all.flatMap((e) => Object.keys(e.properties)))].sort());
    for (const [name, profile] of Object.entries(profiles)) {
      const having = all.filter(({ properties }) => Object.hasOwn(properties, name));
      const values = having.map(({ properties }) => properties[name]);
      const numbers = values.filter((each) => typeof each === 'number');
      const numeric = [...numbers, ...values.filter((each) => each === '12' || each === '0.5').map(Number)];
      expect(profile.present).toBe(having.length);
      expect(profile.pg).toEqual(
        Array.from({ length: 16 }, (_, g) => having.filter(({ group }) => group === g).length),
      );
      const slices = SLICES.map((_, s) => having.filter(({ slice }) => slice === s).length);
      expect(SLICES.map((slice) => profile.slices[slice] ?? 0)).toEqual(slices);
      expect(profile.types.integer ?? 0).toBe(numbers.filter(Number.isInteger).length);
      expect(profile.types.number ?? 0).toBe(numbers.filter((each) => !Number.isInteger(each)).length);
      expect(profile.types.boolean ?? 0).toBe(values.filter((each) => typeof each === 'boolean').length);
      expect(profile.num?.min ?? null).toBe(numeric.length === 0 ? null : Math.min(...numeric) + 0);
      expect(profile.num?.max ?? null).toBe(numeric.length === 0 ? null : Math.max(...numeric) + 0);
      if (profile.num !== null) {
        const median = [...numeric].sort((a, b) => a - b)[Math.floor((numeric.length - 1) / 2)] ?? 0;
        expect(quantile(profile.num.buckets, 0.5)).toBeCloseTo(
          median,
          -Math.log10(Math.abs(median) / 40 + 1e-9),
        );
      }
      for (const [text, [n, groups]] of Object.entries(profile.top)) {
        const same = having.filter(
          ({ properties }) => String(properties[name]) === text && properties[name] !== null,
        );
        expect(n).toBe(same.length);
        expect(groups).toBe(same.reduce((mask, { group }) => (group < 0 ? mask : mask | (1 << group)), 0));
      }
    }
  });
  fc.assert(property, { numRuns: 200 });
});

test('counts presence where names are data and hardly two events have the same', () => {
  const made = counter();
  for (let i = 0; i < 3000; i++)
    made.add({ total: 1, [`sku_${i}`]: 2, last: true }, { group: i % 16, slice: 0 });
  const profiles = made.toJSON();
  expect(profiles['total']?.present).toBe(3000);
  expect(profiles['last']?.pg).toEqual(Array.from({ length: 16 }, (_, g) => (g < 8 ? 188 : 187)));
  expect(profiles['sku_7']?.present).toBe(1);
});
