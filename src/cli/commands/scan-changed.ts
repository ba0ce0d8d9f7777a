import { relativePath } from '../../plan/paths.ts';
import { UsageError } from '../../system/errors.ts';
import type { Session } from '../session.ts';

/** The base branch as continuous integration names it. */
const BASES = [
  'GITHUB_BASE_REF',
  'CI_MERGE_REQUEST_TARGET_BRANCH_NAME',
  'BITBUCKET_PR_DESTINATION_BRANCH',
  'SYSTEM_PULLREQUEST_TARGETBRANCH',
  'CHANGE_TARGET',
];

/**
 * Paths below the root that differ from the merge base with a ref: by default `diff.against`, then CI's base.
 * @throws UsageError outside a repository, for an unknown ref, and for a clone too shallow to tell.
 */
export async function changedFiles(
  asked: unknown,
  root: string,
  { system, config }: Session,
): Promise<ReadonlySet<string>> {
  const { git, env } = system;
  const base = BASES.map((name) => env[name]).find((value) => value !== undefined && value !== '');
  const ref =
    typeof asked === 'string' && asked !== ''
      ? asked
      : (config.diff.against ?? (base === undefined ? null : `origin/${base}`));
  if (ref === null)
    throw new UsageError(
      '--changed needs a ref to compare with: give one, or set diff.against in the configuration.',
    );
  const repository = await git.root(root);
  if (repository === null) throw new UsageError('--changed works in a git repository, and this is none.');
  if ((await git.resolve(ref)) === null)
    throw new UsageError(
      `There is no git ref ${ref}. Fetch it: git fetch origin ${ref.replace(/^origin\//, '')}`,
    );
  const commit = await git.mergeBase(ref, 'HEAD');
  if (commit === null) {
    const shallow = await git.isShallow();
    throw new UsageError(
      `${ref} and HEAD have no common commit here.${shallow ? ' The clone is shallow: git fetch --unshallow' : ''}`,
    );
  }
  const changed = await git.changed(commit);
  return new Set(changed.map((path) => relativePath(root, `${repository}/${path}`)));
}
