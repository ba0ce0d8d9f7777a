// Modules of src/, bundled on the fly: what a benchmark wants to time is rarely an entry of dist/.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { dataFiles, loadData } from '../build-data.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** All exports of the modules, by their paths from the root: `src/evidence/detect/detector.ts`. */
export async function loadModules(...paths) {
  // Inside the project, so that packages that stay outside the bundle are found.
  const outdir = mkdtempSync(join(root, 'node_modules/.bench-'));
  process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
  await build({
    absWorkingDir: root,
    stdin: {
      contents: paths.map((path) => `export * from ${JSON.stringify(`./${path}`)};`).join('\n'),
      resolveDir: root,
    },
    outdir,
    entryNames: 'module',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    outExtension: { '.js': '.mjs' },
    external: ['oxc-parser'],
    banner: {
      js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
    },
    plugins: [
      {
        name: 'data',
        setup(esbuild) {
          esbuild.onResolve({ filter: /\.validator$/ }, ({ path, resolveDir }) => ({
            path: join(resolveDir, path),
          }));
          esbuild.onLoad({ filter: dataFiles }, async (file) => ({
            contents: await loadData(file.path),
            loader: 'js',
          }));
        },
      },
    ],
  });
  return import(pathToFileURL(join(outdir, 'module.mjs')).href);
}
