import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/text/fold.ts';
import { invisibles, visible, words } from '../../src/text/words.ts';

describe('words of a name', () => {
  test.each([
    ['Order Completed', ['Order', 'Completed']],
    ['orderCompleted', ['order', 'Completed']],
    ['order_completed', ['order', 'completed']],
    ['ORDER-COMPLETED', ['ORDER', 'COMPLETED']],
    ['HTMLPageViewed', ['HTML', 'Page', 'Viewed']],
    ['userIDs', ['user', 'IDs']],
    ['GA4EventSent', ['GA4', 'Event', 'Sent']],
    ['sha256_hash', ['sha256', 'hash']],
    ['app.version', ['app', 'version']],
    ["Seller's Cart Viewed", ['Sellers', 'Cart', 'Viewed']],
    ['Größe gewählt', ['Größe', 'gewählt']],
    ['商品 閲覧', ['商品', '閲覧']],
    ['order\u200bid', ['orderid']],
    ['order\u2008id', ['order', 'id']],
    ['', []],
    ['***', []],
  ])('%j', (name, expected) => {
    expect(words(name)).toEqual(expected);
  });

  test('letters and digits are never lost', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        const letters = (text: string) => [...text.replace(/[^\p{L}\p{N}]/gu, '')].length;
        expect(letters(words(name).join(''))).toBeLessThanOrEqual(letters(name));
        if (/^[A-Za-z0-9 _-]*$/.test(name)) expect(words(name).join('')).toBe(name.replace(/[ _-]/g, ''));
      }),
    );
  });
});

describe('what a reader cannot see', () => {
  test('a zero-width space and an odd space are named', () => {
    expect(invisibles('Order\u200b Paid\u2008')).toEqual([
      { index: 5, code: 'U+200B' },
      { index: 11, code: 'U+2008' },
    ]);
    expect(invisibles('Order Paid')).toEqual([]);
  });

  test('the visible name is plain, and stays as it is', () => {
    expect(visible('Order\u200b\u2008Paid ')).toBe('Order Paid');
    fc.assert(fc.property(fc.string(), (name) => visible(visible(name)) === visible(name)));
  });
});

describe('names that a reader takes for one', () => {
  test.each([
    ['orderId', 'order_id'],
    ['orderId', 'Order ID'],
    ['order_id', 'order ids'],
    ['user_id', 'userid'],
    ['Collection Item Unpublished', 'Collection Items Unpublished'],
    ['OPEN', 'open'],
    ['category', 'categories'],
    ['Order\u200bPaid', 'OrderPaid'],
  ])('%j and %j', (a, b) => {
    expect(fold(a)).toBe(fold(b));
  });

  test.each([
    ['order_id', 'order_ip'],
    ['status', 'stat'],
    ['Cart Viewed', 'Card Viewed'],
  ])('but not %j and %j', (a, b) => {
    expect(fold(a)).not.toBe(fold(b));
  });
});
