import { describe, expect, it } from 'vitest';
import { compare, type Faults } from './shop.ts';

async function found(faults: Faults) {
  const { differences } = await compare(faults);
  return differences.map(({ kind, severity, event, property, slice }) => [
    kind.includes('/') ? kind : `drift/${kind}`,
    [severity, event, property, slice].filter((each) => each !== null).join(' '),
  ]);
}

describe('two systems that agree', () => {
  it('raise nothing, though only some people agreed and signed in', async () => {
    expect(await found({})).toEqual([]);
  });

  it('raise nothing when one export covers other days', async () => {
    expect(await found({ braze: { days: [3, 14] }, amplitude: { days: [0, 12] } })).toEqual([]);
  });
});

describe('a bot on one side', () => {
  const bot = { amplitude: { event: 'Cart Viewed', bot: 3000 } };

  it('is left out of what is compared, and said', async () => {
    expect(await found(bot)).toEqual([]);
    expect((await compare(bot)).pairs.map(({ bots }) => bots)).toEqual([1]);
  });

  it('hides nothing about other events', async () => {
    const lost = { ...bot, braze: { event: 'Order Completed', lose: 0.2 } };
    expect(await found(lost)).toEqual([['drift/delivery', 'error Order Completed']]);
  });
});

describe('one cause is one difference', () => {
  it.each<[string, Faults, string, string]>([
    [
      'an event that never arrives',
      { braze: { event: 'Order Completed', lose: 1 } },
      'drift/missing-event',
      'error Order Completed',
    ],
    [
      'one that stops',
      { braze: { event: 'Order Completed', lose: 1, from_day: 8 } },
      'drift/missing-event',
      'error Order Completed',
    ],
    [
      'another name',
      { braze: { event: 'Order Completed', rename: 'order_placed' } },
      'drift/renamed-event',
      'error Order Completed',
    ],
    [
      'another name from one day on',
      { braze: { event: 'Order Completed', rename: 'order_placed', from_day: 7 } },
      'drift/renamed-event',
      'error Order Completed',
    ],
    [
      "a name that is nobody's",
      { braze: { event: 'Signed In', platform: 'ios', add: 'debug_ping' } },
      'drift/unplanned-event',
      'warn debug_ping',
    ],
    [
      'fewer carts, and no ids to follow',
      { braze: [{ new_ids: true }, { event: 'Cart Viewed', lose: 0.5 }] },
      'drift/volume',
      'warn Cart Viewed',
    ],
    ['a filter before all of them', { braze: { lose: 0.3 } }, 'drift/volume', 'error'],
    [
      'lost orders',
      { braze: { event: 'Order Completed', lose: 0.2 } },
      'drift/delivery',
      'error Order Completed',
    ],
    [
      'lost orders of one platform',
      { braze: { event: 'Order Completed', lose: 0.9, platform: 'ios' } },
      'drift/delivery',
      'error Order Completed ios',
    ],
    [
      'orders twice',
      { braze: { event: 'Order Completed', repeat: 0.08 } },
      'drift/duplicates',
      'error Order Completed',
    ],
    [
      'one record for each line',
      { braze: { event: 'Order Completed', per_line: true } },
      'drift/duplicates',
      'error Order Completed',
    ],
    [
      'a late batch',
      { braze: { event: 'Order Completed', delay_hours: 26.2 } },
      'drift/lag',
      'warn Order Completed',
    ],
    ['local time as UTC', { braze: { delay_hours: 2 } }, 'drift/time-zone', 'error Product Viewed'],
    [
      'a property that is often left out',
      { braze: { event: 'Order Completed', property: 'coupon', omit: 0.6 } },
      'drift/property-presence',
      'warn Order Completed coupon',
    ],
    [
      'a property under another name',
      { braze: { event: 'Order Completed', property: 'revenue', called: 'order_value' } },
      'drift/renamed-property',
      'error Order Completed total',
    ],
    [
      'numbers as text',
      { braze: { event: 'Order Completed', property: 'revenue', as_text: 0.2 } },
      'drift/type',
      'error Order Completed total',
    ],
    [
      'values in another spelling',
      { braze: { event: 'Order Completed', property: 'currency', to: { EUR: 'eur', GBP: 'gbp' } } },
      'drift/enum-domain',
      'error Order Completed currency',
    ],
    [
      'a new value',
      { braze: { event: 'Product Viewed', property: 'category', to: { kitchen: 'cookware' }, share: 0.3 } },
      'drift/enum-domain',
      'error Product Viewed category',
    ],
    [
      'another mix',
      { braze: { event: 'Product Viewed', property: 'category', to: { kitchen: 'books' }, share: 0.6 } },
      'drift/categorical',
      'error Product Viewed category',
    ],
    [
      'with tax against without',
      { braze: { event: 'Order Completed', property: 'revenue', times: 1.19 } },
      'drift/numeric-factor',
      'error Order Completed total',
    ],
    [
      'another currency',
      { braze: { event: 'Order Completed', property: 'revenue', euros: true } },
      'drift/numeric-factor',
      'error Order Completed total',
    ],
    [
      'a cap',
      { braze: { event: 'Product Viewed', property: 'price', at_most: 20 } },
      'drift/numeric-shape',
      'error Product Viewed price',
    ],
  ])('%s', async (_, faults, rule, difference) => {
    expect(await found(faults)).toEqual([[rule, difference]]);
  });
});

describe('evidence that says little is said, and nothing is guessed over it', () => {
  it.each<[string, Faults, string]>([
    ['an empty export', { braze: { empty: true } }, 'evidence/empty-export'],
    ['a sample that does not say so', { braze: { lose: 0.9 } }, 'evidence/sampled-side'],
    ['another key', { braze: { key: 'another secret of sixteen bytes' } }, 'evidence/key-mismatch'],
    ['another version of the plan', { braze: { version: '0.9.0' } }, 'evidence/other-plan'],
    ['seconds read as milliseconds', { braze: { seconds: true } }, 'evidence/time-unit'],
    ['other days', { amplitude: { days: [0, 6] }, braze: { days: [7, 14] } }, 'evidence/no-common-days'],
  ])('%s', async (_, faults, rule) => {
    expect(await found(faults)).toEqual([[rule, 'warn']]);
  });
});
