import { run } from '../src/cli/run.ts';
import { memoryFiles, memorySystem } from '../src/system/memory.ts';
import type { System } from '../src/system/system.ts';

export interface CliRun {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** What a file holds afterwards; null when there is none. */
  readonly file: (path: string) => Promise<string | null>;
}

/** Runs the whole program in memory: below `/shop`, on 21 November 2026, with no git and no terminal. */
export async function runCli(
  argv: readonly string[],
  files: Readonly<Record<string, string | Uint8Array>> = {},
  stdin: string | Uint8Array = '',
  env: Readonly<Record<string, string>> = {},
): Promise<CliRun> {
  const held = memoryFiles(
    Object.fromEntries(Object.entries(files).map(([path, data]) => [`/shop/${path}`, data])),
    '/shop',
  );
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written) => ({
    write: (text: string) => {
      written[name] += text;
    },
    isTTY: false,
    columns: 80,
  });
  const system: System = {
    ...memorySystem(held, { cwd: '/shop', now: Date.parse('2026-11-21T12:00:00Z') }),
    env,
    stdin: (async function* () {
      yield typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin;
    })(),
    stdout: sink('stdout'),
    stderr: sink('stderr'),
  };
  const exit = await run(argv, system);
  return {
    ...written,
    exit,
    file: async (path) => held.readText(`/shop/${path}`).catch(() => null),
  };
}
