import { expect, test } from 'vitest';
import { type ScanOptions, scan } from '../../src/code/scan.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import type { System } from '../../src/system/system.ts';

const TRACK =
  "import mixpanel from 'mixpanel-browser';\nexport const track = (event: string) => mixpanel.track(event);";
const CALL = "import { track } from '../lib/track';\ntrack('Cart Viewed');";

/** A machine that has these files below /shop and a cache folder. */
function machine(files: Record<string, string>, cwd = '/shop'): System & { readonly reads: string[] } {
  const held = memoryFiles(
    Object.fromEntries(Object.entries(files).map(([path, text]) => [`/shop/${path}`, text])),
  );
  const reads: string[] = [];
  const unused = () => Promise.reject(new Error('not in this test'));
  const sink = { write: () => {}, isTTY: false, columns: 80 };
  return {
    cwd,
    env: { XDG_CACHE_HOME: '/cache' },
    files: {
      ...held,
      read: (path) => {
        reads.push(path);
        return held.read(path);
      },
    },
    git: {
      root: unused,
      resolve: unused,
      mergeBase: unused,
      show: unused,
      list: unused,
      changed: unused,
      isShallow: unused,
      head: unused,
    },
    now: () => 0,
    importModule: unused,
    stdin: (async function* () {})(),
    stdout: sink,
    stderr: sink,
    reads,
  };
}

const options = (more: Partial<ScanOptions> = {}): ScanOptions => ({
  root: '/shop',
  shown: '',
  within: () => true,
  configured: [],
  ...more,
});

test('looks where it is told, and follows imports anywhere in the project', async () => {
  const system = machine({ 'lib/track.ts': TRACK, 'src/cart.ts': CALL, 'app/other.ts': CALL });
  const { sites, files } = await scan(options({ within: (path) => path.startsWith('src/') }), system);
  expect(sites.map(({ file, event }) => [file, event])).toEqual([['src/cart.ts', 'Cart Viewed']]);
  expect(files).toBe(1);
});

test('paths are as seen from the working directory', async () => {
  const system = machine({ 'lib/track.ts': TRACK, 'src/cart.ts': CALL }, '/shop/src');
  const { sites, wrappers } = await scan(options({ shown: '../' }), system);
  expect(sites.map(({ file }) => file)).toEqual(['cart.ts']);
  expect(wrappers.map(({ file }) => file)).toEqual(['../lib/track.ts']);
});

test('tests and generated code are left out, unless nothing else is asked for', async () => {
  const files = {
    'lib/track.ts': TRACK,
    'src/cart.ts': CALL,
    'src/cart.test.ts': CALL,
    'e2e/buy.ts': CALL,
    'src/names.generated.ts': CALL,
  };
  const names = async (more: Partial<ScanOptions>) =>
    (await scan(options(more), machine(files))).sites.map(({ file }) => file);
  expect(await names({})).toEqual(['src/cart.ts']);
  expect(await names({ tests: true })).toEqual([
    'e2e/buy.ts',
    'src/cart.test.ts',
    'src/cart.ts',
    'src/names.generated.ts',
  ]);
  expect(await names({ within: (path) => path.startsWith('e2e/') })).toEqual(['e2e/buy.ts']);
});

test('languages that are not read are counted and named', async () => {
  const system = machine({
    'ios/Cart.swift': '',
    'ios/Shop.swift': '',
    'api/main.go': '',
    'src/cart.ts': CALL,
  });
  expect((await scan(options(), system)).notChecked).toEqual([
    { what: 'code:Go', why: '1 file in a language that is not read' },
    { what: 'code:Swift', why: '2 files in a language that is not read' },
  ]);
});

test('only what changed, and what imports it', async () => {
  const system = machine({
    'lib/track.ts': TRACK,
    'src/cart.ts': CALL,
    'src/names.ts': "export const NAME = 'Named';",
    'src/use.ts': "import { track } from '../lib/track';\nimport { NAME } from './names';\ntrack(NAME);",
  });
  const { sites } = await scan(options({ changed: new Set(['src/names.ts']) }), system);
  expect(sites.map(({ file, event }) => [file, event])).toEqual([['src/use.ts', 'Named']]);
});

test('a result is kept by the content of every file', async () => {
  const files: Record<string, string> = { 'lib/track.ts': TRACK, 'src/cart.ts': CALL };
  const first = machine(files);
  const cold = await scan(options({ cache: true }), first);
  expect(first.reads.filter((path) => path.startsWith('/cache/'))).toHaveLength(1);
  const warm = await scan(options({ cache: true }), first);
  expect(warm).toEqual(cold);
  await first.files.write('/shop/src/cart.ts', CALL.replace('Viewed', 'Cleared'));
  const changed = await scan(options({ cache: true }), first);
  expect(changed.sites.map(({ event }) => event)).toEqual(['Cart Cleared']);
});

test('a project that nobody touched is not even read', async () => {
  const system = { ...machine({ 'lib/track.ts': TRACK, 'src/cart.ts': CALL }), now: () => 60_000 };
  let read = 0;
  const counted: System = {
    ...system,
    files: {
      ...system.files,
      readAll: (paths, found) => {
        read += paths.length;
        return system.files.readAll(paths, found);
      },
    },
  };
  const cold = await scan(options({ cache: true }), counted);
  expect(read).toBe(2);
  expect(await scan(options({ cache: true }), counted)).toEqual(cold);
  expect(read).toBe(2);
  await system.files.write('/shop/src/cart.ts', CALL.replace('Viewed', 'Emptied'));
  const { sites } = await scan(options({ cache: true }), counted);
  expect(sites.map(({ event }) => event)).toEqual(['Cart Emptied']);
  expect(read).toBe(4);
});

test('files that were written a moment ago are looked at again', async () => {
  const system = machine({ 'lib/track.ts': TRACK, 'src/cart.ts': CALL });
  await scan(options({ cache: true }), system);
  const reads = system.reads.length;
  await scan(options({ cache: true }), system);
  // By what they hold, not by their times: the entry for those was never asked for.
  expect(system.reads.slice(reads).filter((path) => path.endsWith('.key'))).toEqual([]);
});

test('the same bytes every time', async () => {
  const files = { 'lib/track.ts': TRACK, 'src/b.ts': CALL, 'src/a.ts': CALL };
  const once = JSON.stringify(await scan(options(), machine(files)));
  expect(
    JSON.stringify(await scan(options(), machine(Object.fromEntries(Object.entries(files).reverse())))),
  ).toBe(once);
});
