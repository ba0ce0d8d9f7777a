import { UsageError } from '../system/errors.ts';
import { gitFiles } from '../system/git-files.ts';
import type { Files, System } from '../system/system.ts';

/** What "against" means: a file, or the commit where this branch left the ref. */
export type Against =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'commit'; readonly ref: string; readonly commit: string };

/**
 * `--against`, else what the configuration says, else the base branch that the CI names; null where nobody
 * says. Throws UsageError for a ref that is not there, with the fetch to make.
 */
export async function whatAgainst(
  asked: unknown,
  configured: string | null,
  system: System,
): Promise<Against | null> {
  const { env, files, git } = system;
  const named = typeof asked === 'string' ? asked : configured;
  const base = env['GITHUB_BASE_REF']
    ? `origin/${env['GITHUB_BASE_REF']}`
    : env['CI_MERGE_REQUEST_DIFF_BASE_SHA'];
  const ref = named ?? base ?? null;
  if (ref === null || ref === '') return null;
  if ((await files.stat(ref))?.kind === 'file') return { kind: 'file', path: ref };
  if ((await git.root(system.cwd)) === null) {
    throw new UsageError(
      `"${ref}" is no file, and this is no git repository. Name a file, or run inside the repository.`,
    );
  }
  const commit = await git.resolve(ref);
  const remote = /^origin\/(.+)$/.exec(ref)?.[1] ?? ref;
  if (commit === null) {
    throw new UsageError(
      `There is no file and no git revision "${ref}". If it is a branch: git fetch origin ${remote}`,
    );
  }
  const shared = await git.mergeBase(commit, 'HEAD');
  if (shared !== null) return { kind: 'commit', ref, commit: shared };
  if (await git.isShallow()) {
    throw new UsageError(
      `The clone is too shallow to see where this branch left "${ref}". Fetch more: git fetch --unshallow origin`,
    );
  }
  throw new UsageError(
    `"${ref}" and the current branch have no commit in common, so there is nothing to compare with.`,
  );
}

/** The repository as it was. Paths inside it are those of the work tree. */
export async function pastFiles(commit: string, system: System): Promise<{ files: Files; root: string }> {
  const root = (await system.git.root(system.cwd)) ?? system.cwd;
  return { files: await gitFiles(system.git, commit, root), root };
}
