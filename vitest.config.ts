import { defineConfig } from 'vitest/config';
import { loadData } from './build-data.js';

export default defineConfig({
  plugins: [
    {
      name: 'data',
      enforce: 'pre',
      async load(id) {
        const path = id.split('?')[0] ?? id;
        return /\.(ya?ml|md|schema\.json)$/.test(path) ? loadData(path) : undefined;
      },
    },
  ],
  test: { include: ['test/**/*.test.ts'], testTimeout: 30_000, pool: 'threads' },
});
