import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** What a user installs: the packed tarball in an empty folder, run there. */
const ROOT = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'dataplan-package-'));
const home = join(folder, 'node_modules/dataplan');
let packed: string[] = [];

beforeAll(() => {
  const [made] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: ROOT,
      encoding: 'utf8',
    }),
  ) as [{ filename: string; files: { path: string }[] }];
  packed = made.files.map(({ path }) => path);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  // The dependencies are those that were installed for this test run: the cache has them.
  execFileSync(
    'npm',
    ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder, made.filename)],
    { cwd: folder, stdio: 'pipe' },
  );
  writeFileSync(
    join(folder, 'plan.yaml'),
    'dataplan: 1\nname: shop\nversion: 1.0.0\nevents:\n  Order Completed: { minimun: 1 }\n',
  );
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function dataplan(...argv: string[]): { status: number; stdout: string } {
  try {
    return {
      status: 0,
      stdout: execFileSync(process.execPath, [join(home, 'bin/dataplan.js'), ...argv], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, XDG_CACHE_HOME: folder },
      }),
    };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { status, stdout };
  }
}

test('the tarball holds the program and the plans that teach, and nothing else', () => {
  expect(packed.filter((path) => !/^(bin|dist|plans)\//.test(path)).sort()).toEqual([
    'LICENSE',
    'README.md',
    'package.json',
  ]);
  expect(packed).toContain('dist/plan.schema.json');
  expect(packed).toContain('plans/acme-shop.plan.yaml');
});

test('the installed program runs', () => {
  expect(dataplan('--version')).toEqual({ status: 0, stdout: '0.1.0\n' });
  expect(dataplan('lint', 'plan.yaml', '-f', 'compact')).toEqual({
    status: 1,
    stdout: expect.stringContaining('plan.yaml:5:22 error plan/unknown-key'),
  });
});

test('a shipped plan names a schema that is there', () => {
  expect(existsSync(join(home, 'dist/plan.schema.json'))).toBe(true);
  expect(dataplan('lint', join(home, 'plans/first.plan.yaml'), '-f', 'compact').status).toBe(0);
});

test('the public API is importable', () => {
  const script =
    "import('dataplan').then(async ({ parsePlan, lint, rules, Settings }) => { const plan = await parsePlan('dataplan: 1\\nname: a\\nversion: 1.0.0\\n'); console.log(lint(plan, { rules, settings: new Settings(), today: '2026-11-21' }).length >= 0); })";
  expect(execFileSync(process.execPath, ['-e', script], { cwd: folder, encoding: 'utf8' })).toBe('true\n');
});
