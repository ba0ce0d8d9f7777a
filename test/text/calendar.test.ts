import { expect, test } from 'vitest';
import { addDuration, daysBetween } from '../../src/text/calendar.ts';

test.each([
  ['2026-06-01', 'P90D', '2026-08-30'],
  ['2026-01-31', 'P1M', '2026-02-28'],
  ['2024-01-31', 'P1M', '2024-02-29'],
  ['2026-06-01', 'P2W', '2026-06-15'],
  ['2026-06-01', 'P1Y6M', '2027-12-01'],
  ['2026-06-01', 'ninety days', null],
  ['June', 'P90D', null],
])('%s and %s is %s', (date, duration, expected) => {
  expect(addDuration(date, duration)).toBe(expected);
});

test('days between two dates', () => {
  expect(daysBetween('2026-06-01', '2026-08-30')).toBe(90);
  expect(daysBetween('2026-06-01', '2026-05-31')).toBe(-1);
});
