import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern, PatternError } from '../../src/text/pattern.ts';
import { patternCost } from '../../src/text/pattern-cost.ts';
import { parsePattern } from '../../src/text/pattern-syntax.ts';

/** Regular expressions as plans have them, and worse: nested, overlapping, with every kind of atom. */
const atom = fc.constantFrom(
  'a',
  'b',
  '[ab]',
  '[^a]',
  '.',
  '\\d',
  '\\w',
  '\\s',
  '[\\d-]',
  '\\u0061',
  '\\x62',
  '🛒',
  '\\p{L}',
  '[^\\s\\p{Lu}]',
  '\\.',
  '[\\]x-z]',
);
const quantifier = fc.constantFrom('', '', '*', '+', '?', '{2}', '{1,3}', '{2,}', '*?');
const pattern = fc.letrec<{ piece: string; whole: string }>((tie) => ({
  piece: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(atom, quantifier).map(([a, q]) => a + q),
    fc.tuple(tie('whole'), quantifier).map(([w, q]) => `(?:${w})${q}`),
    fc.tuple(tie('whole'), tie('whole')).map(([a, b]) => `(${a}|${b})`),
  ),
  whole: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
})).whole;
const anchored = fc
  .tuple(fc.constantFrom('', '^'), pattern, fc.constantFrom('', '$'))
  .map((parts) => parts.join(''));
const text = fc
  .array(fc.constantFrom('a', 'b', 'x', '1', ' ', '\u00a0', '\r', '-', ']', 'É', '🛒'), { maxLength: 9 })
  .map((c) => c.join(''));

test('says what RegExp says, whichever engine runs it', () => {
  fc.assert(
    fc.property(anchored, text, (source, value) => {
      expect(compilePattern(source).test(value)).toBe(new RegExp(source, 'u').test(value));
    }),
    { numRuns: 3000 },
  );
});

test.each([
  ['^(a+)+$', `${'a'.repeat(50_000)}!`],
  ['^(a|a)*$', `${'a'.repeat(50_000)}!`],
  ['^(a|b|ab)*c$', 'ab'.repeat(30_000)],
  ['(x+x+)+y', 'x'.repeat(50_000)],
  ['\\s+$', `${' '.repeat(50_000)}.`],
  ['^([a-z]+\\.?)+@', 'a'.repeat(50_000)],
  ['(.*a){20}', 'a'.repeat(5000).replace(/a$/, 'b')],
])('%s is quick on a text made to blow it up', (source, value) => {
  const start = performance.now();
  compilePattern(source).test(value);
  expect(performance.now() - start).toBeLessThan(5000);
});

test.each([
  ['^[0-9]{8}$', 'linear'],
  ['^[a-z0-9]+(-[a-z0-9]+)*$', 'linear'],
  ['^(SKU|SALE)-\\d+$', 'linear'],
  ['^(?!test).*$', 'linear'],
  ['^((?!--).)*$', 'linear'],
  ['^(?=.*[A-Z])(?=.*\\d).{8,}$', 'linear'],
  ['^[^@\\s]+@[^@\\s]+\\.[^@\\s]+$', 'quadratic'],
  ['https?://.*', 'quadratic'],
  ['^(a+)+$', 'worse'],
  ['^([a-z]+)*$', 'worse'],
  ['^(a*)*$', 'worse'],
  ['^a*b?a*b?a*$', 'worse'],
])('%s backtracks: %s', (source, cost) => {
  expect(patternCost(parsePattern(source))).toBe(cost);
});

describe('refuses', () => {
  test.each([
    ['what is no regular expression', '^[a-', /Not a regular expression/],
    ['a back reference', '^(a+)\\1$', /back reference/],
    ['a look-around that runs over the text at each character', '^((?!.*-).)*$', /look-around/],
    ['what is too long', `^${'a?'.repeat(4000)}$`, /8002 characters/],
  ])('%s', (_, source, message) => {
    expect(() => compilePattern(source)).toThrow(PatternError);
    expect(() => compilePattern(source)).toThrow(message);
  });
});

test('reads what only the older mode accepts, as many plans have it', () => {
  expect(compilePattern('^[\\w-_]+$').test('order-id_1')).toBe(true);
  expect(compilePattern('^\\-\\@$').test('-@')).toBe(true);
});
