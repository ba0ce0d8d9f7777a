import type { Estimate } from '../evidence/difference.ts';
import type { Profile } from '../evidence/profile.ts';
import { idFlags } from '../evidence/sketch/id-sketch.ts';
import type { Share } from './id-faults.ts';
import { type IdSample, reaching } from './id-samples.ts';
import type { IdType } from './id-types.ts';
import { ENOUGH, estimated, expectedIn, joined, seenDuring } from './joins.ts';
import { wilson } from './stats/wilson.ts';

/** Of people with so many events that should arrive, losing single events leaves nobody out. */
const SEVERAL = 3;

/** People whom consent lets through and who are not there at all, by any identifier. */
export interface Missing {
  /** The identifier by which the most were found. */
  readonly type: string;
  /** Of those that should be there. */
  readonly share: Share;
  /** Of all people asked for consent on the left, those who said yes: how far the share counts among all people. */
  readonly consenting: Estimate;
}

/** Null: nothing says who should be there, or too few are sampled. */
export function missingPeople(types: readonly IdType[], left: Profile, right: Profile): Missing | null {
  if (reaching(left, right.system) === null) return null;
  const several = expectedIn(left, right, SEVERAL);
  let best: Missing | null = null;
  for (const { type, personal, left: a, right: b } of types) {
    if (!personal || a === null || b === null) continue;
    const result = joined(a, b, several);
    if (result.looked < ENOUGH) continue;
    const lost = (result.looked - result.found) / result.looked - strangers(a, b, left, right);
    const hits = Math.max(0, lost) * result.looked;
    const share = { hits, n: result.looked, theta: Math.min(a.theta, b.theta) };
    if (best !== null && share.hits / share.n >= best.share.hits / best.share.n) continue;
    let [yes, asked] = [0, 0];
    for (const { flags } of a.entries.values()) {
      if ((flags & (idFlags.consentYes | idFlags.consentNo)) === 0) continue;
      asked++;
      if ((flags & idFlags.consentYes) !== 0) yes++;
    }
    best = { type, share, consenting: asked === 0 ? { value: 1, low: 1, high: 1 } : wilson(yes, asked) };
  }
  return best;
}

/**
 * Ids on the right that the left does not know, for each that should be there: where ids are broken, people are there
 * under another one and are not missing.
 */
function strangers(a: IdSample, b: IdSample, left: Profile, right: Profile): number {
  const { looked } = joined(a, b, expectedIn(left, right));
  const there = joined(b, a, seenDuring(left, right));
  return looked === 0 ? 0 : (there.looked - there.found) / looked;
}

/** People on the right of whom the left knows a no and never a yes. Null: no consent is asked for, or too few. */
export function told(
  types: readonly IdType[],
  left: Profile,
  right: Profile,
): { type: string; share: Share } | null {
  const reached = reaching(left, right.system);
  if (reached === null) return null;
  for (const { type, personal, left: a, right: b } of types) {
    if (!personal || a === null || b === null) continue;
    const theta = Math.min(a.theta, b.theta);
    let [hits, n] = [0, 0];
    for (const [h, there] of b.entries) {
      if (h >= theta) break;
      const known = a.entries.get(h);
      if (known === undefined) continue;
      n++;
      // Who was only seen there after the last no may have said yes in between.
      if (there.first > known.last) continue;
      const refused = (known.flags & idFlags.consentNo) !== 0 && (known.flags & idFlags.consentYes) === 0;
      if (refused && reached(known) === 0) hits++;
    }
    if (n > 0) return { type, share: { hits, n, theta } };
  }
  return null;
}

export interface Reachable {
  readonly type: string;
  readonly share: Estimate;
  readonly looked: number;
}

/** Per identifier, how many of those that should be on the right can be found there. */
export function reachable(types: readonly IdType[], left: Profile, right: Profile): Reachable[] {
  const expected = expectedIn(left, right);
  return types.flatMap(({ type, personal, left: a, right: b }): Reachable[] => {
    if (!personal || a === null || b === null) return [];
    const result = joined(a, b, expected);
    if (result.looked < ENOUGH) return [];
    const theta = Math.min(a.theta, b.theta);
    return [{ type, share: estimated(result.found, result.looked, theta), looked: result.looked }];
  });
}
