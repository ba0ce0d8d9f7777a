import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareSystems } from '../../src/drift/compare-systems.ts';
import { judge } from '../../src/drift/gates.ts';
import { nameFactor } from '../../src/drift/properties/factor-name.ts';
import { breakOf } from '../../src/drift/since.ts';
import { mergeProfiles } from '../../src/evidence/profile/merge.ts';
import { compare, profileOf, shopPlan } from './shop.ts';

describe('a comparison', () => {
  it('is the same however the evidence was split and in whatever order the systems come', async () => {
    const plan = await shopPlan();
    const fault = { event: 'Order Completed', lose: 0.3 };
    const amplitude = profileOf(plan, 'amplitude', []);
    const braze = profileOf(plan, 'braze', [fault]);
    const parts = [
      [0, 700],
      [700, 900],
      [900, 2000],
    ].map(([from = 0, to = 0]) => profileOf(plan, 'braze', [fault, { people: [from, to] }]));
    const whole = await compare({ braze: fault });
    const split = compareSystems({
      plan,
      systems: [
        { system: 'braze', profile: mergeProfiles(parts.toReversed()), before: null },
        { system: 'amplitude', profile: amplitude, before: null },
      ],
      calls: null,
    });
    expect(split).toEqual(whole);
    expect(whole.differences).toHaveLength(1);
    expect(braze.totals.events).toBe(mergeProfiles(parts).totals.events);
  });

  it('finds the same properties from either side', async () => {
    const fault = { event: 'Product Viewed', property: 'category', omit: 0.3 };
    const kinds = async (between: readonly [string, string]) =>
      (await compare({ braze: fault }, { between })).differences
        .filter(({ property }) => property !== null)
        .map(({ kind, property }) => `${kind} ${property}`);
    expect(await kinds(['braze', 'amplitude'])).toEqual(await kinds(['amplitude', 'braze']));
  });
});

describe('the gates', () => {
  const effect = fc.double({ min: -1, max: 1, noNaN: true });
  const error = fc.double({ min: 1e-6, max: 1, noNaN: true });
  const tolerance = { tolerance: 0.02, error: 0.05 };

  it('judge alike in both directions', () => {
    fc.assert(
      fc.property(effect, error, (size, spread) => {
        const one = judge({ effect: size, error: spread, freedom: 15 }, tolerance);
        const other = judge({ effect: -size, error: spread, freedom: 15 }, tolerance);
        expect([other.verdict, other.level, other.p]).toEqual([one.verdict, one.level, one.p]);
      }),
    );
  });

  it('never turn to "differs" because less is known', () => {
    fc.assert(
      fc.property(effect, error, fc.double({ min: 1, max: 10, noNaN: true }), (size, spread, times) => {
        const sharp = judge({ effect: size, error: spread, freedom: 15 }, tolerance);
        const blurred = judge({ effect: size, error: spread * times, freedom: 15 }, tolerance);
        if (blurred.verdict === 'differs') expect(sharp.verdict).toBe('differs');
      }),
    );
  });

  it.each([
    [0.1, 0.005, 'differs', 'error'],
    [0.04, 0.005, 'differs', 'warn'],
    [0.03, 0.02, 'unclear', null],
    [0.01, 0.005, 'same', null],
  ])('take an effect of %f with an error of %f for: %s', (size, spread, verdict, level) => {
    const judged = judge({ effect: size, error: spread, freedom: 1000 }, tolerance);
    expect([judged.verdict, judged.level]).toEqual([verdict, level]);
  });
});

describe('a factor has a name', () => {
  it.each([
    [1.19, true, 'with 19 % tax against without'],
    [1 / 1.2, true, 'with 20 % tax against without'],
    [100, true, 'cents against whole units of the currency'],
    [0.001, true, 'thousandths against whole units (milliseconds against seconds, grams against kilograms)'],
    [3, true, '3 times the amount: a quantity is multiplied twice, or not at all'],
    [98.2, false, 'cents against whole units of the currency'],
    [1.19, false, undefined],
    [1.37, true, undefined],
  ])('%f (exact: %s): %s', (factor, exact, cause) => {
    expect(nameFactor(factor, exact)?.cause).toBe(cause);
  });
});

describe('the day of a break', () => {
  const window = { first: '2026-10-01', last: '2026-10-14', days: 14 };
  const expected = Array<number>(14).fill(50);

  it('is found where one day explains the difference', () => {
    const observed = expected.map((n, day) => (day < 8 ? n : n / 2));
    expect(breakOf(observed, expected, window, 1)?.since).toBe('2026-10-09');
  });

  it('is none where it was so all along, or is noise', () => {
    expect(
      breakOf(
        expected.map((n) => n / 2),
        expected,
        window,
        1,
      ),
    ).toBeNull();
    expect(
      breakOf(
        expected.map((n, day) => n + (day % 3)),
        expected,
        window,
        1,
      ),
    ).toBeNull();
  });
});
