import { expect, test } from 'vitest';
import { matchesGlob } from '../../src/text/glob.ts';

test.each([
  ['Order Completed', 'Order *', true],
  ['Order Completed', '*Completed', true],
  ['Order Completed', 'O*r*d', true],
  ['Order Completed', 'Order Completed', true],
  ['Order Completed', 'order *', false],
  ['Order', 'Order *', false],
  ['aba', 'ab*ba', false],
  ['is_gift', 'is_*', true],
  ['', '*', true],
  ['a.b', 'a?b', false],
])('%j and %j: %s', (name, glob, expected) => {
  expect(matchesGlob(name, glob)).toBe(expected);
});

test('many stars cost no more than one pass', () => {
  expect(matchesGlob('a'.repeat(50_000), `${'*a'.repeat(1_000)}*b`)).toBe(false);
});
