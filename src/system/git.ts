import type { Git } from './system.ts';

/** Runs the installed git, read-only. A failing command is "no", never an exception. */
export function nodeGit(cwd: string): Git {
  const git = async (args: readonly string[], at = cwd): Promise<string | null> => {
    const { execFile } = await import('node:child_process');
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
    return new Promise((done) => {
      execFile('git', [...args], { cwd: at, maxBuffer: 256 * 1024 * 1024, env }, (error, stdout) =>
        done(error ? null : stdout),
      );
    });
  };
  const line = async (args: readonly string[], at?: string) => (await git(args, at))?.trim() || null;
  return {
    root: (path) => line(['rev-parse', '--show-toplevel'], path),
    resolve: (ref) => line(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]),
    mergeBase: (a, b) => line(['merge-base', '--', a, b]),
    show: (commit, path) => git(['show', '--end-of-options', `${commit}:${path}`]),
    list: async (commit, under) =>
      split(await git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit, '--', under])),
    changed: async (commit) => {
      const [tracked, untracked] = await Promise.all([
        git(['diff', '--name-only', '-z', '--no-renames', commit, '--']),
        git(['ls-files', '--others', '--exclude-standard', '--full-name', '-z']),
      ]);
      return [...new Set([...split(tracked), ...split(untracked)])].sort();
    },
    isShallow: async () => (await line(['rev-parse', '--is-shallow-repository'])) === 'true',
    head: async () => ({
      commit: await line(['rev-parse', 'HEAD']),
      branch: await line(['symbolic-ref', '--short', '-q', 'HEAD']),
    }),
  };
}

function split(text: string | null): string[] {
  return (text ?? '').split('\0').filter(Boolean);
}
