import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ndjson, order, validateFiles } from './shop.ts';

const good = ndjson(order);
const rules = (result: Awaited<ReturnType<typeof validateFiles>>) =>
  Object.fromEntries(result.findings.map(({ rule, count }) => [rule, count]));

/** A file, the findings it gives, and how many good events were checked all the same. */
const files: Readonly<
  Record<string, readonly [string, string | Uint8Array, Readonly<Record<string, number>>, number]>
> = {
  'an empty file': ['/web.ndjson', '', {}, 0],
  'an empty line, and Windows line ends': ['/web.ndjson', `${good}\r\n${good.replace('\n', '\r\n')}`, {}, 2],
  'a byte order mark': ['/web.ndjson', `\ufeff${good}`, {}, 1],
  'UTF-16 with its mark': ['/web.ndjson', Buffer.from(`\ufeff${good}${good}`, 'utf16le'), {}, 2],
  'UTF-16 without': ['/web.ndjson', Buffer.from(good, 'utf16le'), {}, 1],
  'a last line without an end': ['/web.ndjson', good + good.trim(), {}, 2],
  'a line that is cut off': [
    '/web.ndjson',
    `${good}{"type":"track",\n${good}`,
    { 'evidence/malformed-json': 1 },
    2,
  ],
  'lines that hold no object': [
    '/web.ndjson',
    `null\n[1]\n7\n"x"\n${good}`,
    { 'evidence/not-an-object': 4 },
    1,
  ],
  'bytes that are no UTF-8': [
    '/web.ndjson',
    Buffer.concat([
      Buffer.from(good),
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d, 0x0a]),
      Buffer.from(good),
    ]),
    { 'evidence/invalid-utf8': 1 },
    2,
  ],
  'the replacement character, which is text': [
    '/web.ndjson',
    ndjson({ ...order, context: { note: '\ufffd' } }),
    {},
    1,
  ],
  'a line longer than is kept': [
    '/web.ndjson',
    `${good}{"pad":"${'x'.repeat(200_000)}"}\n${good}`,
    { 'evidence/line-too-long': 1 },
    2,
  ],
  'nesting ten thousand deep': [
    '/web.ndjson',
    `${ndjson(JSON.stringify(order).replace('}}', `},"context":{"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`))}${good}`,
    {},
    2,
  ],
  'a record of no known shape': [
    '/web.ndjson',
    `${good}{"hello":"world"}\n`,
    { 'evidence/unreadable-record': 1 },
    1,
  ],
  'two formats in one file': [
    '/web.ndjson',
    `${good}${good}${ndjson({ event_type: 'Cart Viewed', device_id: 'd', event_properties: { total: 1 }, session_id: 1, insert_id: 'x', amplitude_id: 1 })}`,
    { 'evidence/mixed-formats': 1 },
    3,
  ],
  binary: ['/web.ndjson', Buffer.from([1, 2, 0, 3, 255, 0, 9]), { 'evidence/not-samples': 1 }, 0],
  'a list of events as one document': ['/web.json', JSON.stringify([order, order, order]), {}, 3],
  'documents over several lines': [
    '/web.json',
    `${JSON.stringify(order, null, 2)}\n${JSON.stringify(order, null, 2)}\n`,
    {},
    2,
  ],
  'a list that breaks off': [
    '/web.json',
    JSON.stringify([order, order, order], null, 1).slice(0, -40),
    { 'evidence/truncated-input': 1 },
    2,
  ],
  gzip: ['/web.ndjson.gz', gzipSync(good + good), {}, 2],
  'gzip under another name': ['/web.ndjson', gzipSync(good), {}, 1],
  'gzip in two members': ['/web.ndjson.gz', Buffer.concat([gzipSync(good), gzipSync(good)]), {}, 2],
  brotli: ['/web.ndjson.br', brotliCompressSync(good + good), {}, 2],
  'gzip that is cut off': [
    '/web.ndjson.gz',
    gzipSync(good.repeat(3000), { level: 0 }).subarray(0, 100_000),
    { 'evidence/truncated-input': 1 },
    -1,
  ],
  'gzip that is cut off in its first bytes': [
    '/web.ndjson.gz',
    gzipSync(good).subarray(0, 12),
    { 'evidence/truncated-input': 1 },
    0,
  ],
};

test.each(Object.entries(files))('%s', async (_name, [path, content, expected, valid]) => {
  const result = await validateFiles({ [path]: content }, { maxRecord: 100_000 });
  const found = rules(result);
  // Where a stream breaks off inside a line, what is left of that line is one more.
  if (valid < 0) delete found['evidence/malformed-json'];
  expect(found).toEqual(expected);
  if (valid >= 0) expect(result.events.valid).toBe(valid);
  else expect(result.events.valid).toBeGreaterThan(100);
});

test('a bad line is found where it is, and the verdicts name it', async () => {
  const { findings, verdicts } = await validateFiles({ '/web.ndjson': `${good}\n{oops\n${good}` });
  expect(findings[0]).toMatchObject({
    rule: 'evidence/malformed-json',
    location: { file: '/web.ndjson', start: { line: 3 } },
  });
  expect(verdicts.map(({ line, valid }) => [line, valid])).toEqual([
    [1, true],
    [3, false],
    [4, true],
  ]);
  expect(verdicts[1]).toMatchObject({
    event: null,
    action: 'quarantine',
    violations: [{ kind: 'unknown', rule: 'evidence/malformed-json' }],
  });
});

test.each([
  ['evidence/duplicate-key', '{"total":1,"total":2}'],
  ['evidence/inexact-number', '{"total":90071992547409931}'],
])('%s is told on every line', async (rule, properties) => {
  const line = `{"type":"track","event":"Cart Viewed","properties":${properties}}\n`;
  const { findings } = await validateFiles({ '/web.ndjson': `${line}${good}`.repeat(400) });
  expect(findings).toMatchObject([{ rule, count: 400 }]);
});

describe('inputs that are not there', () => {
  test.each([
    ['a missing file', { files: ['/nowhere.ndjson'] }, /There is no file \/nowhere.ndjson/],
    ['a pattern without a match', { files: ['/*.parquet'] }, /No file matches/],
    ['a system that the plan does not have', { system: 'wep' }, /no system "wep". Did you mean "web"/],
    [
      'a format that does not exist',
      { eventFormat: 'segmnt' },
      /no event format "segmnt". Did you mean "segment"/,
    ],
  ])('%s', async (_name, options, message) => {
    await expect(validateFiles({ '/web.ndjson': good }, options)).rejects.toThrow(message);
  });

  test('unless they may be missing', async () => {
    const { notChecked } = await validateFiles({}, { files: ['/nowhere.ndjson'], optional: true });
    expect(notChecked).toMatchObject([{ what: 'samples:web' }]);
  });
});
