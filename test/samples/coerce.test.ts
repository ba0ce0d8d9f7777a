import { expect, test } from 'vitest';
import { ndjson, order, validateFiles } from './shop.ts';

const csv = `event,anonymous_id,order_id,total,currency,products
Order Completed,a-1,10023417,19.90,EUR,"[{""sku"":""A1""}]"
Order Completed,a-2,10023418,a lot,EUR,
Order Completed,a-3,10023419,,USD,
`;

test('a table has no types: its texts are read as what the plan asks for', async () => {
  const { verdicts } = await validateFiles({ '/orders.csv': csv });
  const kinds = verdicts.map(({ line, violations }) => [
    line,
    violations.map(({ kind, pointer }) => `${kind} ${pointer}`),
  ]);
  expect(kinds).toEqual([
    [2, []],
    [3, ['invalid_value /properties/total']],
    [4, ['missing_required /properties/total']],
  ]);
});

test('JSON is taken as it is, unless the source says that its reader translates', async () => {
  const line = ndjson({ ...order, properties: { ...order.properties, total: '19.9', coupon: null } });
  expect((await validateFiles({ '/web.ndjson': line })).verdicts[0]?.violations).toHaveLength(2);
  expect((await validateFiles({ '/web.ndjson': line }, { coerce: true })).verdicts[0]?.violations).toEqual(
    [],
  );
});

test('Parquet: a row is a record', async () => {
  const { readFileSync } = await import('node:fs');
  const { verdicts } = await validateFiles({
    '/orders.parquet': readFileSync('test/samples/files/orders.parquet'),
  });
  expect(verdicts.map(({ line, event, valid }) => [line, event, valid])).toEqual([
    [1, 'Order Completed', true],
    [2, 'Order Completed', false],
    [3, null, true],
  ]);
});

test('a Parquet file that is cut off is a finding', async () => {
  const { readFileSync } = await import('node:fs');
  const half = readFileSync('test/samples/files/orders.parquet').subarray(0, 700);
  const { findings } = await validateFiles({ '/orders.parquet': half });
  expect(findings.map(({ rule }) => rule)).toEqual(['evidence/truncated-input']);
});

test('a Parquet file of another schema is one finding, and the events of others are checked', async () => {
  const { readFileSync } = await import('node:fs');
  const { findings, events } = await validateFiles({
    '/products.parquet': readFileSync('test/samples/files/products.parquet'),
    '/orders.parquet': readFileSync('test/samples/files/orders.parquet'),
  });
  expect(findings.filter(({ rule }) => rule.startsWith('evidence/'))).toMatchObject([
    { rule: 'evidence/unreadable-record', count: 5, location: { file: '/products.parquet' } },
  ]);
  expect(events).toMatchObject({ total: 8, valid: 2, invalid: 6 });
});
