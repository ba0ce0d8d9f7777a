import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExactJson } from '../../src/text/exact-json.ts';

describe('parseExactJson', () => {
  test('keeps every digit of a big integer', () => {
    expect(parseExactJson('{"maximum": 9223372036854775807}')).toEqual({ maximum: 9223372036854775807n });
    expect(parseExactJson('[1, -9007199254740993, 2.5, 1e3]')).toEqual([1, -9007199254740993n, 2.5, 1000]);
  });

  test('reads all other JSON as JSON.parse does', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value, null, 1);
        // Asked for places, it never takes the engine's parser.
        const read = parseExactJson(text, () => {});
        expect(JSON.stringify(read, (_, v) => (typeof v === 'bigint' ? Number(v) : v))).toBe(
          JSON.stringify(JSON.parse(text)),
        );
      }),
    );
  });

  test('an ordinary key may be called __proto__', () => {
    expect(Object.keys(parseExactJson('{"__proto__": {"total": 1}}') as object)).toEqual(['__proto__']);
  });

  test('tells where each value stands', () => {
    const text = '{\n  "total": [19, "a/b"]\n}';
    const places = new Map<string, string>();
    parseExactJson(text, (pointer, { start, end }) => places.set(pointer, text.slice(start, end)));
    expect(places.get('/total/1')).toBe('"a/b"');
    expect(places.get('')).toBe(text);
  });

  test.each([
    ['{"total": }', 'line 1: expected a value, got "}"'],
    ['[1,\n2', 'line 2: expected "," or "]", got the end'],
    ['{total: 1}', 'line 1: expected a name in double quotes, got "t"'],
    ['1 2', 'line 1: expected the end of the text, got "2"'],
    ['"total', 'line 1: expected a closing quote, got "\\""'],
    ['['.repeat(600), 'nested more than 500 deep'],
    ['9'.repeat(2000), 'line 1: expected a number of at most 1000 digits, got "9"'],
  ])('says what is wrong with %j', (text, message) => {
    expect(() => parseExactJson(text, () => {})).toThrow(message);
  });
});
