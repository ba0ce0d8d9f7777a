import type { Difference } from '../evidence/difference.ts';

/** Kinds that a sample makes by itself: who is not in it cannot be found again. */
const MADE_BY_SAMPLING = new Set(['consent', 'identity-join', 'missing-id', 'split-id']);
/** People who are missing take so much more than their share of events with them, at most. */
const MORE_ACTIVE = 1.5;
const NEAR = 0.02;

/**
 * Joins what events show with what people show: a cause among people (no consent, nobody there) takes their events
 * along, and a sample makes people seem lost. Order is kept.
 */
export function oneCauseEach(differences: readonly Difference[]): Difference[] {
  const groups = new Map<string, Difference[]>();
  for (const difference of differences) {
    const key = pairOf(difference);
    groups.set(key, [...(groups.get(key) ?? []), difference]);
  }
  const gone = new Set<Difference>();
  const taken = new Map<Difference, string[]>();
  for (const group of groups.values()) {
    const sampled = group.some(({ kind }) => kind === 'evidence/sampled-side');
    for (const each of group) if (sampled && MADE_BY_SAMPLING.has(each.kind)) gone.add(each);
    const fewer = group.find(({ kind, detail }) => kind === 'consent' && detail['fewer'] === true);
    if (fewer === undefined || gone.has(fewer)) continue;
    const never = group.find(({ kind }) => kind === 'missing-event');
    if (never !== undefined) {
      // Who did nothing else goes with it; whether more people are missing shows once it arrives.
      gone.add(fewer);
      taken.set(never, [...(taken.get(never) ?? []), 'consent']);
      continue;
    }
    for (const each of group.filter((other) => isExplained(other, Number(fewer.detail['points'] ?? 0)))) {
      gone.add(each);
      taken.set(fewer, [
        ...(taken.get(fewer) ?? []),
        `${each.kind} of ${each.event ?? each.right.systems[0]}`,
      ]);
    }
  }
  return differences
    .filter((each) => !gone.has(each))
    .map((each) => {
      const more = taken.get(each);
      return more === undefined ? each : { ...each, absorbed: [...each.absorbed, ...more] };
    });
}

/** `missing`: share of the people who should be there and are not. */
function isExplained({ kind, detail }: Difference, missing: number): boolean {
  const most = missing * MORE_ACTIVE + NEAR;
  if (kind === 'delivery') return Number(detail['lost'] ?? 1) - Number(detail['usual'] ?? 0) <= most;
  const ratio = Number(detail['ratio'] ?? 0);
  return kind === 'volume' && ratio < 1 && 1 - ratio <= most;
}

function pairOf({ left, right }: Difference): string {
  return `${left.systems.join('+')} ${right.systems.join('+')}`;
}
