import type { Json } from '../../text/json.ts';
import type { Shape } from './shape.ts';

/** Which of the two schemas a demand came from: what is declared is asked of the source alone. */
export type Side = 'source' | 'target';

/** "The value is of this shape", or is not. */
export interface Demand {
  readonly shape: Shape;
  readonly holds: boolean;
  readonly side: Side;
}

/** A value that meets all demands; the proof that there is none; or neither. */
export type Outcome =
  | { readonly is: 'found'; readonly value: Json; readonly unshown: string | null }
  | { readonly is: 'none' }
  | { readonly is: 'unknown'; readonly why: string };

export const NONE: Outcome = { is: 'none' };

/** `unshown`: there is such a value, but it cannot be written down, for this reason. */
export function found(value: Json, unshown: string | null = null): Outcome {
  return { is: 'found', value, unshown };
}

export function unknown(why: string): Outcome {
  return { is: 'unknown', why };
}

/** Tries alternatives in order: the first value found, else what stayed open, else none. */
export function firstOf<T>(alternatives: Iterable<T>, attempt: (alternative: T) => Outcome): Outcome {
  let open: Outcome = NONE;
  let unshown: Outcome | null = null;
  for (const alternative of alternatives) {
    const outcome = attempt(alternative);
    if (outcome.is === 'found') {
      if (outcome.unshown === null) return outcome;
      unshown ??= outcome;
    }
    if (outcome.is === 'unknown' && open.is === 'none') open = outcome;
  }
  return unshown ?? open;
}

/** How far a key may stray from what the source declares. */
export type Reach =
  /** Only keys that the source schema declares. */
  | 'declared'
  /** And keys that neither schema knows. */
  | 'extra'
  /** And keys that only the target declares: every valid value. */
  | 'open';
