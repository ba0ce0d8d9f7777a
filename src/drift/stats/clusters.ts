/**
 * Events of one person resemble each other, so that many events of few people say little. How many times less they
 * say than as many independent ones (Kish's design effect, at least 1), from counts of events by groups of people.
 */
export function designEffect(groups: readonly number[]): number {
  const n = sum(groups);
  const { length } = groups;
  if (n === 0 || length < 2) return 1;
  const mean = n / length;
  const spread = groups.reduce((total, g) => total + (g - mean) ** 2, 0);
  return Math.max(1, spread / ((length - 1) * mean));
}

/** 64 groups joined into 16: both go by the last bits of one hash. */
export function joinedGroups(groups: readonly number[], into: number): number[] {
  const joined = Array<number>(into).fill(0);
  for (const [i, n] of groups.entries()) joined[i % into] = (joined[i % into] ?? 0) + n;
  return joined;
}

/**
 * Variance of a share that was counted by groups of people, at least that of independent events. `hits` and `all` by
 * group; what no group holds (events without a person) counts as independent.
 */
export function clusteredVariance(
  share: number,
  n: number,
  hits: readonly number[],
  all: readonly number[],
): number {
  const independent = (share * (1 - share)) / n;
  const grouped = sum(all);
  if (grouped === 0) return independent;
  const own = sum(hits) / grouped;
  const spread = all.reduce((total, a, i) => total + ((hits[i] ?? 0) - own * a) ** 2, 0);
  return Math.max(((all.length / (all.length - 1)) * spread) / grouped ** 2, independent);
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[middle - 1] ?? 0, sorted[middle] ?? 0];
  return sorted.length % 2 === 1 ? high : (low + high) / 2;
}
