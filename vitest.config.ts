import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { dataFiles, loadData } from './build-data.js';

export default defineConfig({
  plugins: [
    {
      name: 'data',
      enforce: 'pre',
      resolveId(id, importer) {
        return id.endsWith('.validator') && importer ? resolve(importer, '..', id) : undefined;
      },
      async load(id) {
        const path = id.split('?')[0] ?? id;
        return dataFiles.test(path) ? loadData(path) : undefined;
      },
    },
  ],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    pool: 'threads',
    reporters: process.env['VITEST_JSON'] ? ['default', 'json'] : ['default'],
    ...(process.env['VITEST_JSON'] ? { outputFile: { json: process.env['VITEST_JSON'] } } : {}),
  },
});
