import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../run-cli.ts';

const ROOT = 'fixtures/lint';
const TODAY = ['--today', '2026-11-21'];
/** Those in which every finding has a fix. */
const CLEAN = ['naming', 'references'];

const read = (fixture: string, file: string) => readFileSync(join(ROOT, fixture, file), 'utf8');
const lint = (plan: string, ...flags: string[]) =>
  runCli(['lint', 'plan.yaml', ...TODAY, ...flags], { 'plan.yaml': plan });

describe.each(readdirSync(ROOT))('fixtures/lint/%s', (fixture) => {
  const plan = read(fixture, 'plan.yaml');

  test('has exactly the findings that it expects, with line and column', async () => {
    const { stdout } = await lint(plan, '-f', 'compact');
    expect(stdout).toBe(read(fixture, 'expected.txt'));
  });

  if (!existsSync(join(ROOT, fixture, 'fixed.yaml'))) return;
  const fixed = read(fixture, 'fixed.yaml');

  test('is fixed as expected, once and for all, with every comment', async () => {
    const { file } = await lint(plan, '--fix', '--unsafe');
    expect(await file('plan.yaml')).toBe(fixed);
    expect(comments(fixed)).toEqual(comments(plan));
    expect(await (await lint(fixed, '--fix', '--unsafe')).file('plan.yaml')).toBe(fixed);
  });

  test('a dry run shows the change and writes nothing', async () => {
    const { file, stdout } = await lint(plan, '--fix-dry-run', '--unsafe');
    expect(await file('plan.yaml')).toBe(plan);
    expect(stdout).toMatch(/^--- a\/plan\.yaml\n\+\+\+ b\/plan\.yaml\n@@ /m);
    const added = stdout
      .split('\n')
      .filter((line) => /^\+(?!\+\+)/.test(line))
      .map((line) => line.slice(1));
    expect(added.filter((line) => !fixed.split('\n').includes(line))).toEqual([]);
  });

  if (!CLEAN.includes(fixture)) return;
  test('is clean afterwards', async () => {
    const { exit, stdout } = await lint(fixed, '-f', 'compact');
    expect({ exit, stdout }).toEqual({ exit: 0, stdout: '' });
  });
});

describe('what --fix leaves alone', () => {
  const plan = read('naming', 'plan.yaml');

  test('unsafe fixes, unless asked for', async () => {
    const { file, stderr } = await lint(plan, '--fix');
    expect(await file('plan.yaml')).toBe(plan);
    expect(stderr).toMatch(/fixed 0 findings in 0 files\. --unsafe would try \d more\./);
  });

  test('what is waived', async () => {
    const waived = plan.replace(
      '  Cart View:',
      '  # dataplan-ignore naming/event-tense -- agreed with the agency\n  Cart View:',
    );
    const { file } = await lint(waived, '--fix', '--unsafe');
    expect(await file('plan.yaml')).toContain('\n  Cart View: # a page or a layer');
  });

  test.each([
    [['--unsafe'], '--unsafe says which fixes'],
    [['--fix', '--fix-dry-run'], 'give one of them'],
  ])('%j is no order', async (flags, message) => {
    const { exit, stderr } = await lint(plan, ...flags);
    expect(exit).toBe(2);
    expect(stderr).toContain(message);
  });
});

function comments(text: string): string[] {
  return text.split('\n').flatMap((line) => /(?:^|\s)(#\s.*)$/.exec(line)?.[1] ?? []);
}
