import { expect, test } from 'vitest';
import { parseFormat, writeReport } from '../../src/output/index.ts';
import { stringify } from '../../src/text/stringify.ts';
import { finding, report, screen, sourceText } from './shop.ts';

async function written(format: string, ...of: Parameters<typeof report>): Promise<string> {
  const { system, out } = screen();
  await writeReport([parseFormat(format)], report(...of), sourceText, system);
  return out();
}

test('the document has the keys of the contract, in their order, and what the command adds', async () => {
  const document = JSON.parse(await written('json', [finding()], { extra: { events: { total: 2 } } }));
  expect(Object.keys(document)).toEqual([
    'schema',
    'tool',
    'command',
    'plan',
    'summary',
    'notChecked',
    'events',
    'findings',
  ]);
  expect(document.findings).toEqual([finding()]);
  expect(document.schema).toBe(1);
});

test('a clean run is a valid document too', async () => {
  expect(JSON.parse(await written('json')).findings).toEqual([]);
  expect(JSON.parse(await written('ndjson')).summary.failed).toBe(false);
});

test('ndjson: the report first, then a finding a line', async () => {
  const lines = (await written('ndjson', [finding(), finding({ status: 'waived' })])).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line).type)).toEqual(['report', 'finding', 'finding']);
});

test('integers beyond 2^53 keep their digits', async () => {
  const text = await written('json', [finding({ data: { seen: 9007199254740993n } })]);
  expect(text).toContain('"data":{"seen":9007199254740993}');
});

test('an own key called __proto__ is written', () => {
  expect(stringify(JSON.parse('{"__proto__":1,"big":2}'))).toBe('{"__proto__":1,"big":2}');
  expect(stringify({ ...JSON.parse('{"__proto__":[1]}'), big: 2n })).toBe('{"__proto__":[1],"big":2}');
});

test('what a terminal or a CI runner acts on is escaped, and reads back unchanged', () => {
  const hostile =
    '\u001b]0;owned\u0007 \u009b31m \u202edne \u200b ##[error]x ##vso[task.setvariable]y \u2028';
  const text = stringify({ hostile });
  expect(text).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e\u200b\u2028]|##[a-z]*\[/);
  expect(JSON.parse(text)).toEqual({ hostile });
});
