import { baseRef, findBase } from '../check/base.ts';
import type { Config } from '../config/types.ts';
import { gitFiles } from '../system/git-files.ts';
import type { Files, System } from '../system/system.ts';

/** What "against" means: a file, or the repository where this branch left a ref. */
export type Against =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'revision'; readonly ref: string; readonly files: Files; readonly root: string };

/**
 * `--against`, else what the configuration says, else the base branch that the CI names; null where nobody
 * says. Throws UsageError for a ref that is not there, with the fetch to make.
 */
export async function whatAgainst(
  asked: string | null,
  config: Config,
  system: System,
): Promise<Against | null> {
  const ref = baseRef(asked, config, system);
  if (ref === null) return null;
  if ((await system.files.stat(ref))?.kind === 'file') return { kind: 'file', path: ref };
  const { commit, root } = await findBase(ref, system);
  return { kind: 'revision', ref, files: await gitFiles(system.git, commit, root), root };
}
