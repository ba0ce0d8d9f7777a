import { describe, expect, test } from 'vitest';
import { ndjson, order, validateFiles } from './shop.ts';

const withProperties = (properties: object) => ({
  ...order,
  properties: { ...order.properties, ...properties },
});
const { total: _, ...noTotal } = order.properties;

/** What stands in a sample → its violations as `kind pointer keyword`. */
const samples: Readonly<Record<string, readonly [object, readonly string[]]>> = {
  'a clean order': [order, []],
  'an event that nobody planned': [{ ...order, event: 'Order Finished' }, ['unplanned  null']],
  'a required property that is missing': [
    { ...order, properties: noTotal },
    ['missing_required /properties/total null'],
  ],
  'text where a number belongs': [
    withProperties({ total: '19.9' }),
    ['invalid_value /properties/total type'],
  ],
  'a value outside the enum': [
    withProperties({ currency: 'XXX' }),
    ['invalid_value /properties/currency enum'],
  ],
  'a pattern that does not match': [
    withProperties({ order_id: 'A1' }),
    ['invalid_value /properties/order_id pattern'],
  ],
  'a property that nobody planned': [withProperties({ utm: 'x' }), ['unplanned /properties/utm null']],
  'null, which is a value': [withProperties({ total: null }), ['invalid_value /properties/total type']],
  'what is missing deep inside': [
    withProperties({ products: [{ sku: 'A' }, {}] }),
    ['missing_required /properties/products/1/sku null'],
  ],
  'what is unplanned deep inside': [
    withProperties({ products: [{ sku: 'A', size: 'L' }] }),
    ['unplanned /properties/products/0/size null'],
  ],
  'a property that the variant takes away': [
    { ...withProperties({ coupon: 'MAY' }), context: { app: { version: '2.9' } } },
    ['unplanned /properties/coupon null'],
  ],
  'a property that only the variant has': [
    { ...withProperties({ coupon_code: 'MAY' }), context: { app: { version: '2.9' } } },
    [],
  ],
  'a property that the newer shape has': [
    { ...withProperties({ coupon: 'MAY' }), context: { app: { version: '3.0.1' } } },
    [],
  ],
  'no identifier at all': [{ ...order, anonymousId: undefined }, ['missing_required /ids null']],
  'an identifier that is none': [{ ...order, userId: 'jane' }, ['invalid_value /ids/user_id format']],
  'a wrong context': [
    { ...order, context: { country: 'Germany' } },
    ['invalid_value /context/country pattern'],
  ],
  'an event with open properties': [
    { type: 'track', event: 'Cart Viewed', properties: { total: 1, anything: 1 } },
    [],
  ],
  'a page under the glob': [{ type: 'page', name: 'Home', properties: { path: '/' } }, []],
  'a page without a name under the glob': [
    { type: 'page', properties: { path: 1 } },
    ['invalid_value /properties/path type'],
  ],
  'a trait that nobody planned': [
    { type: 'identify', userId: '0c0f5ad4-2b1e-4e0e-8c0a-0d6c5fb1a001', traits: { age: 7 } },
    ['unplanned /traits/age null'],
  ],
  'a trait outside its enum': [
    { type: 'identify', traits: { plan_tier: 'gold' } },
    ['invalid_value /traits/plan_tier enum'],
  ],
  'names that every object inherits': [
    withProperties({ constructor: 1 }),
    ['unplanned /properties/constructor null'],
  ],
};

test.each(Object.entries(samples))('%s', async (_name, [record, expected]) => {
  const { verdicts, events } = await validateFiles({ '/web.ndjson': ndjson(record) });
  expect(verdicts).toHaveLength(1);
  expect(
    verdicts[0]?.violations.map(({ kind, pointer, keyword }) => `${kind} ${pointer} ${keyword}`),
  ).toEqual(expected);
  expect(verdicts[0]?.valid).toBe(expected.length === 0);
  expect(events).toMatchObject({ total: 1, invalid: expected.length === 0 ? 0 : 1 });
});

test('a key called __proto__ is a property like others', async () => {
  const line = JSON.stringify(order).replace('"order_id"', '"__proto__":1,"order_id"');
  const { verdicts } = await validateFiles({ '/web.ndjson': ndjson(line) });
  expect(verdicts[0]?.violations).toMatchObject([{ kind: 'unplanned', pointer: '/properties/__proto__' }]);
});

test('what only some systems send is asked of them alone', async () => {
  const line = ndjson(order);
  expect(
    (await validateFiles({ '/ios.ndjson': line }, { system: 'ios' })).verdicts[0]?.violations,
  ).toMatchObject([{ rule: 'events/missing-context', pointer: '/context/app/version' }]);
  expect((await validateFiles({ '/web.ndjson': line })).verdicts[0]?.valid).toBe(true);
});

test('hits become one finding each, with count, rate, places, versions and the way back to the plan', async () => {
  const bad = { ...withProperties({ total: '1' }), context: { app: { version: '3.1.0' } } };
  const { findings } = await validateFiles({ '/web.ndjson': ndjson(order, bad, order, bad) });
  expect(findings).toHaveLength(1);
  expect(findings[0]).toMatchObject({
    rule: 'events/invalid-property',
    subject: 'event:Order Completed/property:total',
    message: '"total" in Order Completed should be a number; it is the text "***".',
    count: 2,
    rate: 0.5,
    location: { file: 'plan.yaml' },
    related: [
      { file: '/web.ndjson', line: 2 },
      { file: '/web.ndjson', line: 4 },
    ],
    data: { versions: { '3.1.0': 2 }, senders: { web: 2 } },
  });
});

