// One module of src/, bundled on the fly: what a benchmark wants to time is rarely an entry of dist/.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { loadData } from '../build-data.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The exports of a module, by its path from the root: `src/evidence/detect/detector.ts`. */
export async function loadModule(path) {
  // Inside the project, so that packages that stay outside the bundle are found.
  const outdir = mkdtempSync(join(root, 'node_modules/.bench-'));
  try {
    await build({
      absWorkingDir: root,
      entryPoints: { module: path },
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'error',
      outExtension: { '.js': '.mjs' },
      plugins: [
        {
          name: 'data',
          setup(esbuild) {
            esbuild.onLoad({ filter: /\.(ya?ml|md|pages|schema\.json)$/ }, async (file) => ({
              contents: await loadData(file.path),
              loader: 'js',
            }));
          },
        },
      ],
    });
    return await import(pathToFileURL(join(outdir, 'module.mjs')).href);
  } finally {
    process.on('exit', () => rmSync(outdir, { recursive: true, force: true }));
  }
}
