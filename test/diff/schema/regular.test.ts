import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  ceilTo,
  compare,
  decimal,
  floorTo,
  isMultiple,
  toNumber,
  toText,
} from '../../../src/diff/schema/decimal.ts';
import { formatOf } from '../../../src/diff/schema/formats.ts';
import { automatonOf, run } from '../../../src/diff/schema/regex/automaton.ts';
import { parsePattern } from '../../../src/diff/schema/regex/parse.ts';
import { compilePattern } from '../../../src/diff/schema/regex/pattern.ts';
import { findText } from '../../../src/diff/schema/regex/walk.ts';

/** Expressions of every construct that the parser takes. */
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.constantFrom(
      'a',
      'b',
      '0',
      '.',
      '\\d',
      '\\w',
      '\\s',
      '\\S',
      '[ab]',
      '[^a]',
      '[a-c0-2]',
      '^',
      '$',
      '\\.',
      '\\u0041',
      '[\\d-]',
    ),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `${a}${b}`),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,2}', '{0,}', '*?'))
      .map(([a, q]) => `(${a})${q}`),
  ),
}));

const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '0', '1', 'A', '.', '-', ' ', '\n', 'é', '😀'),
  maxLength: 6,
});

describe('patterns as automata', () => {
  test('accept what JavaScript accepts', () => {
    fc.assert(
      fc.property(pattern, fc.array(text, { minLength: 10, maxLength: 10 }), (source, texts) => {
        const automaton = automatonOf(parsePattern(source));
        for (const each of texts)
          expect([source, each, run(automaton, each)]).toEqual([
            source,
            each,
            new RegExp(source, 'u').test(each),
          ]);
      }),
      { numRuns: 600, seed: 5 },
    );
  });

  test('a text that is found is in the one and not in the other; none found is none there', () => {
    fc.assert(
      fc.property(pattern, pattern, fc.array(text, { minLength: 10, maxLength: 10 }), (a, b, texts) => {
        const [yes, no] = [automatonOf(parsePattern(a)), automatonOf(parsePattern(b))];
        const found = findText({ accept: [yes], reject: [no], min: 0, max: Number.POSITIVE_INFINITY });
        if (found === 'too-large') return;
        if (found !== null)
          expect([new RegExp(a, 'u').test(found), new RegExp(b, 'u').test(found)]).toEqual([true, false]);
        else
          for (const each of texts)
            expect(new RegExp(a, 'u').test(each) && !new RegExp(b, 'u').test(each)).toBe(false);
      }),
      { numRuns: 600, seed: 6 },
    );
  });

  test.each(['(?=a)', '(?<!a)b', '(a)\\1', '\\bword', '\\p{L}'])(
    '%s is run, and not reasoned about',
    (source) => {
      const compiled = compilePattern(source);
      expect(compiled.automaton).toBeNull();
      expect(compiled.why).toContain(JSON.stringify(source));
    },
  );

  test('a costly expression is run on short texts only', () => {
    const costly = compilePattern('^(?=x)(a+)+$');
    expect(costly.test('xa')).toBe(false);
    expect(costly.test('a'.repeat(60))).toBeNull();
  });
});

describe('formats between two languages', () => {
  const NAMES = [
    'date',
    'time',
    'date-time',
    'iso-time',
    'iso-date-time',
    'duration',
    'uri',
    'uri-reference',
    'uri-template',
    'url',
    'email',
    'hostname',
    'ipv4',
    'ipv6',
    'regex',
    'uuid',
    'json-pointer',
    'relative-json-pointer',
    'byte',
  ];
  const SAMPLES = [
    '2026-02-29',
    '2024-02-29',
    '2026-11-21T10:00:00Z',
    '2026-11-21t10:00:00+01',
    '23:59:60Z',
    '10:00:00.5+01:30',
    'P1Y2M',
    'PT5S',
    'P',
    'https://shop.example/a?b#c',
    'mailto:a@b',
    '//x',
    '',
    'a b',
    'shop@acme.example',
    'a..b@c',
    '192.0.2.1',
    '256.1.1.1',
    '::1',
    '1::2:3',
    'urn:uuid:123e4567-e89b-42d3-a456-426614174000',
    '/a/b',
    '0#',
    'aGk=',
    '(',
    'ftp://ex.ample:80/',
    '{id}',
    'xn--a',
    'a-',
    '"',
    '\n',
    'aGk=\n!',
  ];

  test.each(NAMES)('%s', (name) => {
    const format = formatOf(name);
    if (format === null) throw new Error(`${name} is not known`);
    const mutated = fc
      .tuple(fc.constantFrom(...SAMPLES), fc.nat(40), fc.string({ maxLength: 2 }))
      .map(([sample, at, inserted]) => sample.slice(0, at) + inserted + sample.slice(at + 1));
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...SAMPLES), mutated), (sample) => {
        if (format.test(sample))
          expect([sample, format.outer?.regExp.test(sample) ?? true]).toEqual([sample, true]);
        if (format.inner?.regExp.test(sample)) expect([sample, format.test(sample)]).toEqual([sample, true]);
      }),
      { numRuns: 400, seed: 7 },
    );
  });
});

describe('decimals', () => {
  const number = fc.oneof(
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
    fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
  );

  test('hold every digit, and order as numbers do', () => {
    fc.assert(
      fc.property(number, number, (a, b) => {
        if (typeof a === 'number') expect(toNumber(decimal(a))).toBe(a === 0 ? 0 : a);
        expect(Math.sign(compare(decimal(a), decimal(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  test('multiples are exact where doubles are not', () => {
    expect(isMultiple(decimal(0.3), decimal(0.1))).toBe(true);
    expect(toText(add(decimal(0.1), decimal(0.2)))).toBe('0.3');
    expect(toText(ceilTo(decimal(-7), decimal(2)))).toBe('-6');
    expect(toText(floorTo(decimal(-7), decimal(2)))).toBe('-8');
    expect(toNumber(decimal(9007199254740993n))).toBeNull();
  });
});
