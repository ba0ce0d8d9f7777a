import { execFile } from 'node:child_process';
import { openSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plan, writeEvents } from '../../bench/generate-events.js';

const run = promisify(execFile);
const binary = resolve('bin/dataplan.js');
const folder = await mkdtemp(join(tmpdir(), 'dataplan-'));
const truth = new Map<number, string>();

const outputs = ['verdicts', 'pass', 'quarantine'] as const;
/** Of several jobs, so that threads really share it. */
const bytes = 36e6;

beforeAll(() => {
  writeFileSync(join(folder, 'plan.yaml'), plan());
  writeEvents(openSync(join(folder, 'events.ndjson'), 'w'), bytes, 7, (line: number, kind: string | null) => {
    if (kind !== null && kind !== 'personal') truth.set(line, kind);
  });
});
afterAll(() => rm(folder, { recursive: true }));

async function validate(workers: number): Promise<Record<'report' | (typeof outputs)[number], string>> {
  const names = outputs.map((name) => `${name}${workers}.ndjson`);
  const flags = outputs.flatMap((name, i) => [`--${name}`, names[i] ?? '']);
  const report = await reportOf(workers, flags);
  const [verdicts = '', pass = '', quarantine = ''] = names.map((name) =>
    readFileSync(join(folder, name), 'utf8'),
  );
  return { report, verdicts, pass, quarantine };
}

async function reportOf(workers: number, flags: readonly string[]): Promise<string> {
  const { stdout } = await run(
    process.execPath,
    [
      binary,
      'validate',
      'events.ndjson',
      '--plan',
      'plan.yaml',
      '--system',
      'web',
      '--json',
      '--exit-zero',
      '--workers',
      String(workers),
      ...flags,
    ],
    { cwd: folder, maxBuffer: 1 << 26 },
  );
  return stdout;
}

test('any number of threads says the same, and it is true line for line', { timeout: 120_000 }, async () => {
  const alone = await validate(0);
  const shared = await validate(2);
  for (const part of ['report', 'verdicts', 'pass', 'quarantine'] as const) {
    expect(shared[part] === alone[part], part).toBe(true);
  }
  const invalid = alone.verdicts
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter(({ valid }) => !valid);
  expect(invalid.map(({ line }) => line)).toEqual([...truth.keys()]);
  const lines = readFileSync(join(folder, 'events.ndjson'), 'utf8').trimEnd().split('\n');
  const kept = new Set(alone.pass.trimEnd().split('\n'));
  expect(kept.size + alone.quarantine.trimEnd().split('\n').length).toBe(lines.length);
  expect(lines.every((line, i) => kept.has(line) === !truth.has(i + 1))).toBe(true);
});

test('so does a run that reads the events of one name together', { timeout: 120_000 }, async () => {
  // Who asks for verdicts wants them in order, so that this run takes the lines as they stand.
  const inOrder = await reportOf(0, ['--write-profile', 'in-order.json', '--verdicts', 'in-order.ndjson']);
  for (const workers of [0, 2]) {
    const report = await reportOf(workers, ['--write-profile', `by-kind${workers}.json`]);
    expect(report === inOrder, 'report').toBe(true);
    const [one, other] = [`by-kind${workers}.json`, 'in-order.json'].map((name) =>
      readFileSync(join(folder, name), 'utf8'),
    );
    expect(one === other, 'profile').toBe(true);
  }
});
