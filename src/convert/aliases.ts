import { type Document, isAlias, type Range, visit } from 'yaml';

/** What all aliases of a file may add up to, in characters: far more than any plan repeats. */
const MOST = 20_000_000;

/**
 * Null, or why a document's aliases are not followed. The parser's own limit counts uses, and so refuses an anchor
 * that a long file merges into each of its entries; this one counts what the uses bring along.
 */
export function aliasesRefused(document: Document): string | null {
  const anchors = new Map<string, Range>();
  // In the order of the file, each use with what it and all before it bring along.
  const uses: number[] = [];
  const sums: number[] = [0];
  let refused: string | null = null;
  visit(document, {
    Node(_, node) {
      if (!node.range) return undefined;
      const [at] = node.range;
      if (!isAlias(node)) {
        if ('anchor' in node && typeof node.anchor === 'string') anchors.set(node.anchor, node.range);
        return undefined;
      }
      const [start, end] = anchors.get(node.source) ?? [0, 0];
      if (at < end) refused = 'an anchor that holds itself';
      const inside = (sums[countBelow(uses, end)] ?? 0) - (sums[countBelow(uses, start)] ?? 0);
      const sum = (sums.at(-1) ?? 0) + end - start + inside;
      uses.push(at);
      sums.push(sum);
      if (sum > MOST) refused = `its aliases expand to more than ${MOST / 1_000_000} million characters`;
      return refused === null ? undefined : visit.BREAK;
    },
  });
  return refused;
}

/** How many of the rising numbers are below a limit. */
function countBelow(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
