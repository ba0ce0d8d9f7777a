import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseInstant } from '../../src/text/instant.ts';

test('reads every instant that toISOString writes', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
      (date) => parseInstant(date.toISOString()) === date.getTime(),
    ),
  );
});

test.each([
  ['2026-05-02T10:00:00Z', Date.UTC(2026, 4, 2, 10)],
  ['2026-05-02T10:00:00.5Z', Date.UTC(2026, 4, 2, 10, 0, 0, 500)],
  ['2026-05-02T10:00:00.123456Z', Date.UTC(2026, 4, 2, 10, 0, 0, 123)],
  ['2026-05-02T10:00:00+02:00', Date.UTC(2026, 4, 2, 8)],
  ['2026-05-02', Date.UTC(2026, 4, 2)],
  ['2026-13-02T10:00:00Z', null],
  ['yesterday', null],
  ['', null],
])('%s', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});
