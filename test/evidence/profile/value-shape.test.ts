import { expect, test } from 'vitest';
import { epochOf, shapeOf } from '../../../src/evidence/profile/value-shape.ts';

const hex = '0123456789abcdef';

test.each([
  ['2026-05-02', 'date'],
  ['1777716000', 'epoch-s'],
  ['1777716000000', 'epoch-ms'],
  ['1777716000000000', 'epoch-us'],
  [hex + hex, 'hex-32'],
  ['6f1ed002-ab5f-4a2c-8d6e-0123456789ab', 'uuid'],
  [`${hex}${hex}${hex.slice(0, 8)}`, 'hex-40'],
  [`${hex}${hex}${hex.slice(0, 11)}=`, 'base64-32'],
  [hex.repeat(4), 'hex-64'],
  [hex.toUpperCase().repeat(4), 'HEX-64'],
  ['2026-05-02T10:00:00Z', 'date-time'],
  ['2026-05-02 10:00:00.123', 'date-time'],
  // Lengths that other shapes have, too: without seconds, and as Python writes it.
  ['2026-05-02T10:00', 'date-time'],
  ['2026-05-02T10:00:00.123456+00:00', 'date-time'],
  ['a@b.co', 'email'],
  ['jane.doe@a.example', 'email'],
  [`${'j'.repeat(22)}@a.example`, 'email'],
])('%s: %s', (text, shape) => {
  expect(shapeOf(text)).toBe(shape);
});

test.each([
  '',
  'blue',
  '2026-99-02',
  '2026-05-02T99',
  `${hex}${hex.slice(1)}`,
  '3777716000',
  'a @b.co',
  'x'.repeat(64),
])('nothing: %j', (text) => {
  expect(shapeOf(text)).toBeNull();
});

test.each([
  [1_777_716_000, 'epoch-s'],
  [1_777_716_000_000, 'epoch-ms'],
  [1_777_716_000_000_000, 'epoch-us'],
  [3_000_000_000, null],
  [42, null],
])('the number %d: %s', (value, shape) => {
  expect(epochOf(value)).toBe(shape);
});
