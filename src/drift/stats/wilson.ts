import type { Estimate } from '../../evidence/difference.ts';

/** A share with its 95 % interval after Wilson, which stays inside 0..1 and holds for small numbers, too. */
export function wilson(hits: number, n: number, z = 1.96): Estimate {
  if (n <= 0) return { value: 0, low: 0, high: 1 };
  const p = hits / n;
  const scale = 1 / (1 + (z * z) / n);
  const middle = scale * (p + (z * z) / (2 * n));
  const half = scale * z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  // Rounding must not push a bound past the share itself.
  const [low, high] = [Math.max(0, middle - half), Math.min(1, middle + half)];
  return { value: p, low: Math.min(p, low), high: Math.max(p, high) };
}
