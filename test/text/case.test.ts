import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CASE_EXAMPLES, type CaseName, casesOf, matchesCase, toCase } from '../../src/text/case.ts';

const ALL = Object.keys(CASE_EXAMPLES) as CaseName[];

describe('a name fits its case', () => {
  test.each<[CaseName, string[], string[]]>([
    [
      'title',
      [
        'Order Completed',
        'Home',
        'SKU Viewed',
        'Product Added to Wishlist',
        'iOS App Opened',
        'PayPal Clicked',
        'Größe Gewählt',
      ],
      [
        'order completed',
        'Order completed',
        'OrderCompleted',
        'Order_Completed',
        'Order  Completed',
        'to Order',
      ],
    ],
    [
      'sentence',
      ['Order completed', 'Home', 'Opened on iOS', 'SKU viewed'],
      ['Order Completed', 'order completed'],
    ],
    [
      'snake',
      ['order_completed', 'order', 'item_1', 'größe'],
      ['orderCompleted', 'Order_Completed', 'order__id', '_order', 'order id'],
    ],
    ['camel', ['orderCompleted', 'order', 'orderID'], ['OrderCompleted', 'order_completed']],
    ['pascal', ['OrderCompleted', 'SKU', 'Order'], ['orderCompleted', 'Order Completed', 'ORDERED']],
    ['kebab', ['order-completed'], ['order_completed', 'Order-Completed']],
    ['constant', ['ORDER_COMPLETED'], ['Order_Completed']],
    ['lower', ['order completed'], ['Order completed', 'order_completed']],
    ['dot', ['order.completed', 'order.line_items'], ['order-completed', 'Order.Completed']],
  ])('%s', (wanted, yes, no) => {
    for (const name of yes) expect({ name, fits: matchesCase(name, wanted) }).toEqual({ name, fits: true });
    for (const name of no) expect({ name, fits: matchesCase(name, wanted) }).toEqual({ name, fits: false });
  });

  test('a lone word fits several, a mixture none', () => {
    expect(casesOf('order')).toEqual(['snake', 'camel', 'kebab', 'lower', 'dot'].sort(byOrder));
    expect(casesOf('Order_paid')).toEqual([]);
  });
});

const byOrder = (a: string, b: string) => ALL.indexOf(a as CaseName) - ALL.indexOf(b as CaseName);

describe('a name in another case', () => {
  test.each<[string, CaseName, string]>([
    ['order_completed', 'title', 'Order Completed'],
    ['Order Completed', 'snake', 'order_completed'],
    ['orderID', 'snake', 'order_id'],
    ['userIDs', 'snake', 'user_ids'],
    ['SKU Viewed', 'title', 'SKU Viewed'],
    ['ORDER_PAID', 'title', 'Order Paid'],
    ['Product Added To Wishlist', 'title', 'Product Added to Wishlist'],
    ['order completed', 'camel', 'orderCompleted'],
    ['order completed', 'pascal', 'OrderCompleted'],
    ['Order Completed', 'sentence', 'Order completed'],
    ['Order Completed', 'constant', 'ORDER_COMPLETED'],
    ['Order Completed', 'kebab', 'order-completed'],
    ['Order Completed', 'dot', 'order.completed'],
    ['***', 'snake', '***'],
  ])('%j as %s is %j', (name, wanted, expected) => {
    expect(toCase(name, wanted)).toBe(expected);
  });

  test('what was converted fits, and converts to itself', () => {
    const name = fc
      .array(fc.stringMatching(/^[a-z]{2,8}$/), { minLength: 1, maxLength: 5 })
      .map((all) => all.join(' '));
    fc.assert(
      fc.property(name, fc.constantFrom(...ALL), (text, wanted) => {
        const converted = toCase(text, wanted);
        expect(matchesCase(converted, wanted)).toBe(true);
        expect(toCase(converted, wanted)).toBe(converted);
      }),
    );
  });
});
