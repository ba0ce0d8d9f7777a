import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from '../../src/text/mask.ts';

describe('mask', () => {
  it.each([
    ['jane.doe@gmail.com', 'j***@g***.com'],
    ['müller@straße.example', 'm***@s***'],
    ['4111 1111 1111 1111', '**** **** **** 1111'],
    ['4111111111111111', '************1111'],
    ['+49 170 1234567', '+** *** ***4567'],
    ['0170 123456', '**** ****56'],
    ['DE89370400440532013000', '******************3000'],
    ['https://acme.example/u/jane?email=jane@x.com&p=1', 'https://acme.example/***?email=***&p=***'],
    ['https://jane:secret@acme.example', 'https://acme.example'],
    ['Jane Doe', 'J***'],
    ['EUR', '***'],
    ['', '***'],
    ['😀 hello', '😀***'],
  ])('%s → %s', (value, expected) => {
    expect(mask(value)).toBe(expected);
  });

  it('never shows an address, however long the value', () => {
    const local = fc.string({ minLength: 4, maxLength: 300 }).filter((text) => !/^\**$/.test(text));
    fc.assert(
      fc.property(local, (name) => {
        expect(mask(`${name}@acme.example`)).not.toContain(name);
      }),
    );
  });

  it('leaves at most four digits of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9 -]{7,40}$/), (number) => {
        expect(mask(number).replace(/\D/g, '').length).toBeLessThanOrEqual(4);
      }),
    );
  });
});