test('an unplanned name offers the planned one', async () => {
  const { findings } = await validateFiles({ '/web.ndjson': ndjson({ ...order, event: 'order completed' }) });
  expect(findings[0]?.message).toBe(
    'The event "order completed" is not in the plan; the nearest is "Order Completed".',
  );
});

test('an event after its sunset is a finding, and still valid', async () => {
  const late = {
    type: 'track',
    event: 'Checkout Started',
    timestamp: '2026-02-01T00:00:00Z',
    properties: { total: 1 },
  };
  const { findings, events } = await validateFiles({
    '/web.ndjson': ndjson(late, { ...late, timestamp: '2026-01-31T23:59:59Z' }),
  });
  expect(events).toMatchObject({ total: 2, valid: 2 });
  expect(findings).toMatchObject([{ rule: 'lifecycle/seen-after-sunset', count: 1 }]);
});

test('coverage: planned and seen, never seen, seen and not planned', async () => {
  const { coverage } = await validateFiles({
    '/web.ndjson': ndjson(order, order, { ...order, event: 'Order Lost' }),
  });
  expect(coverage).toEqual({
    seen: { 'Order Completed': 2 },
    neverSeen: ['Any page', 'Cart Viewed', 'Checkout Started', 'First tab', 'Home screen'],
    unplanned: { 'Order Lost': 1 },
  });
});

describe('how much is read', () => {
  const lines = ndjson(
    ...Array.from({ length: 1000 }, (_, i) => ({
      ...order,
      timestamp: `2026-05-${String(1 + (i % 20)).padStart(2, '0')}T00:00:00Z`,
    })),
  );

  test('a sample is drawn by a seed, the same each time', async () => {
    const first = await validateFiles({ '/web.ndjson': lines }, { sample: 0.1 });
    const again = await validateFiles({ '/web.ndjson': lines }, { sample: 0.1 });
    const other = await validateFiles({ '/web.ndjson': lines }, { sample: 0.1, seed: 2 });
    expect(first.events.total).toBeGreaterThan(60);
    expect(first.events.total).toBeLessThan(140);
    expect(again.verdicts).toEqual(first.verdicts);
    expect(other.verdicts).not.toEqual(first.verdicts);
    expect(first.notChecked).toMatchObject([{ why: 'a sample of 10 % was read (seed 1)' }]);
  });

  test('a limit, and a time', async () => {
    expect((await validateFiles({ '/web.ndjson': lines }, { limit: 7 })).events.total).toBe(7);
    const since = Date.parse('2026-05-20T00:00:00Z');
    expect((await validateFiles({ '/web.ndjson': lines }, { since })).events.total).toBe(50);
  });
});

test('many unplanned names: memory is bounded, the counts stay true', async () => {
  const names = Array.from({ length: 12_000 }, (_, i) => ({
    type: 'track',
    event: `Order ${i}`,
    properties: {},
  }));
  const forward = await validateFiles({ '/web.ndjson': ndjson(...names) });
  const backward = await validateFiles({ '/web.ndjson': ndjson(...names.toReversed()) });
  const kept = (result: typeof forward) => result.findings.map(({ subject }) => subject).sort();
  expect(forward.events.unplanned).toBe(12_000);
  expect(kept(forward)).toHaveLength(2000);
  expect(kept(backward)).toEqual(kept(forward));
  expect(forward.notChecked).toMatchObject([
    { what: 'events/unplanned-event', why: '10000 more hits, of names beyond those shown' },
  ]);
});

const user = '0c0f5ad4-2b1e-4e0e-8c0a-0d6c5fb1a001';

test.each([
  ['events/unplanned-event', { ...order, event: 'Order Finished' }],
  ['events/unplanned-property', withProperties({ utm: 'x' })],
  ['events/missing-property', { ...order, properties: noTotal }],
  ['events/invalid-property', withProperties({ total: '19.9' })],
  ['events/missing-context', { ...order, context: {} }],
  ['events/invalid-context', { ...order, context: { country: 'Germany', app: { version: '3.1' } } }],
  ['events/unplanned-trait', { type: 'identify', userId: user, traits: { age: 7, newsletter: true } }],
  ['events/missing-trait', { type: 'identify', userId: user, traits: {} }],
  [
    'events/invalid-trait',
    { type: 'identify', userId: user, traits: { plan_tier: 'gold', newsletter: true } },
  ],
  ['events/ambiguous-sample', { type: 'screen', name: 'Home', properties: { path: '/', tab: 'home' } }],
  ['identity/missing-identifier', { ...order, anonymousId: undefined }],
  ['identity/invalid-identifier', { ...order, userId: 'jane' }],
])('%s', async (rule, record) => {
  const context = { app: { version: '3.1' } };
  const { findings } = await validateFiles(
    { '/ios.ndjson': ndjson({ context, ...record }) },
    { system: 'ios' },
  );
  expect(findings.map((finding) => finding.rule)).toEqual([rule]);
});
