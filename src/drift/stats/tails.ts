import { betaI, gammaQ } from './special.ts';

/** Probability that a standard normal value lies further out than ±z. */
export function normalTail(z: number): number {
  return gammaQ(0.5, (z * z) / 2);
}

/** Probability that a value of Student's t lies further out than ±t. No finite freedom: the normal one. */
export function studentTail(t: number, freedom: number): number {
  if (!Number.isFinite(freedom)) return normalTail(t);
  return betaI(freedom / (freedom + t * t), freedom / 2, 0.5);
}

/** Probability that chi-square is at least x. */
export function chiSquareTail(x: number, freedom: number): number {
  return gammaQ(freedom / 2, x / 2);
}

const quantiles = new Map<string, number>();

/** The t beyond which, on one side, lies `share` (below 0.5) of Student's distribution. */
export function studentQuantile(share: number, freedom: number): number {
  const key = `${share} ${freedom}`;
  const known = quantiles.get(key) ?? searched(share, freedom);
  // Few shares and few freedoms are ever asked for.
  if (quantiles.size < 1000) quantiles.set(key, known);
  return known;
}

function searched(share: number, freedom: number): number {
  let low = 0;
  let high = 1;
  while (studentTail(high, freedom) / 2 > share) high *= 2;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (studentTail(middle, freedom) / 2 > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Probability of a Kolmogorov-Smirnov distance of at least `d` between samples of the effective sizes n and m, when
 * there is no difference; the asymptotic series with Stephens' correction for small samples.
 */
export function kolmogorovTail(d: number, n: number, m: number): number {
  const size = Math.sqrt((n * m) / (n + m));
  const lambda = (size + 0.12 + 0.11 / size) * d;
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let j = 1; j <= 100; j++) {
    const term = 2 * (-1) ** (j - 1) * Math.exp(-2 * j * j * lambda * lambda);
    sum += term;
    if (Math.abs(term) < 1e-12) break;
  }
  return Math.min(1, Math.max(0, sum));
}
