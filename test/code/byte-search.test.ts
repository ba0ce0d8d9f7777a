import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteSearch } from '../../src/code/byte-search.ts';

const encode = (text: string) => new TextEncoder().encode(text);

test('finds a word wherever it stands, and no word that is not there', () => {
  const holds = byteSearch(['track', 'identify']);
  expect(holds(encode('analytics.track("Cart Viewed")'))).toBe(true);
  expect(holds(encode('identify'))).toBe(true);
  expect(holds(encode('the trac and the identif'))).toBe(false);
  expect(holds(encode(''))).toBe(false);
});

test('no words: nothing', () => {
  expect(byteSearch([])(encode('Cart Viewed'))).toBe(false);
});

test('asks about each place until one counts', () => {
  const places: string[] = [];
  const search = byteSearch(['cart', 'order']);
  const found = search(encode('cart, order, cart'), (word, at) => {
    places.push(`${word} ${at}`);
    return at > 0;
  });
  expect(found).toBe(true);
  expect(places).toEqual(['cart 0', 'order 6']);
  expect(search(encode('cart, order'), () => false)).toBe(false);
});

test('says what a search word by word says', () => {
  const letters = fc.constantFrom('a', 'b', 'c', 'é');
  const text = (maxLength: number) => fc.string({ unit: letters, maxLength });
  fc.assert(
    fc.property(fc.array(text(6), { maxLength: 5 }), text(60), (words, whole) => {
      const there = words.some((word) => word !== '' && whole.includes(word));
      expect(byteSearch(words)(encode(whole))).toBe(there);
    }),
  );
});
