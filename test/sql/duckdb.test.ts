import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { loadPlan } from '../../src/plan/load.ts';
import type { Plan } from '../../src/plan/types.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { nodeFiles } from '../../src/system/node.ts';
import { order, planText } from '../samples/shop.ts';
import { comparable, inProcess, linesLayout, onDuckdb } from './engines.ts';

async function planOf(text: string): Promise<Plan> {
  return loadPlan('/plan.yaml', { files: memoryFiles({ '/plan.yaml': text }), cwd: '/', roots: ['/'] });
}

async function bothAgree(plan: Plan, lines: readonly string[], layout = linesLayout('web')) {
  const [here, there] = await Promise.all([inProcess(plan, lines, layout), onDuckdb(plan, lines, layout)]);
  expect(comparable(there)).toEqual(comparable(here));
  return there;
}

const line = (changes: object, properties: object = {}) =>
  JSON.stringify({ ...order, ...changes, properties: { ...order.properties, ...properties } });

test('the shop: clean and drifted samples give the same findings', async () => {
  const files = nodeFiles(process.cwd());
  const plan = await loadPlan('plans/acme-shop.plan.yaml', {
    files,
    cwd: process.cwd(),
    roots: [process.cwd()],
  });
  const lines = ['clean', 'drifted'].flatMap((name) =>
    readFileSync(`fixtures/shop/web/${name}.ndjson`, 'utf8').split('\n'),
  );
  const result = await bothAgree(plan, lines);
  expect(result.findings.length).toBeGreaterThan(10);
});

test('what a value can be amiss in', async () => {
  const plan = await planOf(planText);
  await bothAgree(plan, [
    line({}),
    line({}, { order_id: 5, total: '19.9', currency: 'GBP' }),
    line({}, { order_id: null, total: null, currency: null }),
    line({}, { order_id: '1234567x', total: -1, currency: 5 }),
    line({}, { products: [] }),
    line({}, { products: [{ price: '5' }, { sku: 5, colour: 'red' }, 7, null] }),
    line({}, { products: { sku: 'A1' } }),
    line(
      {},
      { colour: 'red', size: 5, '': 1, 'a.b': 2, "it's": 3, 'a/b~c': 4, '"x"': 5, '7': 6, __proto__: 7 },
    ),
    line({ event: 'Order Refunded' }),
    line({ event: 'Order Refunded' }),
    line({ event: "Robert'); DROP TABLE lines;--" }),
    line({ context: { country: 'de', app: { version: '2.9.1' } } }, { coupon_code: 'A', coupon: 'B' }),
    line({ context: { country: 'DE', app: { version: '3.0.0-rc.1' } } }, { coupon_code: 'A', coupon: 'B' }),
    line({ context: { country: 'DE', 'app.version': '2.0' } }, { coupon_code: 'A' }),
    line({ anonymousId: undefined }),
    line({ anonymousId: null, userId: 'null' }),
    line({ userId: 'undefined', messageId: 'm-1' }),
    line({ userId: 'jane@shop.example', messageId: 'm-1' }),
    line({ type: 'identify', event: undefined, traits: { plan_tier: 'gold', age: 5 } }),
    line({ type: 'page', name: 'Home', event: undefined, properties: undefined }),
    JSON.stringify({ type: 'screen', name: 'Home', properties: { path: '/', tab: 'home' } }),
    JSON.stringify({ type: 'track', event: 'Checkout Started', properties: { total: 1e21 } }),
    JSON.stringify({
      type: 'track',
      event: 'Cart Viewed',
      timestamp: '2031-01-01T00:00:00Z',
      properties: { total: 1, x: 1 },
    }),
  ]);
});

test('lines that are none, and what other readers make of them', async () => {
  const plan = await planOf(planText);
  const result = await bothAgree(plan, [
    line({}),
    '{"type":"track"',
    '',
    '   ',
    '[1,2]',
    '5',
    'null',
    '"text"',
    '{"type":"track","event":"Order Completed",}',
    '{"type":"track","event":"Order Completed","properties":{"total":NaN}}',
    '{"type":"track","event":"Order Completed","properties":{"total":-Infinity}}',
    '{"type":"track","event":"a,]","properties":{"note":"x,} [NaN, Infinity"}}',
    '{"event":"Order Completed"}',
    '{"type":"order","event":"Order Completed"}',
    '{"type":"track","event":5}',
    '{"type":"track","event":"Order Completed","properties":[1]}',
    '{"type":"track","event":"Order Completed","properties":null}',
    '{"type":"track"}',
    '{"type":"page"}',
    line({}),
  ]);
  expect(result.events.total).toBe(18);
});

test('doubled names mean their last value, numbers what a double holds', async () => {
  const plan = await planOf(planText);
  await bothAgree(plan, [
    '{"type":"track","event":"Cart Viewed","event":"Order Completed","anonymousId":"a","properties":{"order_id":"10023417","order_id":5,"total":"x","total":1,"currency":"EUR"}}',
    '{"type":"track","event":"Order Completed","anonymousId":"a","properties":{"order_id":"10023417","total":9007199254740993,"currency":"EUR"},"properties":{"total":1e400}}',
    '{"type":"track","event":"Order Completed","anonymousId":"a","properties":{"order_id":"10023417","total":123456789012345678901234567890,"currency":"EUR"}}',
    '{"type":"track","event":"Order Completed","anonymousId":"a","properties":{"order_id":"\\u0031002341\\u0037","total":-0,"currency":"\\u0045UR"}}',
  ]);
});
