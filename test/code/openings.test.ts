import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyOpening, opening, when } from '../../src/code/openings.ts';

const holds = (search: ReturnType<typeof anyOpening>, text: string) =>
  search(Buffer.from(text, 'latin1'), text);

test('finds a word where what must follow stands behind it', () => {
  const called = anyOpening([opening(['track', 'gtag'], /\s*\(/)]);
  expect(holds(called, 'track ("Cart Viewed")')).toBe(true);
  expect(holds(called, 'import { track, gtag } from "./shop"; gtag("event")')).toBe(true);
  expect(holds(called, 'the track (of the cart) and gtag')).toBe(true);
  expect(holds(called, 'import { track } from "./shop"')).toBe(false);
});

test('a word that stands apart has no letter before it', () => {
  const called = anyOpening([opening(['track'], /\(/, true)]);
  expect(holds(called, 'soundtrack("Cart")')).toBe(false);
  expect(holds(called, 'soundtrack("Cart"); track("Cart Viewed")')).toBe(true);
  expect(holds(called, 'track("Cart Viewed")')).toBe(true);
});

test('looks for all of them, however long their words are', () => {
  const any = anyOpening([opening(['op'], /\./, true), when(opening(['fetch'], /\(/), /\/events/)]);
  expect(holds(any, 'stop.now()')).toBe(false);
  expect(holds(any, 'op.track("Cart Viewed")')).toBe(true);
  expect(holds(any, 'fetch("/carts")')).toBe(false);
  expect(holds(any, 'fetch("/events")')).toBe(true);
});

test('says what a regular expression says that begins with the words', () => {
  const unit = fc.constantFrom('a', 'b', '(', '.', ' ', 'ab', 'op', 'track');
  fc.assert(
    fc.property(
      fc.string({ unit, maxLength: 20 }),
      fc.uniqueArray(fc.constantFrom('a', 'ab', 'op', 'track', 'trackab'), { minLength: 1 }),
      fc.boolean(),
      (text, words, apart) => {
        const pattern = new RegExp(`${apart ? '(?<![\\w$])' : ''}(?:${words.join('|')})\\s?[(.]`);
        expect(holds(anyOpening([opening(words, /\s?[(.]/, apart)]), text)).toBe(pattern.test(text));
      },
    ),
  );
});
