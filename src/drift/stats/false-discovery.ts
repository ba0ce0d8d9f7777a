/**
 * Benjamini-Hochberg: which of many tests may be believed, when at most the share `q` of those believed should be
 * mistakes. Answers in the order of `ps`.
 */
export function believed(ps: readonly number[], q: number): boolean[] {
  const sorted = [...ps].sort((a, b) => a - b);
  let bound = -1;
  for (const [i, p] of sorted.entries()) if (p <= (q * (i + 1)) / sorted.length) bound = p;
  return ps.map((p) => p <= bound);
}
