import type { EventProfile } from '../evidence/profile.ts';
import { HASH_RANGE } from '../evidence/sketch/hash.ts';
import { decodeKmv, type KmvData } from '../evidence/sketch/kmv.ts';
import { type PairEntry, pairPayload } from '../evidence/sketch/pairs.ts';

/** Sampled records of both sides by one id: below a common bound both samples are complete. */
export interface Matched {
  /** `order_id`, `message_id`. */
  readonly by: string;
  readonly left: ReadonlyMap<number, PairEntry>;
  readonly right: ReadonlyMap<number, PairEntry>;
  /** Share of all ids that are sampled. */
  readonly share: number;
}

/** Best first: an order is an order whoever counts it, while routers give messages new ids. */
export const IDS = ['order_id', 'message_id'];

/** One per id that both sides have a sample of. */
export function matched(left: EventProfile, right: EventProfile): Matched[] {
  return IDS.flatMap((by): Matched[] => {
    const found = common(left.pairs[by], right.pairs[by]);
    return found === null ? [] : [{ by, ...found }];
  });
}

export function common(
  left: KmvData | undefined,
  right: KmvData | undefined,
): { left: Map<number, PairEntry>; right: Map<number, PairEntry>; share: number } | null {
  if (!left || !right || left.rows === null || right.rows === null) return null;
  const theta = Math.min(left.theta, right.theta);
  const below = (data: KmvData) => new Map(entriesOf(data).filter(([h]) => h < theta));
  return { left: below(left), right: below(right), share: theta / HASH_RANGE };
}

const decoded = new WeakMap<KmvData, Array<[number, PairEntry]>>();

/** By rising hash; decoded once. */
export function entriesOf(data: KmvData): Array<[number, PairEntry]> {
  const known = decoded.get(data) ?? decodeKmv(data, pairPayload);
  decoded.set(data, known);
  return known;
}

/** Of the left ids, how many are on the right, too. */
export function foundShare({ left, right }: Pick<Matched, 'left' | 'right'>): { n: number; found: number } {
  let found = 0;
  for (const h of left.keys()) if (right.has(h)) found++;
  return { n: left.size, found };
}
