import { expect, test } from 'vitest';
import { loadPlan } from '../../src/plan/load.ts';
import { readResults } from '../../src/sql/read.ts';
import { parseRows } from '../../src/sql/results/rows.ts';
import type { ResultRow } from '../../src/sql/types.ts';
import { RESULT_COLUMNS } from '../../src/sql/types.ts';
import { writeSql } from '../../src/sql/write.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { planText } from '../samples/shop.ts';
import { linesLayout, onDuckdb, options } from './engines.ts';

const plan = await loadPlan('/plan.yaml', {
  files: memoryFiles({ '/plan.yaml': planText }),
  cwd: '/',
  roots: ['/'],
});
const asked = options(plan, [linesLayout('web')], { dialect: 'bigquery' });
const query = writeSql(asked).statements[0]?.query ?? '';

function row(stat: string, more: Partial<ResultRow> = {}): ResultRow {
  const nothing = {
    event: null,
    path: null,
    key: null,
    version: null,
    low: null,
    high: null,
    whole: null,
    micro: null,
    mask: null,
  };
  return { ...nothing, query, stat, n: 0, rows: 3, ...more };
}

const whole = [
  row('end'),
  row('sample', { key: 'u', path: 'valid', n: 4 }),
  row('sample', { key: 'c', path: 'valid', n: 2 }),
];

test('NDJSON, a JSON list and CSV say the same, with names in either case and numbers as text', async () => {
  const csv = [
    RESULT_COLUMNS.join(',').toUpperCase(),
    ...whole.map((each) => RESULT_COLUMNS.map((name) => each[name] ?? '').join(',')),
  ];
  const files = [
    whole.map((each) => JSON.stringify(each)).join('\n'),
    JSON.stringify(whole.map((each) => ({ ...each, n: String(each.n) }))),
    csv.join('\r\n'),
  ];
  for (const file of files) {
    const { events, valid, unplanned, calls } = readResults(
      await parseRows(file, 'web.json'),
      asked,
      'web.json',
    );
    expect({ events, valid, unplanned, calls }).toEqual({ events: 6, valid: 6, unplanned: 4, calls: 2 });
  }
});

test.each([
  ['cut', whole.slice(1), /gave 3 rows and 2 are here: the export was cut/],
  ['doubled', [...whole, ...whole], /gave 3 rows and 6 are here: the export was doubled/],
  ['absent', [], /there is no row of web_checks/],
  [
    'of another plan',
    whole.map((each) => ({ ...each, query: 'web_checks.bigquery@000000000000' })),
    /made with another plan/,
  ],
  [
    'of an unknown query',
    whole.map((each) => ({ ...each, query: 'ios_checks.bigquery@000000000000' })),
    /no statement ios_checks/,
  ],
])('a result that is %s is refused, with what to do', (_, rows, message) => {
  expect(() => readResults(rows, asked, 'web.json')).toThrow(message);
});

test.each([
  ['', /is empty/],
  ['{"query": "x", "stat"', /not JSON. Is the export whole/],
  ['[{"stat": "end", "n": 0, "rows": 1}]', /has no "query"/],
  ['[{"query": "x", "stat": "end", "n": "many", "rows": 1}]', /"n" should be a number/],
  ['[5]', /expected a result row/],
])('what is no result is refused: %s', async (text, message) => {
  await expect(parseRows(text, 'web.json')).rejects.toThrow(message);
});

test('an e-mail address where none may be is found by its form', async () => {
  const event = (coupon: string) =>
    JSON.stringify({
      type: 'track',
      event: 'Order Completed',
      anonymousId: 'a',
      properties: { order_id: '10023417', total: 1, currency: 'EUR', coupon },
    });
  const lines = ['jane@shop.de', 'jane@example.com', 'icon@2x.png', 'SUMMER'].map(event);
  const { findings } = await onDuckdb(plan, lines, linesLayout('web'));
  const personal = findings.filter(({ rule }) => rule === 'privacy/personal-value');
  expect(personal.map(({ subject, count, data }) => [subject, count, data['path'], data['keyword']])).toEqual(
    [['event:Order Completed/property:coupon', 1, 'coupon', 'email']],
  );
});
