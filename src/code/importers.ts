import { Resolver } from './resolve.ts';
import type { Sources } from './sources.ts';

const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\()\s*\(?\s*['"]([^'"\n]+)['"]/g;
/** Barrels between a file and those that use it. */
const MAX_STEPS = 4;

/** The files given, and those that import them, through re-exports too. */
export function withImporters(changed: ReadonlySet<string>, sources: Sources): ReadonlySet<string> {
  const resolver = new Resolver(sources);
  const imports = new Map<string, readonly string[]>();
  for (const path of sources.paths) {
    const bytes = sources.bytes(path);
    if (bytes === undefined || path.endsWith('.json')) continue;
    const targets = [...bytes.matchAll(SPECIFIER)].flatMap((match) => {
      const target = resolver.resolve(path, match[1] ?? '');
      return target.kind === 'file' ? [target.path] : [];
    });
    imports.set(path, targets);
  }
  const reached = new Set(changed);
  for (let step = 0; step < MAX_STEPS; step++) {
    const before = reached.size;
    const now = new Set(reached);
    for (const [path, targets] of imports) if (targets.some((target) => now.has(target))) reached.add(path);
    if (reached.size === before) break;
  }
  return reached;
}
