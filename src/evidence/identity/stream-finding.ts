import { HASH_RANGE } from '../sketch/hash.ts';
import type { Place } from '../watcher.ts';

/** What one check about a whole stream came to. */
export interface StreamFinding {
  /** Tells apart what one check can find; null where it finds one thing. */
  readonly keyword: string | null;
  /** How many ids (or messages) are concerned, and out of how many: counted, or estimated beyond the cap. */
  readonly count: number;
  readonly of: number;
  /** False: more ids than the cap came, and the counts are estimates from a sample by hash. */
  readonly exact: boolean;
  /** The first few, in input order. */
  readonly places: readonly Place[];
}

/** Counts from a sample of all hashes below `theta`. */
export function estimate(
  count: number,
  of: number,
  theta: number,
): Pick<StreamFinding, 'count' | 'of' | 'exact'> {
  if (theta >= HASH_RANGE) return { count, of, exact: true };
  const scale = HASH_RANGE / theta;
  return { count: Math.round(count * scale), of: Math.round(of * scale), exact: false };
}
