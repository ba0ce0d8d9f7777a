import type { Difference } from '../evidence/difference.ts';
import { judge, NORMAL } from './gates.ts';
import { type Reachable, reachable } from './id-people.ts';
import { idTypes } from './id-types.ts';
import { difference, type IdPair } from './identity-difference.ts';
import { unjoinable } from './joins.ts';
import { type Pair, pairsOf } from './pairs.ts';
import type { DriftInput, Tolerance } from './types.ts';

/** A share that was once reached can be held: two points fewer are worth a look. */
const DROP: Tolerance = { tolerance: 0.02, error: 0.05 };
/** Standard errors from one bound of a 95 % interval to the other. */
const WIDTH = 3.92;

/** Pairs of systems of which both have a profile of then: the same pairs, as they were. */
export function pairsBefore(input: DriftInput): Pair[] {
  const systems = input.systems.flatMap(({ system, before }) =>
    before === null ? [] : [{ system, profile: before, before: null }],
  );
  return systems.length < 2 ? [] : pairsOf({ ...input, systems }, null);
}

/** People who could be found then and cannot be found now, by the best identifier of which that can be said. */
export function fewerFound(idPair: IdPair, then: Pair | undefined): Difference[] {
  const { plan, pair } = idPair;
  if (then === undefined || unjoinable(then.leftProfile, then.rightProfile) !== null) return [];
  const before = reachable(
    idTypes(plan, then.leftProfile, then.rightProfile),
    then.leftProfile,
    then.rightProfile,
  );
  const now = reachable(
    idTypes(plan, pair.leftProfile, pair.rightProfile),
    pair.leftProfile,
    pair.rightProfile,
  );
  for (const { type, share, looked } of now) {
    const old = before.find((other) => other.type === type);
    if (old === undefined) continue;
    const effect = share.value - old.share.value;
    const error = Math.hypot(widthOf({ share }), widthOf(old)) / WIDTH;
    const { level } = judge({ effect, error, freedom: NORMAL }, DROP);
    if (level === null || effect > 0) continue;
    return [
      {
        ...difference(idPair, {
          kind: 'identity-join',
          type,
          level,
          left: { n: old.looked, figure: old.share },
          right: { n: looked, figure: share },
          cause: null,
          remedy: `look at what changed in how ${pair.right} gets its people since then`,
          detail: { system: pair.right, counted: type, mistake: null, points: -effect, before: true },
        }),
        discriminator: `${pair.left.join('+')} ${pair.right} before`,
      },
    ];
  }
  return [];
}

function widthOf({ share }: Pick<Reachable, 'share'>): number {
  return share.high - share.low;
}
