import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/text/json.ts';
import { compileSchema } from '../../src/text/json-schema.ts';
import { PatternError } from '../../src/text/pattern.ts';
import { quickSchema } from '../../src/text/quick-schema.ts';

const ajv = new Ajv2020({ strict: false, logger: false, formats: fullFormats });

const order: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['order_id', 'total'],
  properties: {
    order_id: { type: 'string', pattern: '^[0-9]{8}$' },
    total: { type: 'number', minimum: 0 },
    currency: { type: 'string', enum: ['EUR', 'USD'] },
    placed_at: { type: 'string', format: 'date-time' },
    products: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        properties: { sku: { type: 'string' } },
        required: ['sku'],
      },
    },
  },
};

describe('an order', () => {
  const ok = quickSchema(order);
  it.each<[string, Json, boolean]>([
    ['complete', { order_id: '12345678', total: 9.5, currency: 'EUR', products: [{ sku: 'A-1' }] }, true],
    ['without its id', { total: 9.5 }, false],
    ['with a name too much', { order_id: '12345678', total: 9.5, coupon: 'SUMMER' }, false],
    [
      'with a product that has one too much',
      { order_id: '12345678', total: 1, products: [{ sku: 'A', size: 3 }] },
      false,
    ],
    ['with an id of another form', { order_id: 'A1', total: 1 }, false],
    ['that is a list', [1], false],
  ])('%s', (_, value, expected) => {
    expect(ok?.(value)).toBe(expected);
  });
});

it.each<[string, JsonObject]>([
  ['a reference', { $ref: '#/$defs/order' }],
  ['alternatives', { anyOf: [{ type: 'string' }, { type: 'null' }] }],
  ['a keyword it does not know', { type: 'array', uniqueItems: true }],
  ['a format it does not know', { type: 'string', format: 'order-number' }],
  ['values that are no scalars', { enum: [[1]] }],
])('leaves %s to ajv', (_, schema) => {
  expect(quickSchema(schema)).toBeNull();
});

it('refuses a pattern that is none', () => {
  expect(() => compileSchema({ type: 'string', pattern: '(' })).toThrow(PatternError);
});

it('says what ajv says', () => {
  const scalar = fc.oneof(
    fc.constantFrom('EUR', '', 'a', '2026-05-02', '🛍🛍', 'a@b.co'),
    fc.integer({ min: -3, max: 12 }),
    fc.constantFrom(0.5, 1e9, null, true, false),
  );
  const value = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      scalar,
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('total', 'currency', 'sku', 'note'), tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  const name = fc.constantFrom('total', 'currency', 'sku');
  const type = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');
  const schema = fc.letrec<{ schema: JsonObject | boolean }>((tie) => ({
    schema: fc.oneof(
      { maxDepth: 3 },
      fc.boolean(),
      fc.record(
        {
          title: fc.constant('Order'),
          type: fc.oneof(type, fc.uniqueArray(type, { minLength: 1, maxLength: 3 })),
          enum: fc.uniqueArray(scalar, {
            minLength: 1,
            maxLength: 12,
            selector: (each) => JSON.stringify(each),
          }),
          const: scalar,
          pattern: fc.constantFrom('^[A-Z]+$', 'a', '^$'),
          format: fc.constantFrom('date', 'email', 'date-time', 'uuid', 'uri'),
          minLength: fc.nat(3),
          maxLength: fc.nat(3),
          minimum: fc.integer({ min: -2, max: 5 }),
          exclusiveMaximum: fc.integer({ min: 0, max: 11 }),
          items: tie('schema'),
          minItems: fc.nat(2),
          maxItems: fc.nat(2),
          properties: fc.dictionary(name, tie('schema'), { maxKeys: 3 }),
          required: fc.uniqueArray(name, { maxLength: 2 }),
          additionalProperties: fc.boolean(),
          allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }),
        },
        { requiredKeys: [] },
      ),
    ),
  })).schema;
  const property = fc.property(schema, fc.array(value, { minLength: 1, maxLength: 12 }), (schema, values) => {
    const quick = quickSchema(schema);
    expect(quick).not.toBeNull();
    const theirs = ajv.compile(schema as object | boolean);
    for (const each of values) expect(quick?.(each)).toBe(theirs(each));
  });
  fc.assert(property, { numRuns: 600 });
});
