import { describe, expect, it } from 'vitest';
import { compareSystems } from '../../src/drift/compare-systems.ts';
import { type Fault, profileOf, shopPlan } from './shop.ts';

/** Braze two weeks ago, from other people, and now with what is wrong since. */
async function since(faults: readonly Fault[], then: readonly [number, number] = [0, 1000]) {
  const plan = await shopPlan();
  const before = profileOf(plan, 'braze', [{ people: then }]);
  const now = profileOf(plan, 'braze', [...faults, { people: [then[1], 2000] }, { days_later: 14 }]);
  const { differences } = compareSystems({
    plan,
    systems: [{ system: 'braze', profile: now, before }],
    calls: null,
  });
  return differences.map(({ kind, severity, event, property }) =>
    [severity, kind, event, property].filter((each) => each !== null).join(' '),
  );
}

describe('a system against its own past', () => {
  it('is the same when only time has passed', async () => {
    expect(await since([])).toEqual([]);
  });

  it('is the same when it has grown', async () => {
    expect(await since([], [0, 600])).toEqual([]);
  });

  it.each<[string, Fault, string]>([
    ['an event that is gone', { event: 'Order Completed', lose: 1 }, 'error missing-event Order Completed'],
    ['far fewer', { event: 'Cart Viewed', lose: 0.6 }, 'warn volume Cart Viewed'],
    [
      'a new name',
      { event: 'Signed In', platform: 'ios', add: 'debug_ping' },
      'warn unplanned-event debug_ping',
    ],
    ['orders twice', { event: 'Order Completed', repeat: 0.15 }, 'error duplicates Order Completed'],
    [
      'a property that is left out',
      { event: 'Product Viewed', property: 'category', omit: 0.3 },
      'error property-presence Product Viewed category',
    ],
    [
      'numbers as text',
      { event: 'Order Completed', property: 'revenue', as_text: 0.3 },
      'error type Order Completed total',
    ],
    [
      'cents',
      { event: 'Product Viewed', property: 'price', times: 100 },
      'error numeric-factor Product Viewed price',
    ],
    [
      'other values',
      { event: 'Product Viewed', property: 'category', to: { kitchen: 'cookware' } },
      'error enum-domain Product Viewed category',
    ],
  ])('%s', async (_, fault, difference) => {
    expect(await since([fault])).toEqual([difference]);
  });

  it('knows an event under its new name, if more than its properties speaks for it', async () => {
    // Over time no id is on both sides: another spelling is known again, other words are not.
    const spelt = { event: 'Order Completed', rename: 'OrderCompleted' };
    expect(await since([spelt])).toEqual(['error renamed-event Order Completed']);
    const other = { event: 'Order Completed', rename: 'sale' };
    expect(await since([other])).toEqual([
      'error missing-event Order Completed',
      'warn unplanned-event sale',
    ]);
  });
});
