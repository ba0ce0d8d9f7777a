import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Repository, repository } from '../diff/system.ts';

let shop: Repository | null = null;

afterEach(() => {
  shop?.remove();
  shop = null;
});

const FILES = {
  'lib/track.ts':
    "import mixpanel from 'mixpanel-browser';\nexport const track = (event: string) => mixpanel.track(event);\n",
  'lib/names.ts': "export const VIEWED = 'Cart Viewed';\n",
  'lib/index.ts': "export * from './names';\n",
  'src/cart.ts': "import { track } from '../lib/track';\nimport { VIEWED } from '../lib';\ntrack(VIEWED);\n",
  'src/order.ts': "import { track } from '../lib/track';\ntrack('Order Completed');\n",
};

async function sites({ cli }: Repository, ...argv: readonly string[]): Promise<(readonly string[])[]> {
  const { stdout } = await cli('scan', '--json', '--exit-zero', ...argv);
  const { callSites } = JSON.parse(stdout) as { callSites: { file: string; events: string[] }[] };
  return callSites.map(({ file, events }) => [file, ...events]);
}

test('--changed in a repository: what differs from the ref, what is new, and what imports it through a barrel', async () => {
  shop = repository();
  shop.write(FILES);
  shop.commit('A shop');
  shop.git('checkout', '-q', '-b', 'rename');
  expect(await sites(shop, '--changed', 'main')).toEqual([]);
  shop.write({ 'lib/names.ts': "export const VIEWED = 'Cart Opened';\n" });
  expect(await sites(shop, '--changed', 'main')).toEqual([['src/cart.ts', 'Cart Opened']]);
  shop.commit('Rename');
  shop.write({ 'src/new.ts': "import { track } from '../lib/track';\ntrack('Cart Emptied');\n" });
  expect(await sites(shop, '--changed', 'main')).toEqual([
    ['src/cart.ts', 'Cart Opened'],
    ['src/new.ts', 'Cart Emptied'],
  ]);
  expect(await sites(shop, '--changed', 'HEAD')).toEqual([['src/new.ts', 'Cart Emptied']]);
});

test('links in a circle, and what git ignores', async () => {
  shop = repository();
  shop.write({ ...FILES, '.gitignore': 'src/order.ts\n' });
  symlinkSync(shop.folder, join(shop.folder, 'src/again'));
  symlinkSync('loop', join(shop.folder, 'src/loop'));
  expect(await sites(shop)).toEqual([['src/cart.ts', 'Cart Viewed']]);
});
