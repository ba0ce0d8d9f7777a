import Ajv from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { misfit, shown } from '../../src/text/fits.ts';
import type { Json, JsonObject } from '../../src/text/json.ts';

test.each<[Json, JsonObject | boolean, string | null]>([
  ['42', { type: 'number' }, 'is a string, not a number'],
  [1, { type: 'integer' }, null],
  [1.5, { type: ['integer', 'null'] }, 'is a number, not an integer or null'],
  [19, { minimum: 20 }, 'is below 20'],
  [20n, { maximum: 19 }, 'is above 19'],
  ['GBP', { enum: ['EUR', 'USD'] }, 'is not one of ["EUR","USD"]'],
  ['😀😀', { maxLength: 2 }, null],
  ['A-1', { pattern: '^[0-9]+$' }, 'does not match the pattern ^[0-9]+$'],
  ['yesterday', { format: 'date-time' }, 'is no date-time'],
  [{ sku: 1 }, { properties: { sku: { type: 'string' } } }, 'is an integer, not a string'],
  [{ size: 1 }, { properties: {}, additionalProperties: false }, 'is not planned'],
  [{}, { required: ['sku'] }, 'is required and missing'],
  [{ $ref: '#/elsewhere' }, { type: 'string' }, null],
  ['anything', { anyOf: [{ type: 'number' }] }, null],
])('case %#', (value, schema, why) => {
  expect(misfit(value, schema)?.why ?? null).toBe(why);
});

test('it says where', () => {
  const schema = { properties: { lines: { items: { properties: { price: { type: 'number' } } } } } };
  expect(misfit({ lines: [{ price: 1 }, { price: 'free' }] }, schema)?.path).toBe('lines[1].price');
});

test('what it refuses, ajv refuses', () => {
  const ajv = new Ajv.default({ strict: false, validateFormats: false });
  const types = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
  const schema = fc.record(
    {
      type: types,
      minimum: fc.integer({ min: -3, max: 3 }),
      exclusiveMaximum: fc.integer({ min: -3, max: 3 }),
      minLength: fc.nat(3),
      maxItems: fc.nat(2),
      enum: fc.array(fc.oneof(fc.string({ maxLength: 2 }), fc.integer({ min: 0, max: 2 })), {
        minLength: 1,
        maxLength: 3,
      }),
      required: fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 }),
      additionalProperties: fc.boolean(),
    },
    { requiredKeys: [] },
  );
  const value = fc.jsonValue({ maxDepth: 2 }).filter((each) => !JSON.stringify(each).includes('$ref'));
  fc.assert(
    fc.property(schema, value, (asked, given) => {
      if (misfit(given as Json, asked as JsonObject) !== null) expect(ajv.validate(asked, given)).toBe(false);
    }),
  );
});

test('a long value is shown short', () => {
  expect(shown('x'.repeat(100))).toHaveLength(58);
});
