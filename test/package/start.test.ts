import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const DIST = join(import.meta.dirname, '../../dist');

/** A built file with all that it imports before it runs. */
function withImports(file: string, found = new Map<string, number>()): ReadonlyMap<string, number> {
  if (found.has(file)) return found;
  const source = readFileSync(file, 'utf8');
  found.set(file, source.length);
  for (const [, path = ''] of source.matchAll(/(?:^|[;}\n])import(?:[^'"();]*?from)?["'](\.[^"']+)["']/g))
    withImports(join(dirname(file), path), found);
  return found;
}

test('--help loads the command line and nothing that a command needs', () => {
  const sizes = [...withImports(join(DIST, 'cli.js')).values()];
  expect(sizes.length).toBeGreaterThan(1);
  // Commander is 40 kB of it. A parser that slips in by an import of a constant is over 100 kB.
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(95_000);
});
