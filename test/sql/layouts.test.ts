import { expect, test } from 'vitest';
import { loadPlan } from '../../src/plan/load.ts';
import type { LoaderLayout, WideLayout } from '../../src/sql/types.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { planText } from '../samples/shop.ts';
import { onTables } from './engines.ts';

const plan = await loadPlan('/plan.yaml', {
  files: memoryFiles({ '/plan.yaml': planText }),
  cwd: '/',
  roots: ['/'],
});

const wide: WideLayout = {
  kind: 'wide',
  name: 'web',
  system: 'web',
  partition: null,
  from: { name: ['events'] },
  columns: {
    event: 'event_name',
    call: null,
    version: null,
    time: 'ts',
    received: null,
    messageId: 'id',
    properties: { column: 'props', as: 'text' },
    traits: null,
    context: null,
    ids: new Map([['anonymous_id', 'anon']]),
  },
};

async function found(tables: readonly string[], layout: WideLayout | LoaderLayout) {
  const result = await onTables(plan, tables, layout);
  const findings = result.findings
    .filter(({ rule }) => /^events|^evidence\/(?:dup|mal)/.test(rule))
    .map(({ rule, data, count }) =>
      [rule, data['event'] ?? '', data['path'] ?? '', data['keyword'], count].join(' '),
    );
  return {
    findings: findings.sort(),
    total: result.events.total,
    notChecked: result.notChecked.map(({ what }) => what),
  };
}

test('one table with a name column and properties as JSON text: a broken row is counted apart, its neighbours are read', async () => {
  const rows = [
    `('Order Completed', '2026-05-02 10:00:00', 'm1', '{"order_id":"10023417","total":"5","currency":"EUR"}', 'a')`,
    `('Order Completed', '2026-05-02 10:00:00', 'm1', '{"order_id":"10023417"', 'a')`,
    `('Order Refunded', NULL, 'm3', '{}', NULL)`,
    `('Cart Viewed', NULL, NULL, NULL, NULL)`,
  ];
  const table = `CREATE TABLE events AS SELECT * FROM (VALUES ${rows.join(', ')}) AS t(event_name, ts, id, props, anon)`;
  const { findings, total } = await found([table], wide);
  expect(total).toBe(4);
  expect(findings).toEqual([
    'events/invalid-property Order Completed total type 1',
    'events/unplanned-event Order Refunded   1',
    'evidence/malformed-json    1',
  ]);
});

test('properties as a struct: null is absent, and types are said to be unasked', async () => {
  const table = `CREATE TABLE events AS SELECT 'Order Completed' AS event_name, TIMESTAMP '2026-05-02 10:00:00' AS ts, 'm1' AS id, {'order_id': '1', 'total': NULL::DOUBLE, 'currency': 'GBP', 'colour': 'red'} AS props, 'a' AS anon`;
  const layout = {
    ...wide,
    columns: { ...wide.columns, properties: { column: 'props', as: 'struct' as const } },
  };
  const { findings, notChecked } = await found([table], layout);
  expect(findings).toEqual([
    'events/invalid-property Order Completed currency enum 1',
    'events/invalid-property Order Completed order_id pattern 1',
    'events/missing-property Order Completed total  1',
    'events/unplanned-property Order Completed colour  1',
  ]);
  expect(notChecked).toContain('types in web');
});

test('properties as columns beside the others', async () => {
  const table = `CREATE TABLE events AS SELECT 'Order Completed' AS event_name, TIMESTAMP '2026-05-02 10:00:00' AS ts, 'm1' AS id, 'a' AS anon, '10023417' AS order_id, -1.5 AS total, 'EUR' AS currency, 5 AS size`;
  const { findings } = await found([table], { ...wide, columns: { ...wide.columns, properties: null } });
  expect(findings).toEqual([
    'events/invalid-property Order Completed total minimum 1',
    'events/unplanned-property Order Completed size  1',
  ]);
});

test('one table an event, as Segment writes them: lists are text, a column that never came is absent', async () => {
  const columns = `'x' AS id, 'order_completed' AS event, 'Order Completed' AS event_text, NULL AS user_id, 'a' AS anonymous_id, TIMESTAMP '2026-05-02 10:00:00' AS timestamp, 'de' AS context_country, '2.1' AS context_app_version`;
  const layout: LoaderLayout = {
    kind: 'loader',
    name: 'web',
    system: 'web',
    partition: null,
    loader: 'segment',
    tables: new Map([
      ['Order Completed', { name: ['order_completed'] }],
      ['Cart Viewed', { name: ['cart_viewed'] }],
    ]),
    events: new Map(),
    from: null,
  };
  const { findings, total, notChecked } = await found(
    [
      `CREATE TABLE order_completed AS SELECT ${columns}, '10023417' AS order_id, 5.0 AS total, 'EUR' AS currency, '[{"price": 1}, {"sku": "A1"}]' AS products, 'C5' AS coupon`,
      `CREATE TABLE cart_viewed AS SELECT 'y' AS id, 5 AS total`,
    ],
    layout,
  );
  expect(total).toBe(2);
  expect(findings).toEqual([
    'events/invalid-context Order Completed country pattern 1',
    'events/missing-property Order Completed products[].sku  1',
    'events/unplanned-property Order Completed coupon  1',
  ]);
  expect(notChecked).toContain('identify and group calls in web');
});
