import type { Files } from './system.ts';

/** The files, with other text in place of some: what a change would be like, before it is written. */
export function overlay(files: Files, changed: ReadonlyMap<string, string>): Files {
  if (changed.size === 0) return files;
  return {
    ...files,
    read: async (path) => {
      const text = changed.get(path);
      return text === undefined ? files.read(path) : new TextEncoder().encode(text);
    },
    readText: async (path) => changed.get(path) ?? files.readText(path),
  };
}
