import type { Config } from '../config/types.ts';
import { parseBaseline } from '../findings/baseline.ts';
import { isMalformed, type Waiver } from '../findings/waivers.ts';
import { loadPlan } from '../plan/load.ts';
import { dirname, joinPath, relativePath } from '../plan/paths.ts';
import type { Plan } from '../plan/types.ts';
import { UsageError } from '../system/errors.ts';
import { gitFiles } from '../system/git-files.ts';
import type { System } from '../system/system.ts';
import { planWaivers } from './waivers.ts';

/** The state that this one is compared with: the merge base with a branch. */
export interface Base {
  readonly ref: string;
  readonly commit: string;
  /** Folder of the repository. */
  readonly root: string;
}

/** What a reviewer wants to know of the base. */
export interface BaseState {
  readonly base: Base;
  /** Null where it did not exist or did not load there. */
  readonly plan: Plan | null;
  readonly waivers: readonly Waiver[];
  readonly baseline: ReadonlySet<string>;
}

/** Where CI systems say which branch a change goes to. */
const CI_BASE: readonly (readonly [string, string])[] = [
  ['GITHUB_BASE_REF', 'origin/'],
  ['CI_MERGE_REQUEST_DIFF_BASE_SHA', ''],
  ['CI_MERGE_REQUEST_TARGET_BRANCH_NAME', 'origin/'],
  ['BITBUCKET_PR_DESTINATION_BRANCH', 'origin/'],
  ['CHANGE_TARGET', 'origin/'],
  ['SYSTEM_PULLREQUEST_TARGETBRANCH', 'origin/'],
];

/** The ref to compare with: the one asked for, the configured one, that of the CI run. */
export function baseRef(asked: string | null, config: Config, system: System): string | null {
  if (asked !== null) return asked;
  if (config.diff.against !== null) return config.diff.against;
  for (const [name, prefix] of CI_BASE) {
    const value = system.env[name]?.replace(/^refs\/heads\//, '');
    if (value) return `${prefix}${value}`;
  }
  return null;
}

/**
 * The merge base with a ref.
 * @throws UsageError outside a repository, for a ref that is not there, and for a clone too shallow to tell, with
 * the fetch to make.
 */
export async function findBase(ref: string, system: System): Promise<Base> {
  const root = await system.git.root(system.cwd);
  if (root === null)
    throw new UsageError(`Cannot compare with ${ref}: ${system.cwd} is not in a git repository.`);
  const shallow = await system.git.isShallow();
  const branch = ref.replace(/^origin\//, '');
  if ((await system.git.resolve(ref)) === null) {
    throw new UsageError(`There is no ${ref} in this clone. Fetch it: git fetch origin ${branch}`);
  }
  const commit = await system.git.mergeBase(ref, 'HEAD');
  if (commit === null) {
    throw new UsageError(
      shallow
        ? `This clone is too shallow to find where it left ${ref}. Fetch more: git fetch --unshallow origin ${branch}`
        : `${ref} and this branch have no commit in common.`,
    );
  }
  return { ref, commit, root };
}

/** Plan, waivers and baseline as they were at the base. `path` is the plan's, absolute. */
export async function readBase(base: Base, path: string, config: Config, system: System): Promise<BaseState> {
  const files = await gitFiles(system.git, base.commit, base.root);
  const roots = [base.root, dirname(path)];
  const plan = await loadPlan(path, { files, cwd: system.cwd, roots }).catch(() => null);
  const found = plan ? await planWaivers(plan.files) : [];
  const waivers = found.filter((waiver): waiver is Waiver => !isMalformed(waiver));
  const text = config.baseline ? await files.readText(config.baseline).catch(() => null) : null;
  const parsed = text === null ? null : parseBaseline(text);
  const entries = parsed === null || typeof parsed === 'string' ? [] : parsed.entries;
  return { base, plan, waivers, baseline: new Set(entries.map(({ fingerprint }) => fingerprint)) };
}

/** Files that differ from the base, relative to the working directory. */
export async function changedFiles(base: Base, system: System): Promise<ReadonlySet<string>> {
  const changed = await system.git.changed(base.commit);
  return new Set(changed.map((path) => relativePath(system.cwd, joinPath(base.root, path))));
}
