import { type Document, isScalar, visit } from 'yaml';

/** Keys that stand twice in one map, with the place of the later one. Linear, where the parser compares each with all. */
export function doubledKeys(document: Document): { readonly key: string; readonly offset: number }[] {
  const doubled: { key: string; offset: number }[] = [];
  visit(document, {
    Map(_, { items }) {
      const keys = new Set<unknown>();
      for (const { key } of items) {
        // A map may be merged into another several times.
        if (!isScalar(key) || key.value === '<<') continue;
        if (keys.has(key.value)) doubled.push({ key: String(key.value), offset: key.range?.[0] ?? 0 });
        keys.add(key.value);
      }
    },
  });
  return doubled;
}
