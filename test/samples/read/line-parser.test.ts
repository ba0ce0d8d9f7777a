import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickHash } from '../../../src/evidence/sketch/hash.ts';
import { LineParser } from '../../../src/samples/read/line-parser.ts';
import { kindsOf } from '../../../src/text/characters.ts';

const order = {
  type: 'track',
  event: 'Order Completed',
  properties: {
    total: 227.44,
    currency: 'EUR',
    quantity: 2,
    gift: false,
    coupon: null,
    products: [{ sku: 'A-1' }],
  },
};

describe('reading lines that look like the ones before', () => {
  it('gives what JSON.parse gives, again and again', () => {
    const parser = new LineParser();
    for (let i = 0; i < 50; i++) {
      const line = JSON.stringify({ ...order, messageId: `m-${i}`, count: i });
      expect(read(parser, line)).toEqual(JSON.parse(line));
    }
  });

  it.each([
    [
      'blanks, as Python writes them',
      '{"event": "Cart Viewed", "value": 1.5, "items": [1, 2, {"sku": "A"}] }\r',
    ],
    ['escapes', '{"note":"a \\"quoted\\" \\u00fc\\n","path":"C:\\\\shop"}'],
    ['other scripts', '{"Käufer":"Jürgen","städte":["Köln","東京","🛍"]}'],
    [
      'numbers of all kinds',
      '{"a":0,"b":-0,"c":-1.25,"d":1e3,"e":1.5E-7,"f":0.1,"g":123456789012345,"h":52.52000659999999}',
    ],
    ['the largest exact whole number', '{"id":9007199254740991}'],
    ['nothing in it', '{"properties":{},"list":[]}'],
    ['names that objects have themselves', '{"__proto__":{"a":1},"constructor":2,"hasOwnProperty":null}'],
    ['names that are numbers', '{"b":1,"10":2,"2":3}'],
    ['a long text', `{"note":"${'linen dress '.repeat(900)}"}`],
  ])('reads %s', (_, line) => {
    const parser = new LineParser();
    for (let i = 0; i < 12; i++) {
      const value = read(parser, line);
      expect(value).toEqual(JSON.parse(line));
      expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(line)));
      expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    }
  });

  it.each([
    ['a doubled key', '{"total":1,"total":2}'],
    ['a doubled key, written in two ways', '{"total":1,"tot\\u0061l":2}'],
    ['a whole number beyond 2^53', '{"id":9007199254740993}'],
    ['a list', '[{"total":1}]'],
    ['a broken line', '{"total":1'],
    ['more behind it', '{"total":1}}'],
    ['a line break in a text', '{"note":"a\nb"}'],
    ['an escape that is none', '{"note":"\\x"}'],
    ['a number with a leading zero', '{"total":01}'],
    ['half a number', '{"total":1.}'],
    ['a comma too much', '{"total":1,}'],
    ['a word that is none', '{"gift":nul}'],
    ['nesting beyond all measure', `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`],
  ])('leaves %s to others', (_, line) => {
    const parser = new LineParser();
    for (let i = 0; i < 3; i++) expect(read(parser, line)).toBeNull();
  });

  it('leaves bytes that are no UTF-8 to others', () => {
    const bytes = Buffer.from('{"note":"ü"}', 'latin1');
    expect(new LineParser().parse(bytes, 0, bytes.length)).toBeNull();
  });

  it('reads no further than its line', () => {
    const parser = new LineParser();
    const bytes = Buffer.from('{"total":1,"note":"a"}, "b"}');
    expect(parser.parse(bytes, 0, 22)).toEqual({ total: 1, note: 'a' });
    expect(parser.parse(bytes, 0, 21)).toBeNull();
    expect(parser.parse(bytes, 0, 10)).toBeNull();
  });

  it('gives up on objects with ever new keys, and reads the others on', () => {
    const parser = new LineParser();
    const line = (i: number) => `{"prices":{"sku-${i}":1}}`;
    for (let i = 0; i < 40; i++) expect(read(parser, line(i))).toEqual(JSON.parse(line(i)));
    for (let i = 40; i < 90; i++) read(parser, line(i));
    expect(read(parser, line(90))).toBeNull();
    expect(read(parser, '{"total":1}')).toEqual({ total: 1 });
  });

  it('knows the characters and the hash of every text, of its line or not', () => {
    const parser = new LineParser();
    const texts = fc.array(
      fc.string({ unit: fc.constantFrom('a', 'Z', '7', ' ', '@', ':', '%', '+', '?', 'é', '"', '-') }),
    );
    const property = fc.property(texts, texts, (inside, others) => {
      const bytes = Buffer.from(JSON.stringify({ inside }));
      parser.parse(bytes, 0, bytes.length);
      for (const text of [...inside, ...others, ...inside.toReversed()]) {
        expect(parser.texts.kindsOf(text)).toBe(kindsOf(text));
        expect(parser.texts.quickHash(text)).toBe(quickHash(text));
      }
    });
    fc.assert(property, { numRuns: 300 });
  });

  it('agrees with JSON.parse on whatever it reads', () => {
    const property = fc.property(
      fc.array(fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 4 })), {
        maxLength: 4,
      }),
      fc.nat(3),
      fc.array(fc.tuple(fc.nat(2000), fc.nat(255)), { maxLength: 2 }),
      (records, indent, changes) => {
        const parser = new LineParser();
        for (const record of [...records, ...records]) {
          const bytes = Buffer.from(JSON.stringify(record, null, indent));
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          const value = parser.parse(bytes, 0, bytes.length);
          // Escapes, many digits and the sign for what cannot be read may be left to JSON.parse.
          if (changes.length === 0 && !/\\|\d{16}|\ufffd/.test(bytes.toString()))
            expect(value).not.toBeNull();
          if (value !== null)
            expect(JSON.stringify(value)).toBe(JSON.stringify(JSON.parse(bytes.toString())));
        }
      },
    );
    fc.assert(property, { numRuns: 500 });
  });
});

function read(parser: LineParser, line: string): unknown {
  const bytes = Buffer.from(line);
  return parser.parse(bytes, 0, bytes.length);
}
