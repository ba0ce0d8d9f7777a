import { expect, test } from 'vitest';
import { SplitFiles } from '../../../src/samples/run/split-files.ts';
import { memoryFiles } from '../../../src/system/memory.ts';

const targets = { pass: '/out/pass.ndjson', quarantine: '/out/quarantine.ndjson' };
const bytes = (text: string) => new TextEncoder().encode(text);

test('both sides take their names when all is written, and not before', async () => {
  const files = memoryFiles({});
  const split = await SplitFiles.open(files, targets, ['/web.ndjson'], false);
  await split.write('pass', '/web.ndjson', bytes('one\n'));
  expect(await files.stat(targets.pass)).toBeNull();
  await split.finish();
  expect(await files.readText(targets.pass)).toBe('one\n');
  expect(await files.readText(targets.quarantine)).toBe('');
  expect(await files.stat(`${targets.pass}.partial`)).toBeNull();
});

test('what an interrupted run left is named and written anew, a finished side too', async () => {
  const files = memoryFiles({ '/out/pass.ndjson': 'one\n', '/out/quarantine.ndjson.partial': 'half' });
  const split = await SplitFiles.open(files, targets, ['/web.ndjson'], false);
  expect(split.notes).toEqual([expect.stringContaining('/out/quarantine.ndjson.partial')]);
  await split.write('quarantine', '/web.ndjson', bytes('two\n'));
  await split.finish();
  expect(await files.readText(targets.quarantine)).toBe('two\n');
  expect(await files.readText(targets.pass)).toBe('');
});

test('nothing that is there is replaced, unless that is asked for', async () => {
  const files = memoryFiles({ '/out/pass.ndjson': 'mine\n' });
  await expect(SplitFiles.open(files, targets, ['/web.ndjson'], false)).rejects.toThrow('--force');
  await expect(
    SplitFiles.open(files, { ...targets, pass: '/web.ndjson' }, ['/web.ndjson'], true),
  ).rejects.toThrow('its own input');
  await (await SplitFiles.open(files, targets, ['/web.ndjson'], true)).finish();
  expect(await files.readText(targets.pass)).toBe('');
});

test('a folder keeps the names of the inputs; what is no NDJSON becomes it', async () => {
  const files = memoryFiles({});
  const inputs = ['/a/web.ndjson.gz', '/b/orders.csv', '/c/web.ndjson.gz'];
  const split = await SplitFiles.open(files, { pass: '/out/', quarantine: null }, inputs, false);
  for (const input of inputs) await split.write('pass', input, bytes(`${input}\n`));
  await split.finish();
  expect(await files.readText('/out/orders.ndjson')).toBe('/b/orders.csv\n');
  expect(await files.readText('/out/a/web.ndjson')).toBe('/a/web.ndjson.gz\n');
  expect(await files.readText('/out/c/web.ndjson')).toBe('/c/web.ndjson.gz\n');
});
