import { describe, expect, test } from 'vitest';
import { withImporters } from '../../src/code/importers.ts';
import { readPackages } from '../../src/code/packages.ts';
import { Resolver } from '../../src/code/resolve.ts';
import { scanSources } from '../../src/code/scan-sources.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { held } from './held.ts';

function resolve(files: Record<string, string>, from: string, specifier: string): string {
  const target = new Resolver(held(files)).resolve(from, specifier);
  return target.kind === 'file' ? target.path : `package ${target.name}`;
}

describe('where an import leads', () => {
  const cases: [string, Record<string, string>, string, string, string][] = [
    ['a file without its extension', { 'a/x.tsx': '' }, 'a/b.ts', './x', 'a/x.tsx'],
    ['a folder', { 'a/x/index.ts': '' }, 'a/b.ts', './x', 'a/x/index.ts'],
    ['the source behind a .js ending', { 'a/x.ts': '' }, 'a/b.ts', './x.js', 'a/x.ts'],
    ['a component', { 'a/x.vue': '' }, 'b.ts', './a/x.vue', 'a/x.vue'],
    [
      'paths of the nearest tsconfig',
      { 'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["lib/*"]}}}', 'lib/x.ts': '' },
      'app/b.ts',
      '@/x',
      'lib/x.ts',
    ],
    [
      'baseUrl',
      { 'tsconfig.json': '{"compilerOptions":{"baseUrl":"src"}}', 'src/util/x.ts': '' },
      'src/b.ts',
      'util/x',
      'src/util/x.ts',
    ],
    [
      'the longest of two patterns',
      {
        'tsconfig.json': '{"compilerOptions":{"paths":{"@/*":["a/*"],"@/x/*":["b/*"]}}}',
        'a/x/y.ts': '',
        'b/y.ts': '',
      },
      'c.ts',
      '@/x/y',
      'b/y.ts',
    ],
    [
      'a workspace, by its sources',
      {
        'packages/ui/package.json': '{"name":"@acme/ui","main":"dist/index.js"}',
        'packages/ui/src/index.ts': '',
      },
      'app/b.ts',
      '@acme/ui',
      'packages/ui/src/index.ts',
    ],
    [
      'a subpath that a workspace exports',
      {
        'packages/ui/package.json': '{"name":"@acme/ui","exports":{"./*":{"import":"./dist/*.js"}}}',
        'packages/ui/src/cart.ts': '',
      },
      'app/b.ts',
      '@acme/ui/cart',
      'packages/ui/src/cart.ts',
    ],
    [
      'imports of package.json',
      { 'package.json': '{"imports":{"#x":"./lib/x.ts"}}', 'lib/x.ts': '' },
      'app/b.ts',
      '#x',
      'lib/x.ts',
    ],
    ['the library folder of Svelte', { 'src/lib/x.ts': '' }, 'src/routes/b.ts', '$lib/x', 'src/lib/x.ts'],
    [
      'an alias that names one file',
      { 'web/client/tracking/events.ts': '' },
      'web/b.ts',
      'uiSrc/tracking/events',
      'web/client/tracking/events.ts',
    ],
    [
      'an alias that names two files: neither',
      { 'a/tracking/events.ts': '', 'b/tracking/events.ts': '' },
      'c.ts',
      'uiSrc/tracking/events',
      'package uiSrc/tracking/events',
    ],
    ['a package', {}, 'b.ts', 'posthog-js', 'package posthog-js'],
    ['nothing above the root', { 'x.ts': '' }, 'b.ts', '../../x', 'package ../../x'],
  ];
  test.each(cases)('%s', (_, files, from, specifier, wanted) => {
    expect(resolve(files, from, specifier)).toBe(wanted);
  });
});

test('files that import what changed, through barrels too', () => {
  const sources = held({
    'events.ts': 'export const A = 1;',
    'index.ts': "export * from './events';",
    'cart.ts': "import { A } from './index';",
    'other.ts': "import x from 'events';",
  });
  expect([...withImporters(new Set(['events.ts']), sources)].sort()).toEqual([
    'cart.ts',
    'events.ts',
    'index.ts',
  ]);
});

test('enums of installed packages', async () => {
  const files = memoryFiles({
    '/shop/node_modules/@acme/schema/package.json': '{"name":"@acme/schema","types":"dist/index.d.ts"}',
    '/shop/node_modules/@acme/schema/dist/index.d.ts': "export * from './events';",
    '/shop/node_modules/@acme/schema/dist/events.d.ts':
      'export declare enum ActionType { view = "Cart Viewed" }\nexport declare const SAVED: "Cart Saved";',
  });
  const sources = held({
    'shop.ts': `import { track } from '@amplitude/analytics-browser';
import { ActionType, SAVED } from '@acme/schema';
track(ActionType.view);
track(SAVED);`,
  });
  const result = await scanSources(
    sources,
    ['shop.ts'],
    [],
    [],
    (file) => file,
    (names) => readPackages(names, sources, files, '/shop'),
  );
  expect(result.sites.map((site) => site.event)).toEqual(['Cart Viewed', 'Cart Saved']);
});
