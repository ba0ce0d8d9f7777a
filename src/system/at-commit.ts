import { FileError } from './errors.ts';
import { memoryFiles } from './memory.ts';
import type { Files, Git } from './system.ts';

/**
 * The files of a repository as they were at a commit, by the paths they have in the work tree below `root`. To be
 * read only.
 */
export function filesAt(git: Git, commit: string, root: string): Files {
  const folder = root.replace(/\/$/, '');
  const inside = (path: string) => {
    if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
    throw new FileError(`${path} is not part of the repository at ${commit.slice(0, 12)}.`, path);
  };
  const text = async (path: string) => {
    const found = await git.show(commit, inside(path));
    if (found === null) throw new FileError(`${path} did not exist at ${commit.slice(0, 12)}.`, path);
    return found.replace(/^\ufeff/, '');
  };
  const listing = async () =>
    memoryFiles(Object.fromEntries((await git.list(commit, '.')).map((name) => [`${folder}/${name}`, ''])));
  const refuse = () => Promise.reject(new Error('A commit cannot be written to.'));
  const bytes = async (path: string) => new TextEncoder().encode(await text(path));
  return {
    readText: text,
    read: bytes,
    readAll: async (paths, found) => {
      for (const path of paths)
        found(
          path,
          await bytes(path).catch((error) => (error instanceof Error ? error : new Error(String(error)))),
        );
    },
    async *stream(path, range) {
      yield (await bytes(path)).subarray(range?.start ?? 0, range?.end);
    },
    stat: async (path) => {
      const found = path.startsWith(`${folder}/`) ? await git.show(commit, inside(path)) : null;
      return found === null ? null : { kind: 'file', size: found.length, mtimeMs: 0 };
    },
    realPath: async (path) => path,
    glob: async (patterns, options) => (await listing()).glob(patterns, options),
    list: async (from, skip) => (await listing()).list(from, skip),
    stamps: async (paths) => new Float64Array(paths.length * 4).fill(-1),
    write: refuse,
    append: refuse,
    rename: refuse,
    remove: refuse,
  };
}
