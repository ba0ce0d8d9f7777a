import { expect, test } from 'vitest';
import type { Finding } from '../../src/findings/finding.ts';
import { writeReport } from '../../src/output/index.ts';
import { finding, report, screen, sourceText } from './shop.ts';

async function written(findings: Finding[], over = {}, options = {}): Promise<string> {
  const { system, out } = screen();
  await writeReport([{ name: 'text', path: null }], report(findings, over), sourceText, system, options);
  return out();
}

test('a finding: where, what, the code, who, and the verdict below', async () => {
  expect(await written([finding()])).toMatchInlineSnapshot(`
    "plans/shop.plan.yaml:4:3  error  naming/event-case
      Event name "order_completed" is not in title case, as naming.events asks.
        3 | events:
    >   4 |   order_completed:
          |   ^^^^^^^^^^^^^^^
      owner  checkout

    ✕ 1 error
    why and how to repair: dataplan explain naming/event-case
    "
  `);
});

test('evidence, a second place and a fix, each on its line', async () => {
  const text = await written([
    finding({
      severity: 'warn',
      count: 312,
      rate: 312 / 4880,
      owners: [],
      location: {
        file: 'src/cart.ts',
        start: { line: 9, column: 2 },
        end: { line: 9, column: 3 },
        pointer: null,
      },
      related: [{ file: 'samples/web.ndjson', line: 7, note: 'first seen' }],
      fix: { safety: 'safe', title: 'Rename to "Order Completed"', edits: [] },
    }),
  ]);
  expect(text).toMatchInlineSnapshot(`
    "src/cart.ts:9:2  warn  naming/event-case
      Event name "order_completed" is not in title case, as naming.events asks.
      seen  312 times, 6.39 % of the events
      see  samples/web.ndjson:7  first seen
      fix  Rename to "Order Completed"  (--fix)

    ✓ 1 warning   1 fixable with --fix
    why and how to repair: dataplan explain naming/event-case
    "
  `);
});

test('which systems and releases carry it, most first', async () => {
  const seen = { count: 15, rate: 0.5, data: { senders: { web: 12, ios: 3 }, versions: { '2.9.1': 15 } } };
  expect(await written([finding(seen)])).toContain(
    'seen  15 times, 50 % of the events (web 12, ios 3; version 2.9.1)',
  );
});

test('a clean run says so, and what was not looked at', async () => {
  const text = await written([], {
    notChecked: [{ what: 'samples:braze', why: 'no file matches exports/*.ndjson' }],
  });
  expect(text).toBe('not checked  samples:braze: no file matches exports/*.ndjson\n✓ no findings\n');
});

test('waived and baselined findings are counted, not shown', async () => {
  const text = await written([finding({ status: 'waived' }), finding({ status: 'baselined' })]);
  expect(text).toBe('✓ no findings   1 waived, 1 in baseline\n');
});

test('many findings of one rule: the first five in full, the others counted by rule', async () => {
  const many = Array.from({ length: 40 }, (_, n) =>
    finding({
      subject: `event:order_${n}`,
      location: { ...finding().location, start: { line: n + 1, column: 3 } },
    }),
  );
  const text = await written(many);
  expect(text.match(/error {2}naming\/event-case$/gm)).toHaveLength(5);
  expect(text).toContain(
    '35 more findings, alike; -f compact lists them all:\n    35  naming/event-case  order_5, order_6, order_7, order_8, …\n',
  );
  expect(text).toContain('✕ 40 errors');
});

test('the cap never hides an error behind warnings', async () => {
  const warnings = Array.from({ length: 30 }, (_, n) =>
    finding({ severity: 'warn', rule: `naming/rule-${n}`, subject: `event:order_${n}` }),
  );
  const text = await written(
    [...warnings, finding({ message: 'The last is an error.' })],
    {},
    { maxFindings: 10 },
  );
  expect(text).toContain('The last is an error.');
  expect(text).toContain('21 more findings');
});

test('no line is wider than the terminal', async () => {
  const text = await written([finding({ message: 'A long sentence about a cart. '.repeat(20).trim() })]);
  expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

test('a frame of a very long line shows the part around the mark', async () => {
  const { system, out } = screen();
  const line = `${'{"a":1},'.repeat(100_000)}«here»${'x'.repeat(1000)}`;
  const at = line.indexOf('«') + 1;
  const location = {
    file: 'plans/one-line.yaml',
    start: { line: 1, column: at },
    end: { line: 1, column: at + 6 },
    pointer: '',
  };
  await writeReport([], report([finding({ location })]), () => line, system);
  const frame = out()
    .split('\n')
    .filter((text) => text.includes(' | '));
  expect(frame).toHaveLength(2);
  expect(frame[0]?.indexOf('«')).toBe(frame[1]?.indexOf('^'));
  expect(frame[1]).toContain('^^^^^^');
  expect(Math.max(...frame.map(({ length }) => length))).toBeLessThanOrEqual(80);
});

test('the mark stands under wide characters and behind tabs', async () => {
  const { system, out } = screen();
  const location = {
    file: 'plans/カート.yaml',
    start: { line: 1, column: 6 },
    end: { line: 1, column: 8 },
    pointer: '',
  };
  await writeReport([], report([finding({ location })]), () => '\tカート: 購入', system);
  // The tab is two columns, each of the three letters two, the colon one; the mark is two letters wide.
  expect(out()).toContain(`>   1 |   カート: 購入\n      |          ${'^'.repeat(3)}\n`);
});
