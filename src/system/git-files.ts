import { FileError } from './errors.ts';
import { memoryFiles } from './memory.ts';
import type { Files, Git } from './system.ts';

/**
 * A commit's files as they were, at the paths that they have in the work tree: what reads a plan from disk reads it
 * from a revision just so. Nothing outside the repository is there, and nothing can be written.
 */
export async function gitFiles(git: Git, commit: string, root: string): Promise<Files> {
  const base = root.replace(/\/$/, '');
  const names = await git.list(commit, '.');
  const known = new Set(names.map((name) => `${base}/${name}`));
  // Names only: contents are fetched when somebody asks.
  const listing = memoryFiles(Object.fromEntries([...known].map((path) => [path, ''])));
  const read = async (path: string): Promise<string> => {
    const at = await listing.realPath(path);
    const text = known.has(at) ? await git.show(commit, at.slice(base.length + 1)) : null;
    if (text === null) throw new FileError(`There was no file ${path} at ${commit.slice(0, 12)}.`, path);
    return text;
  };
  const readOnly = async (path: string): Promise<never> => {
    throw new FileError(`${path} is in the past and cannot be written.`, path);
  };
  return {
    ...listing,
    read: async (path) => new TextEncoder().encode(await read(path)),
    readText: read,
    stat: async (path) => {
      const at = await listing.realPath(path);
      if (known.has(at)) return { kind: 'file', size: 0, mtimeMs: 0 };
      const folder = [...known].some((name) => name.startsWith(`${at}/`));
      return folder ? { kind: 'directory', size: 0, mtimeMs: 0 } : null;
    },
    async *stream(path) {
      yield new TextEncoder().encode(await read(path));
    },
    write: readOnly,
    append: readOnly,
  };
}
