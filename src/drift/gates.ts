import type { Estimate } from '../evidence/difference.ts';
import { studentQuantile, studentTail } from './stats/tails.ts';
import type { Tolerance } from './types.ts';

/** `same`: surely below the threshold of an error. `unclear`: it may be on either side. */
export type Verdict = 'same' | 'differs' | 'unclear' | 'not-enough';

/** A difference with its uncertainty, in the unit of its tolerance. */
export interface Effect {
  /** Signed: right against left. */
  readonly effect: number;
  readonly error: number;
  /** Degrees of freedom of the error; infinite for a normal one. */
  readonly freedom: number;
}

export interface Judgement {
  readonly verdict: Verdict;
  readonly level: 'warn' | 'error' | null;
  /** Of so large an effect by chance, when there is none. */
  readonly p: number;
  readonly interval: Estimate;
}

/** One-sided share beyond the bound that a difference has to clear, and that a sameness has to keep. */
const SURE = 0.01;
const LIKELY = 0.05;

/**
 * Not "is it exactly equal", which enough data always denies: a difference counts when even its near bound lies
 * beyond the tolerance, and is an error when it is itself as large as that threshold.
 */
export function judge({ effect, error, freedom }: Effect, { tolerance, error: limit }: Tolerance): Judgement {
  const size = Math.abs(effect);
  const p = error === 0 ? (effect === 0 ? 1 : 0) : studentTail(size / error, freedom);
  const half = error * studentQuantile(0.025, freedom);
  const interval = { value: effect, low: effect - half, high: effect + half };
  if (size - studentQuantile(SURE, freedom) * error > tolerance) {
    return { verdict: 'differs', level: size >= limit ? 'error' : 'warn', p, interval };
  }
  const verdict = size + studentQuantile(LIKELY, freedom) * error < limit ? 'same' : 'unclear';
  return { verdict, level: null, p, interval };
}

/** Everything normal: quantiles of no finite number of observations. */
export const NORMAL = Number.POSITIVE_INFINITY;
