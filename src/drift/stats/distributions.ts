import { atLevel, type LogBucketsData, totalOf } from '../../evidence/sketch/log-buckets.ts';
import { chiSquareTail } from './tails.ts';

/** Two counts of one thing, left and right. */
export type Cell = readonly [number, number];

export interface Distance {
  /** 0..1; for categories what chance alone makes of it is taken off. */
  readonly distance: number;
  readonly error: number;
  /** Of as large a distance by chance. */
  readonly p: number;
}

/**
 * Half the sum of differences of shares: how many of one side would have to change to match. `n`, `m`: effective
 * sizes of both sides, at most the sums of the cells.
 */
export function totalVariation(cells: readonly Cell[], n: number, m: number): Distance {
  const [a, b] = totals(cells);
  if (a === 0 || b === 0) return { distance: 0, error: 0, p: 1 };
  let distance = 0;
  let chance = 0;
  let more = 0;
  let fewer = 0;
  for (const [x, y] of cells) {
    const [p, q] = [x / a, y / b];
    const pooled = (x + y) / (a + b);
    distance += Math.abs(p - q) / 2;
    chance += Math.sqrt((2 * pooled * (1 - pooled) * (1 / n + 1 / m)) / Math.PI) / 2;
    if (q > p) {
      more += q;
      fewer += p;
    }
  }
  // The distance is the difference of one share: that of all values that are more on the right.
  const error = Math.sqrt((fewer * (1 - fewer)) / n + (more * (1 - more)) / m);
  return { distance: Math.max(0, distance - chance), error, p: chiSquare(cells, n / a, m / b) };
}

/**
 * Population stability index, for those who know its scale (0.1 some, 0.25 much). It grows as there are fewer events,
 * so nothing is judged by it. A cell without events counts as half an event.
 */
export function stabilityIndex(cells: readonly Cell[]): number {
  const [n, m] = totals(cells);
  return cells.reduce((sum, [x, y]) => {
    const [p, q] = [Math.max(x, 0.5) / n, Math.max(y, 0.5) / m];
    return sum + (q - p) * Math.log(q / p);
  }, 0);
}

/** Cells with fewer than five expected on a side are joined into one. */
function chiSquare(cells: readonly Cell[], scaleLeft: number, scaleRight: number): number {
  const effective = cells.map(([x, y]): Cell => [x * scaleLeft, y * scaleRight]);
  const [n, m] = totals(effective);
  let rest: Cell = [0, 0];
  const kept: Cell[] = [];
  for (const cell of effective) {
    const pooled = (cell[0] + cell[1]) / (n + m);
    if (Math.min(pooled * n, pooled * m) >= 5) kept.push(cell);
    else rest = [rest[0] + cell[0], rest[1] + cell[1]];
  }
  if (rest[0] + rest[1] > 0) kept.push(rest);
  if (kept.length < 2) return 1;
  let x2 = 0;
  for (const [x, y] of kept) {
    const pooled = (x + y) / (n + m);
    x2 += (x - pooled * n) ** 2 / (pooled * n) + (y - pooled * m) ** 2 / (pooled * m);
  }
  return chiSquareTail(x2, kept.length - 1);
}

/** Largest difference between two cumulative distributions, exact at the shared bucket bounds, and where it is. */
export function kolmogorov(
  left: LogBucketsData,
  right: LogBucketsData,
): { readonly distance: number; readonly below: Cell } {
  const level = Math.max(left.level, right.level);
  const [a, b] = [ordered(atLevel(left, level)), ordered(atLevel(right, level))];
  const [n, m] = [totalOf(left), totalOf(right)];
  const bounds = [...new Set([...a.keys(), ...b.keys()])].sort((x, y) => x - y);
  let [p, q] = [0, 0];
  let found = { distance: 0, below: [0, 0] as Cell };
  for (const bound of bounds) {
    p += (a.get(bound) ?? 0) / n;
    q += (b.get(bound) ?? 0) / m;
    if (Math.abs(p - q) > found.distance) found = { distance: Math.abs(p - q), below: [p, q] };
  }
  return found;
}

/** Counts by a number that grows with the value. */
function ordered(data: LogBucketsData): Map<number, number> {
  const far = 1e6;
  const counts = new Map<number, number>();
  for (const [index, n] of data.neg) counts.set(-far - index, n);
  if (data.zero > 0) counts.set(-far / 2, data.zero);
  for (const [index, n] of data.pos) counts.set(far + index, n);
  return counts;
}

/** Moves all positive and negative values by a number of buckets: a factor on the logarithmic scale. */
export function shifted(data: LogBucketsData, buckets: number): LogBucketsData {
  const by = Math.round(buckets / 2 ** data.level);
  const move = (side: LogBucketsData['pos']) => side.map(([index, n]) => [index + by, n] as const);
  return { ...data, pos: move(data.pos), neg: move(data.neg) };
}

function totals(cells: readonly Cell[]): Cell {
  let [a, b] = [0, 0];
  for (const [x, y] of cells) [a, b] = [a + x, b + y];
  return [a, b];
}
