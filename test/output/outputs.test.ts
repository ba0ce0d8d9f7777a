import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { wantsColour } from '../../src/output/colour.ts';
import { parseFormat, writeReport } from '../../src/output/index.ts';
import { UsageError } from '../../src/system/errors.ts';
import { VERSION } from '../../src/system/version.ts';
import { finding, report, screen, sourceText } from './shop.ts';

test('the version printed is the one of the package', () => {
  expect(VERSION).toBe(packageJson.version);
});

test('several outputs at once: one has stdout, the others a file', async () => {
  const { system, out, files } = screen();
  const formats = [
    parseFormat('text'),
    parseFormat('json=out/report.json'),
    parseFormat('compact=out/a=b.txt'),
  ];
  await writeReport(formats, report([finding()]), sourceText, system);
  expect(out()).toContain('✕ 1 error');
  expect(JSON.parse(files.get('out/report.json') ?? '').summary.error).toBe(1);
  expect(files.get('out/a=b.txt')).toMatch(/^plans\/shop\.plan\.yaml:4:3 error naming\/event-case /);
});

test('a large document reaches its file in pieces, and is whole', async () => {
  const { system, files } = screen();
  const sizes: number[] = [];
  const write: typeof system.files.write = async (path, data) => {
    const pieces: string[] = [];
    if (typeof data === 'object' && Symbol.asyncIterator in data)
      for await (const piece of data) pieces.push(piece);
    sizes.push(...pieces.map(({ length }) => length));
    files.set(path, pieces.join(''));
  };
  const many = Array.from({ length: 3000 }, (_, n) => finding({ message: `finding ${n}` }));
  await writeReport([parseFormat('json=all.json')], report(many), sourceText, {
    ...system,
    files: { ...system.files, write },
  });
  expect(sizes.length).toBeGreaterThan(5);
  expect(Math.max(...sizes)).toBeLessThan(200_000);
  expect(
    JSON.parse(files.get('all.json') ?? '').findings.map(({ message }: { message: string }) => message),
  ).toEqual(many.map(({ message }) => message));
});

test.each([
  [['text', 'json'], 'Only one output can have stdout, and both text and json would'],
  [['json', 'compact=-'], 'Only one output can have stdout'],
])('two outputs that want stdout are refused: %j', async (names, message) => {
  const write = writeReport(names.map(parseFormat), report(), sourceText, screen().system);
  await expect(write).rejects.toThrow(message);
  await expect(write).rejects.toThrow(UsageError);
});

test('beside a stream on stdout the text goes to stderr, and a machine format wants a file', async () => {
  const { system, out, err } = screen();
  await writeReport([], report(), sourceText, system, { stdoutTaken: true });
  expect([out(), err()]).toEqual(['', '✓ no findings\n']);
  await expect(
    writeReport([parseFormat('json')], report(), sourceText, system, { stdoutTaken: true }),
  ).rejects.toThrow('Give json a file');
});

test.each([
  ['yaml', 'Unknown format "yaml". There are text, compact'],
  ['jsn', 'Did you mean "json"?'],
  ['json=', 'names no file'],
])('-f %s is refused', (argument, message) => {
  expect(() => parseFormat(argument)).toThrow(message);
});

test.each([
  // flag, environment, terminal → colour
  [true, { NO_COLOR: '1' }, false, true],
  [false, { FORCE_COLOR: '1' }, true, false],
  [undefined, { NO_COLOR: '1', FORCE_COLOR: '3' }, true, false],
  [undefined, { NO_COLOR: '' }, true, true],
  [undefined, { FORCE_COLOR: '1' }, false, true],
  [undefined, { FORCE_COLOR: '0' }, true, false],
  [undefined, {}, true, true],
  [undefined, {}, false, false],
  [undefined, { TERM: 'dumb' }, true, false],
])('colour: flag %s, %j, terminal %s → %s', (flag, env: Record<string, string>, isTTY, colour) => {
  expect(wantsColour(flag, env, { write: () => {}, isTTY, columns: 80 })).toBe(colour);
});

test('a file never gets colour', async () => {
  const { system, files, out } = screen({ isTTY: true });
  const formats = [parseFormat('text'), parseFormat('text=out.txt')];
  await writeReport(formats, report([finding()]), sourceText, system);
  expect(out()).toContain('\u001b[31m');
  expect(files.get('out.txt')).not.toContain('\u001b');
});
