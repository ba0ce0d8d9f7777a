import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, distance, nearest } from '../../src/text/nearest.ts';

const EVENTS = ['Order Completed', 'Order Refunded', 'Cart Viewed', 'Product Viewed'];

describe('the name that was probably meant', () => {
  test.each([
    ['Order Complete', 'Order Completed'],
    ['order_completed', 'Order Completed'],
    ['OrderRefunded', 'Order Refunded'],
    ['Crat Viewed', 'Cart Viewed'],
    ['Cart\u200b Viewed', 'Cart Viewed'],
    ['Checkout Started', null],
    ['', null],
  ])('%j → %j', (name, expected) => {
    expect(nearest(name, EVENTS)).toBe(expected);
  });

  test('short names are not stretched', () => {
    expect(nearest('id', ['to', 'of'])).toBeNull();
    expect(nearest('ownr', ['owner', 'order'])).toBe('owner');
    expect(nearest('descripton', ['description', 'depends'])).toBe('description');
  });

  test('as a sentence', () => {
    expect(didYouMean('Cart Veiwed', EVENTS)).toBe(' Did you mean "Cart Viewed"?');
    expect(didYouMean('Refund', EVENTS)).toBe('');
  });
});

describe('distance', () => {
  test.each([
    ['cart', 'cart', 0],
    ['cart', 'card', 1],
    ['cart', 'crat', 1],
    ['cart', 'carts', 1],
    ['order', 'orders paid', 6],
    ['', 'abc', 3],
  ])('%j to %j is %i', (a, b, expected) => {
    expect(distance(a, b)).toBe(expected);
  });

  test('it is symmetric, zero only for equals, and a limit only cuts', () => {
    const name = fc.stringMatching(/^[abc]{0,7}$/);
    fc.assert(
      fc.property(name, name, fc.nat(6), (a, b, limit) => {
        const full = distance(a, b);
        expect(distance(b, a)).toBe(full);
        expect(full === 0).toBe(a === b);
        expect(distance(a, b, limit)).toBe(full > limit ? limit + 1 : full);
      }),
    );
  });
});
