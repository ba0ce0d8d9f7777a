import { words } from './words.ts';

/** Longer names are compared by their words alone: nobody mistypes a paragraph by two letters. */
const LONGEST = 120;

/**
 * The known name that was probably meant, or null. The same words in another spelling win at once; else the
 * smallest Damerau-Levenshtein distance within a third of the length (at most 4), first in order on a tie.
 * A name that is known itself is returned as it is.
 */
export function nearest(name: string, known: Iterable<string>): string | null {
  const key = spellingKey(name);
  let best: string | null = null;
  let limit = Math.min(4, Math.max(1, Math.floor([...name].length / 3)));
  const lower = name.toLowerCase();
  for (const candidate of known) {
    if (candidate === name || (key !== '' && spellingKey(candidate) === key)) return candidate;
    if (name.length > LONGEST || limit < 0) continue;
    const found = distance(lower, candidate.toLowerCase(), limit);
    // Nothing of a short name may survive only by chance: `id` is not `to`.
    if (found <= limit && found < Math.max(name.length, candidate.length) - 1) {
      best = candidate;
      limit = found - 1;
    }
  }
  return best;
}

/** ` Did you mean "Order Completed"?`, with its leading space, or nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const found = nearest(name, known);
  return found === null ? '' : ` Did you mean "${found}"?`;
}

/**
 * Damerau-Levenshtein distance (optimal string alignment, UTF-16 units): insertions, deletions, replacements
 * and swaps of neighbours. Anything above `limit` comes back as `limit + 1`, early.
 */
export function distance(a: string, b: string, limit: number = Number.POSITIVE_INFINITY): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let cost = Math.min(
        (previous[j] ?? 0) + 1,
        (current[j - 1] ?? 0) + 1,
        (previous[j - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped =
        i > 1 &&
        j > 1 &&
        a.charCodeAt(i - 1) === b.charCodeAt(j - 2) &&
        a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
      if (swapped) cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      current.push(cost);
      if (cost < smallest) smallest = cost;
    }
    // A swap can still use the row before, so the row alone does not decide it; one below does.
    if (smallest > limit && Math.min(...previous) > limit) return limit + 1;
    before = previous;
    previous = current;
  }
  const result = previous[b.length] ?? 0;
  return result > limit ? limit + 1 : result;
}

/** The same for every spelling of the same words: case, spaces, separators and invisible characters aside. */
export function spellingKey(name: string): string {
  return words(name.normalize('NFKC')).join('').toLowerCase();
}
