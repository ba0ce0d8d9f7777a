import { describe, expect, test } from 'vitest';
import { changedFiles } from '../../src/cli/commands/scan-changed.ts';
import type { Session } from '../../src/cli/session.ts';
import type { Git } from '../../src/system/system.ts';

/** A session in a repository at /repo, in which these refs and changes are. */
function session(over: { env?: Record<string, string>; against?: string; git?: Partial<Git> } = {}): Session {
  const git = {
    root: async () => '/repo',
    resolve: async (ref: string) => (ref === 'origin/main' || ref === 'v1' ? 'c1' : null),
    mergeBase: async () => 'c0',
    changed: async () => ['shop/src/cart.ts', 'README.md'],
    isShallow: async () => false,
    ...over.git,
  };
  return {
    system: { git, env: over.env ?? {} },
    config: { diff: { against: over.against ?? null } },
  } as never;
}

describe('what --changed compares with', () => {
  test('paths below the root of the scan, as it sees them', async () => {
    expect([...(await changedFiles('v1', '/repo/shop', session()))]).toEqual(['src/cart.ts', '../README.md']);
  });
  test('the ref that is given, then the configuration, then the base branch of CI', async () => {
    const asked: string[] = [];
    const git = {
      async resolve(ref: string) {
        asked.push(ref);
        return 'c1';
      },
    };
    await changedFiles('v1', '/repo', session({ git, against: 'origin/dev' }));
    await changedFiles(
      true,
      '/repo',
      session({ git, against: 'origin/dev', env: { GITHUB_BASE_REF: 'main' } }),
    );
    await changedFiles(true, '/repo', session({ git, env: { GITHUB_BASE_REF: 'main' } }));
    expect(asked).toEqual(['v1', 'origin/dev', 'origin/main']);
  });
  test.each([
    ['nothing to compare with', true, {}, 'needs a ref'],
    ['no repository', 'v1', { git: { root: async () => null } }, 'works in a git repository'],
    ['an unknown ref', 'origin/nope', {}, 'There is no git ref origin/nope. Fetch it: git fetch origin nope'],
    [
      'too shallow a clone',
      'v1',
      { git: { mergeBase: async () => null, isShallow: async () => true } },
      'git fetch --unshallow',
    ],
  ])('%s is a mistake that says what to do', async (_, asked, over, message) => {
    await expect(changedFiles(asked, '/repo', session(over))).rejects.toThrow(message);
  });
});
