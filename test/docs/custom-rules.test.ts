// The page about custom rules, as its reader would follow it: in a folder where the package is installed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'dataplan-rules-'));

beforeAll(() => {
  const page = readFileSync(join(ROOT, 'docs/custom-rules.md'), 'utf8');
  for (const [, path = '', body = ''] of page.matchAll(/^```\w+ file=(\S+)\n([\s\S]*?)^```$/gm)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(ROOT, join(folder, 'node_modules/dataplan'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function node(...argv: string[]) {
  const env = {
    ...process.env,
    XDG_CACHE_HOME: folder,
    NODE_TEST_CONTEXT: undefined,
    NODE_OPTIONS: undefined,
  };
  return spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', env });
}
const dataplan = (...argv: string[]) => node(join(ROOT, 'bin/dataplan.js'), ...argv);

test.each([
  ['lint', ['lint'], 'error acme/money-needs-region Order Completed carries money and has no "region".'],
  [
    'validate',
    ['validate', 'samples.ndjson', '--system', 'web'],
    'warn acme/no-free-orders "total" of Order Completed is not above 0.',
  ],
])('%s finds what the rule is for', (_, argv, line) => {
  const { stdout, stderr } = dataplan(...argv, '-f', 'compact');
  expect(stdout + stderr).toContain(line);
});

test('they are listed, and not loaded where plugins are not trusted', () => {
  expect(dataplan('rules', 'acme').stdout).toContain('acme/no-free-orders');
  expect(dataplan('lint', '--safe', '-f', 'compact').stdout).not.toContain('acme/');
});

test("the page's tests pass with node --test", () => {
  const { stdout, status } = node('--test', '--test-reporter=tap', 'rules/acme.test.js');
  expect({ status, passed: /# pass (\d+)/.exec(stdout)?.[1] }).toEqual({ status: 0, passed: '5' });
});
