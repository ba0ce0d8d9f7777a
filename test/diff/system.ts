import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { run } from '../../src/cli/run.ts';
import { nodeGit } from '../../src/system/git.ts';
import { nodeFiles } from '../../src/system/node.ts';

/** A folder on disk with a git repository in it, and the program run inside. */
export interface Repository {
  readonly folder: string;
  write(files: Readonly<Record<string, string>>): void;
  git(...args: readonly string[]): string;
  /** Adds and commits everything. */
  commit(message: string): void;
  cli(...argv: readonly string[]): Promise<{ stdout: string; stderr: string; exit: number }>;
  remove(): void;
}

export function repository(): Repository {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'dataplan-diff-')));
  const git = (...args: readonly string[]): string =>
    execFileSync(
      'git',
      ['-c', 'user.name=Shop', '-c', 'user.email=shop@acme.example', '-c', 'commit.gpgsign=false', ...args],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  git('init', '-q', '-b', 'main');
  return {
    folder,
    git,
    write(files) {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
    },
    commit(message) {
      git('add', '-A');
      git('commit', '-q', '-m', message);
    },
    async cli(...argv) {
      const written = { stdout: '', stderr: '' };
      const sink = (name: 'stdout' | 'stderr') => ({
        write: (text: string) => {
          written[name] += text;
        },
        isTTY: false,
        columns: 100,
      });
      const exit = await run(argv, {
        cwd: folder,
        env: {},
        files: nodeFiles(folder),
        git: nodeGit(folder),
        now: () => Date.parse('2026-11-21T12:00:00Z'),
        importModule: async (specifier) => Promise.reject(new Error(`no module ${specifier}`)),
        stdin: (async function* () {})(),
        stdout: sink('stdout'),
        stderr: sink('stderr'),
      });
      return { ...written, exit };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
