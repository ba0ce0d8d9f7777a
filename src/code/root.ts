import { dirname, joinPath } from '../plan/paths.ts';
import type { Files } from '../system/system.ts';

/** What marks the top of a repository, or of a workspace of several packages. */
const TOP = ['.git', 'pnpm-workspace.yaml', 'lerna.json', 'nx.json', 'turbo.json', 'rush.json'];

/**
 * The folder that imports may lead within: the repository, else the workspace, else the package, else the
 * folder itself.
 */
export async function findRoot(start: string, files: Files): Promise<string> {
  let package_: string | null = null;
  for (let folder = start; ; folder = dirname(folder)) {
    for (const name of TOP) if ((await files.stat(joinPath(folder, name))) !== null) return folder;
    if (package_ === null && (await files.stat(joinPath(folder, 'package.json'))) !== null) package_ = folder;
    if (folder === dirname(folder)) return package_ ?? start;
  }
}
