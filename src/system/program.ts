import type { ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Running, StartProgram } from './system.ts';

/** The end of what a program says on stderr that is kept: enough for its reason, bounded for one that chatters. */
const KEPT_ERRORS = 64 * 1024;
const KEPT_LINE = 4096;

export function nodeStart(cwd: string): StartProgram {
  return (program, args, { input, env = {}, tells }) => {
    // Loaded here, because most runs start no program, and importing it costs each of them.
    const { spawn } = process.getBuiltinModule('node:child_process');
    const stdin = privateFile(input);
    let child: ChildProcess;
    try {
      child = spawn(program, [...args], {
        cwd,
        env: { ...process.env, ...env },
        stdio: [stdin, 'pipe', 'pipe'],
      });
    } finally {
      closeSync(stdin);
    }
    return running(child, tells);
  };
}

/** A file of this user alone that is gone from its folder as soon as it is open: input may hold a key. */
function privateFile(text: string): number {
  const folder = mkdtempSync(join(tmpdir(), 'dataplan-'));
  const path = join(folder, 'input');
  try {
    writeFileSync(path, text, { mode: 0o600 });
    return openSync(path, 'r');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function running(child: ChildProcess, tells: RegExp | undefined): Running {
  let errors = '';
  let [told, begun] = ['', ''];
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-KEPT_ERRORS);
    if (tells === undefined) return;
    const lines = `${begun}${text}`.split('\n');
    // Of a line without an end its beginning is enough.
    begun = (lines.pop() ?? '').slice(0, KEPT_LINE);
    told = lines.findLast((line) => tells.test(line))?.slice(0, KEPT_LINE) ?? told;
  });
  const ended = new Promise<{ code: number | null; errors: string }>((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code, errors: told === '' ? errors : `${told}\n${errors}` }));
  });
  // Whoever reads the lines asks for the end afterwards: until then a failure waits.
  ended.catch(() => {});
  const { stdout } = child;
  return {
    lines:
      stdout === null
        ? none()
        : process
            .getBuiltinModule('node:readline')
            .createInterface({ input: stdout, crlfDelay: Number.POSITIVE_INFINITY }),
    ended,
    stop: () => void child.kill(),
  };
}

async function* none(): AsyncIterable<string> {}
