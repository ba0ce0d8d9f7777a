import { statSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { FileError } from './errors.ts';
import { nodeGit } from './git.ts';
import { nodeStart } from './program.ts';
import { readMany } from './read-many.ts';
import type { Files, Sink, System } from './system.ts';
import { decodeText } from './text.ts';
import { walk } from './walk.ts';

/** Bytes that are read at once. */
const CHUNK = 1 << 20;

/** The machine this runs on. Streams are opened when somebody asks for them: each costs more than reading a plan. */
export function nodeSystem(): System {
  const cwd = process.cwd();
  let stdout: Sink | null = null;
  let stderr: Sink | null = null;
  return {
    cwd: cwd.replaceAll('\\', '/'),
    env: process.env,
    files: nodeFiles(cwd),
    git: nodeGit(cwd),
    now: Date.now,
    importModule: (specifier, folder) => importFrom(specifier, folder),
    onInterrupt: (interrupted) => {
      process.once('SIGINT', interrupted);
      return () => void process.off('SIGINT', interrupted);
    },
    start: nodeStart(cwd),
    // V8 lets the heap grow to four times what is alive before it collects. Read at every collection, by all threads.
    saveMemory: () => setFlagsFromString('--heap-growing-percent=20'),
    get stdin() {
      return process.stdin;
    },
    get stdout() {
      stdout ??= sink(process.stdout);
      return stdout;
    },
    get stderr() {
      stderr ??= sink(process.stderr);
      return stderr;
    },
  };
}

async function importFrom(specifier: string, folder: string): Promise<Readonly<Record<string, unknown>>> {
  const from = createRequire(join(folder, 'dataplan.config.yaml'));
  const path = isAbsolute(specifier) ? specifier : from.resolve(specifier);
  return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
}

function sink(stream: NodeJS.WriteStream): Sink {
  // A reader that has seen enough closes the pipe: that is no failure.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => void stream.write(text),
    isTTY: stream.isTTY === true,
    columns: stream.columns ?? 80,
  };
}

/** Counts the temporary files of this process, so that two writes at once have two. */
let written = 0;

export function nodeFiles(cwd: string): Files {
  const at = (path: string) => resolve(cwd, path);
  return {
    read: (path) => orFileError(path, 'read', () => fs.readFile(at(path))),
    readAll: async (paths, found) =>
      readMany(
        paths.map((path) => (isAbsolute(path) ? path : at(path))),
        found,
        (error, path) => fileError(error, path, 'read'),
      ),
    readText: (path) => orFileError(path, 'read', async () => decodeText(await fs.readFile(at(path)), path)),
    stream: (path, range) => chunks(at(path), path, range),
    stat: async (path) => {
      const found = await fs.stat(at(path)).catch(() => null);
      if (!found) return null;
      return {
        kind: found.isFile() ? 'file' : found.isDirectory() ? 'directory' : 'other',
        size: found.size,
        mtimeMs: found.mtimeMs,
      };
    },
    realPath: (path) =>
      orFileError(path, 'read', async () => (await fs.realpath(at(path))).replaceAll('\\', '/')),
    glob: async (patterns, options = {}) => {
      // A third of a bare start: only where a pattern needs it.
      const { globby } = await import('globby');
      const found = await globby([...patterns], {
        cwd: at(options.cwd ?? '.'),
        gitignore: options.gitignore ?? false,
        dot: options.dot ?? false,
        onlyFiles: true,
        followSymbolicLinks: false,
      });
      return found.sort();
    },
    list: async (folder, skip) => walk(at(folder), skip),
    stamps: async (paths) => stampsOf(paths.map((path) => (isAbsolute(path) ? path : at(path)))),
    write: (path, data) =>
      orFileError(path, 'write', async () => {
        const target = at(path);
        const temporary = join(dirname(target), `.${basename(target)}.${process.pid}-${++written}.tmp`);
        await fs.mkdir(dirname(target), { recursive: true });
        try {
          await fs.writeFile(temporary, data, { flag: 'wx' });
          await fs.rename(temporary, target);
        } catch (error) {
          await fs.rm(temporary, { force: true });
          throw error;
        }
      }),
    append: (path, data) =>
      orFileError(path, 'write', async () => {
        await fs.mkdir(dirname(at(path)), { recursive: true });
        await fs.appendFile(at(path), data);
      }),
    rename: (from, to) => orFileError(to, 'write', () => fs.rename(at(from), at(to))),
    remove: (path) => orFileError(path, 'write', () => fs.rm(at(path), { force: true })),
  };
}

/** Reads into one buffer again and again: a new one for each chunk costs page faults, and collections of what is alive. */
async function* chunks(
  full: string,
  path: string,
  range?: { start: number; end: number },
): AsyncIterable<Uint8Array> {
  let file: fs.FileHandle | null = null;
  try {
    file = await fs.open(full);
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    // Without a range no position is named, so that pipes can be read too.
    let [at, left] = range ? [range.start, range.end - range.start] : [null, Number.POSITIVE_INFINITY];
    while (left > 0) {
      const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, left), at);
      if (bytesRead === 0) return;
      if (at !== null) at += bytesRead;
      left -= bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } catch (error) {
    throw fileError(error, path, 'read');
  } finally {
    await file?.close();
  }
}

function stampsOf(paths: readonly string[]): Float64Array {
  const stamps = new Float64Array(paths.length * 4).fill(-1);
  paths.forEach((path, index) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found) stamps.set([found.size, found.mtimeMs, found.ctimeMs, found.ino], index * 4);
  });
  return stamps;
}

async function orFileError<T>(path: string, verb: 'read' | 'write', work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof FileError ? error : fileError(error, path, verb);
  }
}

function fileError(error: unknown, path: string, verb: 'read' | 'write'): FileError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: `There is no file ${path}. Check the path; it is relative to the working directory.`,
    EISDIR: `${path} is a directory; a file was expected.`,
    ENOTDIR: `There is no file ${path}: a part of the path is a file, not a folder.`,
    EACCES: `${path} may not be ${verb === 'read' ? 'read' : 'written'}: check its permissions.`,
    ENOSPC: `${path} cannot be written: the disk is full.`,
    ELOOP: `${path} is a link that leads to itself.`,
  };
  return new FileError(reasons[code] ?? `Cannot ${verb} ${path} (${code || String(error)}).`, path);
}
