import { type Dirent, readdirSync, readFileSync } from 'node:fs';
import { type Ignore, readGitignore } from './gitignore.ts';

/** A `.gitignore` and where the paths that it speaks of begin. */
interface Ignoring {
  readonly ignore: Ignore;
  readonly from: number;
  readonly up: Ignoring | null;
}

/**
 * Every file below a folder, by its path from there, sorted: nothing that git ignores, nothing hidden, no links, and
 * none of the folders to skip. A folder that cannot be opened is as good as empty.
 */
export function walk(root: string, skip: (folder: string, name: string) => boolean): string[] {
  const found: string[] = [];
  const visit = (prefix: string, outer: Ignoring | null): void => {
    const entries = open(prefix === '' ? root : `${root}/${prefix}`);
    let ignoring = outer;
    if (entries.some((entry) => entry.name === '.gitignore' && entry.isFile()))
      ignoring = { ignore: readRules(`${root}/${prefix}.gitignore`), from: prefix.length, up: outer };
    for (const entry of entries) {
      const { name } = entry;
      const folder = entry.isDirectory();
      if (name.startsWith('.') || !(folder || entry.isFile())) continue;
      const path = prefix + name;
      if (folder && skip(path, name)) continue;
      if (isIgnored(path, name, folder, ignoring)) continue;
      if (folder) visit(`${path}/`, ignoring);
      else found.push(path);
    }
  };
  visit('', null);
  return found.sort();
}

/** The innermost file that says anything decides. */
function isIgnored(path: string, name: string, folder: boolean, ignoring: Ignoring | null): boolean {
  for (let at = ignoring; at; at = at.up) {
    const said = at.ignore(at.from === 0 ? path : path.slice(at.from), name, folder);
    if (said !== null) return said;
  }
  return false;
}

function open(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}

function readRules(path: string): Ignore {
  try {
    return readGitignore(readFileSync(path, 'utf8'));
  } catch {
    return () => null;
  }
}
