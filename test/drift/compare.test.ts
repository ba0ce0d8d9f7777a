import { describe, expect, it } from 'vitest';
import { compare, type Faults } from './shop.ts';

async function found(faults: Faults) {
  const { differences } = await compare(faults);
  return differences.map(({ kind, severity, event, property, slice }) =>
    [severity, kind, event, property, slice].filter((each) => each !== null).join(' '),
  );
}

describe('two systems that agree', () => {
  it('raise nothing, though only some people agreed and signed in', async () => {
    expect(await found({})).toEqual([]);
  });

  it('raise nothing when one export covers other days', async () => {
    expect(await found({ braze: { days: [3, 14] }, amplitude: { days: [0, 12] } })).toEqual([]);
  });
});

describe('one cause is one difference', () => {
  it.each<[string, Faults, string]>([
    [
      'an event that never arrives',
      { braze: { event: 'Order Completed', lose: 1 } },
      'error missing-event Order Completed',
    ],
    [
      'one that stops',
      { braze: { event: 'Order Completed', lose: 1, from_day: 8 } },
      'error missing-event Order Completed',
    ],
    [
      'another name',
      { braze: { event: 'Order Completed', rename: 'order_placed' } },
      'error renamed-event Order Completed',
    ],
    [
      'another name from one day on',
      { braze: { event: 'Order Completed', rename: 'order_placed', from_day: 7 } },
      'error renamed-event Order Completed',
    ],
    [
      "a name that is nobody's",
      { braze: { event: 'Signed In', platform: 'ios', add: 'debug_ping' } },
      'warn unplanned-event debug_ping',
    ],
    ['lost orders', { braze: { event: 'Order Completed', lose: 0.2 } }, 'error delivery Order Completed'],
    [
      'lost orders of one platform',
      { braze: { event: 'Order Completed', lose: 0.6, platform: 'ios' } },
      'error delivery Order Completed ios',
    ],
    [
      'orders twice',
      { braze: { event: 'Order Completed', repeat: 0.08 } },
      'error duplicates Order Completed',
    ],
    [
      'one record for each line',
      { braze: { event: 'Order Completed', per_line: true } },
      'error duplicates Order Completed',
    ],
    ['a late batch', { braze: { event: 'Order Completed', delay_hours: 26.2 } }, 'warn lag Order Completed'],
    ['local time as UTC', { braze: { delay_hours: 2 } }, 'error time-zone Product Viewed'],
    [
      'a property that is often left out',
      { braze: { event: 'Order Completed', property: 'coupon', omit: 0.6 } },
      'warn property-presence Order Completed coupon',
    ],
    [
      'a property under another name',
      { braze: { event: 'Order Completed', property: 'revenue', called: 'order_value' } },
      'error renamed-property Order Completed total',
    ],
    [
      'numbers as text',
      { braze: { event: 'Order Completed', property: 'revenue', as_text: 0.2 } },
      'error type Order Completed total',
    ],
    [
      'values in another spelling',
      { braze: { event: 'Order Completed', property: 'currency', to: { EUR: 'eur', GBP: 'gbp' } } },
      'error enum-domain Order Completed currency',
    ],
    [
      'a new value',
      { braze: { event: 'Product Viewed', property: 'category', to: { kitchen: 'cookware' }, share: 0.3 } },
      'error enum-domain Product Viewed category',
    ],
    [
      'another mix',
      { braze: { event: 'Product Viewed', property: 'category', to: { kitchen: 'books' }, share: 0.6 } },
      'error categorical Product Viewed category',
    ],
    [
      'with tax against without',
      { braze: { event: 'Order Completed', property: 'revenue', times: 1.19 } },
      'error numeric-factor Order Completed total',
    ],
    [
      'another currency',
      { braze: { event: 'Order Completed', property: 'revenue', euros: true } },
      'error numeric-factor Order Completed total',
    ],
    [
      'a cap',
      { braze: { event: 'Product Viewed', property: 'price', at_most: 20 } },
      'error numeric-shape Product Viewed price',
    ],
  ])('%s', async (_, faults, difference) => {
    expect(await found(faults)).toEqual([difference]);
  });
});
