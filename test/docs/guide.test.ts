// Every command of the guide is run as it stands, page by page, in an empty folder.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../src/cli/program.ts';
import { run } from '../../src/cli/run.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { screen } from '../output/shop.ts';

const GUIDE = 'docs/guide';
const BLOCK = /^```(\w+)([^\n]*)\n([\s\S]*?)^```$/gm;

/** `dataplan trace "Order Completed"` → its words. */
function words(command: string): string[] {
  return [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
}

describe.each(readdirSync(GUIDE))('%s', (page) => {
  const text = readFileSync(join(GUIDE, page), 'utf8');

  test('its commands do what it says', async () => {
    const files = memoryFiles({});
    let ran = 0;
    for (const [, language, info = '', body = ''] of text.matchAll(BLOCK)) {
      const path = /file=(\S+)/.exec(info)?.[1];
      if (path) await files.write(`/${path}`, body);
      if (language !== 'console') continue;
      const wanted = Number(/exit=(\d)/.exec(info)?.[1] ?? 0);
      // Lines below a command are parts of what it prints.
      for (const [command = '', ...lines] of body
        .split(/^\$ /m)
        .slice(1)
        .map((one) => one.trimEnd().split('\n'))) {
        const { system, out, err } = screen();
        const [program, ...argv] = words(command);
        expect(program).toBe('dataplan');
        const git = {
          ...system.git,
          root: async () => null,
          head: async () => ({ commit: null, branch: null }),
        };
        const code = await run(argv, { ...system, cwd: '/', files, git });
        expect({ command, code, err: code === wanted ? '' : err() }).toEqual({
          command,
          code: wanted,
          err: '',
        });
        for (const line of lines) expect(out() + err(), command).toContain(line);
        ran++;
      }
    }
    expect(ran).toBeGreaterThan(0);
  });

  test('commands that it only names exist, with their flags', () => {
    for (const [, language, , body = ''] of text.matchAll(BLOCK)) {
      if (language !== 'sh') continue;
      for (const line of body.split('\n').filter((one) => one.startsWith('dataplan '))) {
        const [, name, ...argv] = words(line.replace(/\s#.*$/, ''));
        const specs = COMMANDS.filter((spec) => spec.name.split(' ')[0] === name);
        expect(specs.length, line).toBeGreaterThan(0);
        const flags = specs.flatMap((spec) => spec.flags.map((flag) => flag.flags)).join(' ');
        for (const flag of argv.filter((word) => word.startsWith('-') && word !== '-'))
          expect(flags, line).toContain(flag);
      }
    }
  });

  test('its links lead somewhere', () => {
    for (const [, target = ''] of text.matchAll(/\]\((?!https:)([^)#]+)\)/g)) {
      expect(() => readFileSync(join(dirname(join(GUIDE, page)), target)), target).not.toThrow();
    }
  });
});

test('a page can be tried on a disk as well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dataplan-guide-'));
  const text = readFileSync(join(GUIDE, 'first-minutes.md'), 'utf8');
  for (const [, , info = '', body = ''] of text.matchAll(BLOCK)) {
    const path = /file=(\S+)/.exec(info)?.[1];
    if (!path) continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), body);
  }
  const { nodeSystem } = await import('../../src/system/node.ts');
  const { system, out } = screen();
  const code = await run(['lint', '--config', join(folder, 'dataplan.config.yaml')], {
    ...nodeSystem(),
    stdout: system.stdout,
  });
  rmSync(folder, { recursive: true });
  expect([code, out()]).toEqual([0, '✓ no findings\n']);
});
