import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../src/text/json.ts';
import { membersVerdict } from '../../src/text/members.ts';
import { PatternError } from '../../src/text/pattern.ts';

const ajv = new Ajv2020({ strict: false, logger: false, formats: fullFormats, ownProperties: true });

const order: JsonObject = {
  additionalProperties: false,
  required: ['order_id', 'total'],
  properties: {
    order_id: { type: 'string', pattern: '^[0-9]{8}$' },
    total: { type: 'number', minimum: 0 },
    coupon: true,
    products: { type: 'array', items: { type: 'object', required: ['sku'] } },
  },
};

describe('the properties of an order', () => {
  const fit = membersVerdict(order);
  it.each<[string, Json, boolean]>([
    ['complete', { order_id: '12345678', total: 9.5, products: [{ sku: 'A-1' }] }, true],
    ['in another order', { products: [], coupon: null, total: 9.5, order_id: '12345678' }, true],
    ['without its id', { total: 9.5 }, false],
    ['with a name too much', { order_id: '12345678', total: 9.5, note: 'x' }, false],
    ['with an id of another form', { order_id: 'A1', total: 1 }, false],
    ['with a product that lacks its number', { order_id: '12345678', total: 1, products: [{}] }, false],
    ['with a name that objects have themselves', { order_id: '12345678', total: 1, constructor: 1 }, false],
    ['that are no object', 'all of them', true],
  ])('%s', (_, value, expected) => {
    for (let again = 0; again < 3; again++) expect(fit?.(value)).toBe(expected);
  });
});

it.each<[string, JsonObject]>([
  ['another keyword', { properties: { total: true }, minProperties: 1 }],
  ['another type', { type: ['object', 'null'], properties: { total: true } }],
  ['a schema for all other names', { properties: { total: true }, additionalProperties: { type: 'string' } }],
])('leaves %s to others', (_, schema) => {
  expect(membersVerdict(schema)).toBeNull();
});

it('refuses a pattern that is none', () => {
  expect(() => membersVerdict({ properties: { total: { pattern: '(' } } })).toThrow(PatternError);
});

it('says what ajv says, whatever came before', () => {
  const names = ['total', 'currency', 'sku', 'constructor', '7'];
  const name = fc.constantFrom(...names);
  const value = fc.constantFrom<Json[]>('EUR', '', 3, 0.5, null, true, [1], { sku: 1 });
  const sub = fc.constantFrom<(JsonObject | boolean)[]>(
    true,
    false,
    { type: 'string' },
    { type: 'number', maximum: 2 },
    { enum: ['EUR', null] },
    { anyOf: [{ type: 'string' }, { type: 'boolean' }] },
    { type: 'object', required: ['sku'] },
  );
  const schema = fc.record(
    {
      properties: fc.dictionary(name, sub),
      required: fc.uniqueArray(name, { maxLength: 2 }),
      additionalProperties: fc.boolean(),
      type: fc.constant('object'),
    },
    { requiredKeys: [] },
  );
  const values = fc.array(fc.oneof(value, fc.dictionary(name, value)), { maxLength: 8 });
  const property = fc.property(schema, values, (drawn, all) => {
    const fit = membersVerdict(drawn as JsonObject);
    const valid = ajv.compile(drawn);
    for (const each of all) expect(fit?.(each)).toBe(valid(each));
  });
  fc.assert(property, { numRuns: 500 });
});
