import { describe, expect, test } from 'vitest';
import { judgeLine } from '../../../src/diff/pairs.ts';

const many = <T>(count: number, of: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => of(i));
const object = (count: number, of: (i: number) => object) => ({
  type: 'object',
  properties: Object.fromEntries(many(count, (i) => [`p${i}`, of(i)])),
});
const nested = (depth: number): object =>
  depth === 0
    ? { type: 'string' }
    : { type: 'object', properties: { inner: nested(depth - 1) }, required: ['inner'] };
/** Thirty shapes that all lead to one another: 30! ways through them. */
const tangled = (type: string) => ({
  $defs: Object.fromEntries(
    many(30, (i) => [
      `n${i}`,
      {
        properties: {
          ...Object.fromEntries(many(30, (j) => [`p${j}`, { $ref: `#/$defs/n${j}` }])),
          v: { type },
        },
      },
    ]),
  ),
  $ref: '#/$defs/n0',
});
const payments = (count: number, min: number) => ({
  oneOf: many(count, (i) => ({
    properties: { method: { const: `m${i}` }, fee: { type: 'integer', minimum: i + min } },
    required: ['method'],
  })),
});

/** Verdicts are given in steps, not in seconds: these bounds are for a machine that does much else. */
const SOON_MS = 25_000;

describe.each<[string, object, object, { backward: string; forward?: string }]>([
  [
    '2,000 properties that all changed',
    object(2000, () => ({ maxLength: 5 })),
    object(2000, () => ({ maxLength: 6 })),
    { backward: 'compatible', forward: 'breaking' },
  ],
  ['100 objects in one another', nested(100), nested(99), { backward: 'breaking', forward: 'breaking' }],
  ['1,000 objects in one another', nested(1000), nested(999), { backward: 'unknown', forward: 'unknown' }],
  [
    'references in a tangle',
    tangled('integer'),
    tangled('number'),
    { backward: 'unknown', forward: 'breaking' },
  ],
  [
    'a list that holds itself',
    {
      $defs: { n: { properties: { next: { $ref: '#/$defs/n' }, v: { type: 'integer' } } } },
      $ref: '#/$defs/n',
    },
    {
      $defs: { n: { properties: { next: { $ref: '#/$defs/n' }, v: { type: 'number' } } } },
      $ref: '#/$defs/n',
    },
    { backward: 'compatible', forward: 'breaking' },
  ],
  [
    'a union told apart by a constant',
    payments(12, 1),
    payments(13, 0),
    { backward: 'compatible', forward: 'breaking' },
  ],
  [
    '14 choices at once',
    { allOf: many(14, (i) => ({ anyOf: [{ required: [`a${i}`] }, { required: [`b${i}`] }] })) },
    {
      allOf: many(14, (i) => ({
        anyOf: [{ required: [`a${i}`] }, { required: [`b${i}`] }, { required: [`c${i}`] }],
      })),
    },
    { backward: 'compatible', forward: 'breaking' },
  ],
  [
    'an expression that backtracks',
    { pattern: '^(a+)+$' },
    { pattern: '^(a|aa)+$' },
    { backward: 'compatible', forward: 'compatible' },
  ],
  [
    'a repeat of 100,000',
    { type: 'string', pattern: '^[a-z]{1,100000}$' },
    { type: 'string', maxLength: 99_999 },
    { backward: 'unknown', forward: 'breaking' },
  ],
  [
    'a billion elements',
    { type: 'array', minItems: 1e9 },
    { type: 'array', minItems: 1e9 + 1 },
    { backward: 'unknown', forward: 'compatible' },
  ],
  [
    'an enum of 20,000',
    { enum: many(20_000, (i) => `v${i}`) },
    { enum: many(20_001, (i) => `v${i}`) },
    { backward: 'compatible', forward: 'breaking' },
  ],
])('%s', (_, before, after, expected) => {
  test('is judged soon', () => {
    const start = performance.now();
    const line = JSON.stringify({ id: 1, old_schema: before, new_schema: after });
    expect(judgeLine(line, 1, { scheme: null })).toMatchObject(expected);
    expect(performance.now() - start).toBeLessThan(SOON_MS);
  });
});

test('a union keeps its verdict apart from what a branch alone declares', () => {
  // What the old schema declares here is declared inside a branch that is still to be chosen.
  const ready = { properties: { reason: { const: 'ready' } }, required: ['reason'] };
  const success = {
    properties: { reason: { const: 'success' }, build: { type: 'string' } },
    required: ['reason', 'build'],
  };
  const line = JSON.stringify({
    id: 1,
    old_schema: { oneOf: [ready, success] },
    new_schema: { ...ready, type: 'object' },
  });
  expect(judgeLine(line, 1, { scheme: null })).toMatchObject({ backward: 'breaking' });
  const objects = JSON.stringify({
    id: 1,
    old_schema: { type: 'object', oneOf: [ready, success] },
    new_schema: ready,
  });
  expect(judgeLine(objects, 1, { scheme: null })).toMatchObject({
    backward: 'breaking',
    witness: { backward: { event: { reason: 'success', build: '' } } },
  });
});
