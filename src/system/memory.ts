import { FileError } from './errors.ts';
import type { Files, Git, System } from './system.ts';
import { decodeText } from './text.ts';

/** No repository anywhere. */
const noGit: Git = {
  root: async () => null,
  resolve: async () => null,
  mergeBase: async () => null,
  show: async () => null,
  list: async () => [],
  changed: async () => [],
  isShallow: async () => false,
  head: async () => ({ commit: null, branch: null }),
};

/** A machine that has these files and nothing else: no repository, no input, nobody who reads. `now`: ms since the epoch. */
export function memorySystem(files: Files, { cwd = '/', now = 0 } = {}): System {
  const nobody = { write: () => {}, isTTY: false, columns: 80 };
  return {
    cwd,
    env: {},
    files,
    git: noGit,
    now: () => now,
    importModule: async (specifier) => Promise.reject(new Error(`no module ${specifier} in memory`)),
    stdin: (async function* () {})(),
    stdout: nobody,
    stderr: nobody,
  };
}

/** Files that are in memory only. Writes stay there too. Relative paths start at `cwd`. */
export function memoryFiles(initial: Readonly<Record<string, string | Uint8Array>>, cwd = '/'): Files {
  const absolute = (path: string) => resolvePath(path.startsWith('/') ? path : `${cwd}/${path}`);
  const held = new Map<string, Uint8Array>();
  const encoder = new TextEncoder();
  /** How often a file was written: nothing else tells two of the same length apart. */
  const versions = new Map<string, number>();
  const put = (path: string, data: string | Uint8Array) => {
    held.set(absolute(path), typeof data === 'string' ? encoder.encode(data) : data);
    versions.set(absolute(path), (versions.get(absolute(path)) ?? 0) + 1);
  };
  for (const [path, data] of Object.entries(initial)) put(path, data);
  const get = (path: string) => {
    const data = held.get(absolute(path));
    if (!data) throw new FileError(`There is no file ${path}.`, path);
    return data;
  };
  return {
    read: async (path) => get(path),
    readAll: async (paths, found) => {
      for (const path of paths) {
        const data = held.get(absolute(path));
        found(path, data ?? new FileError(`There is no file ${path}.`, path));
      }
    },
    readText: async (path) => decodeText(get(path), path),
    async *stream(path, range) {
      yield get(path).subarray(range?.start ?? 0, range?.end);
    },
    stat: async (path) => {
      const data = held.get(absolute(path));
      if (data) return { kind: 'file', size: data.length, mtimeMs: 0 };
      const folder = `${absolute(path).replace(/\/$/, '')}/`;
      const inside = [...held.keys()].some((name) => name.startsWith(folder));
      return inside ? { kind: 'directory', size: 0, mtimeMs: 0 } : null;
    },
    realPath: async (path) => absolute(path),
    glob: async (patterns, options) => {
      const base = options?.cwd ? `${absolute(options.cwd).replace(/\/$/, '')}/` : '/';
      return [...held.keys()]
        .filter((path) => path.startsWith(base))
        .map((path) => path.slice(base.length))
        .filter((path) => patterns.some((pattern) => globPattern(pattern.replace(/^\.\//, '')).test(path)))
        .sort();
    },
    list: async (folder, skip) => {
      const base = `${absolute(folder).replace(/\/$/, '')}/`;
      return [...held.keys()]
        .filter((path) => path.startsWith(base))
        .map((path) => path.slice(base.length))
        .filter((path) => !/(?:^|\/)\./.test(path) && !foldersOf(path).some(([at, name]) => skip(at, name)))
        .sort();
    },
    stamps: async (paths) =>
      Float64Array.from(
        paths.flatMap((path) => {
          const size = held.get(absolute(path))?.byteLength ?? -1;
          return [size, versions.get(absolute(path)) ?? -1, 0, 0];
        }),
      ),
    write: async (path, data) => {
      if (typeof data === 'string' || data instanceof Uint8Array) return put(path, data);
      let text = '';
      for await (const piece of data) text += piece;
      put(path, text);
    },
    append: async (path, data) =>
      void put(path, Buffer.concat([held.get(absolute(path)) ?? new Uint8Array(), Buffer.from(data)])),
    rename: async (from, to) => {
      const data = held.get(absolute(from));
      if (!data) throw new FileError(`There is no file ${from}.`, from);
      held.delete(absolute(from));
      put(to, data);
    },
    remove: async (path) => void held.delete(absolute(path)),
  };
}

/** The folders around a path, each with its name. */
function foldersOf(path: string): [path: string, name: string][] {
  const steps = path.split('/');
  return steps.slice(0, -1).map((name, index) => [steps.slice(0, index + 1).join('/'), name]);
}

function resolvePath(path: string): string {
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return `/${steps.join('/')}`;
}

/** `**`, `*`, `?` and `{a,b}`: what plans of tests use. */
function globPattern(glob: string): RegExp {
  const source = glob.replace(/\*\*\/|\*\*|\*|\?|\{([^}]*)\}|[.+^$()|[\]\\]/g, (token, choices?: string) => {
    if (token === '**/') return '(?:.*/)?';
    if (token === '**') return '.*';
    if (token === '*') return '[^/]*';
    if (token === '?') return '[^/]';
    if (choices !== undefined) return `(?:${choices.split(',').join('|')})`;
    return `\\${token}`;
  });
  return new RegExp(`^${source}$`);
}
