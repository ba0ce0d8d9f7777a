// Builds dist/: one lazily loaded chunk a command, our own data as modules, and the type declarations.
// Bundling exists for start-up time (bench/start.js), not for size.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { dataFiles, loadData } from './build-data.js';

const root = fileURLToPath(new URL('.', import.meta.url));
const dist = join(root, 'dist');

/** Modules of our own data: YAML as literals, Markdown as text, JSON Schemas (as .validator) compiled. */
const data = {
  name: 'data',
  setup(esbuild) {
    esbuild.onResolve({ filter: /\.validator$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path),
    }));
    esbuild.onLoad({ filter: dataFiles }, async ({ path }) => ({
      contents: await loadData(path),
      loader: 'js',
    }));
  },
};

/** Native addons and what only an optional feature needs stay in node_modules. */
const external = ['oxc-parser', '@duckdb/node-api', 'pg'];

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: {
    index: 'src/index.ts',
    testing: 'src/testing.ts',
    cli: 'src/cli/main.ts',
    'sample-worker': 'src/samples/run/worker.ts',
  },
  outdir: dist,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  legalComments: 'linked',
  chunkNames: 'chunks/[name]-[hash]',
  external,
  plugins: [data],
  // CommonJS packages inside the bundle ask for node:* through require.
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
  },
});
mkdirSync(dist, { recursive: true });
cpSync(join(root, 'src/plan/plan.schema.json'), join(dist, 'plan.schema.json'));
execFileSync(
  process.execPath,
  [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')],
  { stdio: 'inherit' },
);
