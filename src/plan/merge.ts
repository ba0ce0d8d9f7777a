import type { Node } from './node.ts';

/**
 * The one operation that joins layers: maps merge key by key at every depth, scalars and lists replace.
 * Whatever two layers name, stands where the upper one names it.
 */
export function merge(lower: Node, upper: Node): Node {
  if (lower.kind !== 'map' || upper.kind !== 'map' || lower === upper) return upper;
  if (upper.entries.size === 0) return lower;
  const entries = new Map(lower.entries);
  for (const [name, entry] of upper.entries) {
    const below = entries.get(name);
    entries.set(name, below ? { key: entry.key, value: merge(below.value, entry.value) } : entry);
  }
  return { ...upper, entries };
}

export function isFalse(node: Node): boolean {
  return node.kind === 'scalar' && node.value === false;
}
