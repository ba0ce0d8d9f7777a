import fc from 'fast-check';
import { type Draft, type DraftProperty, newDraft, newEvent, record } from '../../src/convert/draft.ts';
import { shareProperties } from '../../src/convert/tidy.ts';
import type { Json, JsonObject } from '../../src/text/json.ts';

const EVENTS = [
  'Order Completed',
  'Cart Viewed',
  'Product Added',
  'Checkout Started',
  'Coupon Applied',
  'Ørder 2 Refunded',
];
const PROPERTIES = [
  'order_id',
  'total',
  'currency',
  'products',
  'coupon',
  'shipping',
  'is_gift',
  '__proto__',
  'paidAt',
];
const sentence = fc.constantFrom(
  'The number the customer sees.',
  'Paid amount, with tax.',
  'Codes: "A" | B; #1',
);

const leaf: fc.Arbitrary<JsonObject> = fc.oneof(
  fc.constantFrom<JsonObject>(
    {},
    { type: 'string' },
    { type: 'integer' },
    { type: 'number' },
    { type: 'boolean' },
    { type: ['string', 'null'] },
    { type: ['number', 'string'] },
    { type: 'string', format: 'date-time' },
    { type: 'string', format: 'email', maxLength: 80 },
    { type: 'string', pattern: '^[0-9]{8}$', minLength: 8 },
    { type: 'number', minimum: 0, maximum: 500 },
    { type: 'number', exclusiveMinimum: 0 },
    { type: 'integer', multipleOf: 5 },
    { const: 'fixed' },
    { minLength: 2 },
    { anyOf: [{ type: 'string' }, { type: 'object', properties: { sku: { type: 'string' } } }] },
  ),
  fc
    .uniqueArray(fc.constantFrom('EUR', 'USD', 'GBP', 'on', '1'), { minLength: 1 })
    .map((values): JsonObject => ({ type: 'string', enum: values })),
);

const described = (shape: fc.Arbitrary<JsonObject>): fc.Arbitrary<JsonObject> =>
  fc
    .tuple(shape, fc.option(sentence))
    .map(([value, description]) => (description === null ? value : { description, ...value }));

const shape: fc.Arbitrary<JsonObject> = fc.oneof(
  { weight: 5, arbitrary: leaf },
  {
    weight: 1,
    arbitrary: leaf.map(
      (items): JsonObject => (Object.keys(items).length > 0 ? { type: 'array', items } : { type: 'array' }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.tuple(described(leaf), described(leaf), fc.boolean(), fc.boolean()).map(
      ([sku, city, required, closed]): JsonObject => ({
        type: 'object',
        properties: { sku: required ? { ...sku, required: true } : sku, city },
        ...(closed ? { additionalProperties: false } : {}),
      }),
    ),
  },
);

const property: fc.Arbitrary<DraftProperty> = fc
  .tuple(described(shape), fc.boolean())
  .map(([value, required]) => ({ value: record({ ...value, ...(required ? { required: true } : {}) }) }));

const event = fc.record({
  description: fc.option(sentence),
  tags: fc.constantFrom<readonly string[]>([], ['revenue'], ['team:checkout', 'revenue']),
  additional: fc.constantFrom<Json>(false, true, { type: 'string' }),
  properties: fc.uniqueArray(fc.tuple(fc.constantFrom(...PROPERTIES), property), {
    selector: ([name]) => name,
    maxLength: 5,
  }),
});

/** A plan of the shop, as imports write it. */
export const arbitraryDraft: fc.Arbitrary<Draft> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...EVENTS), event), {
    selector: ([name]) => name,
    minLength: 1,
    maxLength: 4,
  })
  .map((events) => {
    const draft = newDraft('acme-shop');
    for (const [name, { description, tags, additional, properties }] of events) {
      const made = newEvent({
        description: description ?? undefined,
        tags: tags.length > 0 ? tags : undefined,
        additional_properties: additional === false ? undefined : additional,
      });
      for (const [key, value] of properties) made.properties.set(key, value);
      draft.events.set(name, made);
    }
    shareProperties(draft);
    return draft;
  });
