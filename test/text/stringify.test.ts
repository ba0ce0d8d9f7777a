import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pretty } from '../../src/text/stringify.ts';

describe('JSON for a file that people read', () => {
  it('is what JSON.stringify writes with two blanks', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(pretty(value))).toEqual(JSON.parse(JSON.stringify(value)));
        const plain = JSON.stringify(value, null, 2);
        if (/^[ -~\n]*$/.test(plain) && !plain.includes('##')) expect(pretty(value)).toBe(plain);
      }),
    );
  });

  it('keeps the digits of whole numbers beyond 2^53', () => {
    expect(pretty({ lots: [9007199254740993n] })).toBe('{\n  "lots": [\n    9007199254740993\n  ]\n}');
  });
});
