import type { Difference } from '../evidence/difference.ts';
import type { NotChecked } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import { type AlignedEvent, alignEvents, unplannedEvents } from './aligned.ts';
import { arrivedBy, compareEvent } from './compare-event.ts';
import { type Comparing, type Comparison, differenceOf, exactly } from './comparing.ts';
import { botGroups } from './counts.ts';
import { foundShare, matched } from './matched.ts';
import { merged } from './merged.ts';
import type { Pair } from './pairs.ts';
import { renamesOf, unplannedEvent } from './renames.ts';
import { believed } from './stats/false-discovery.ts';
import type { ComparedPair, Tolerance } from './types.ts';
import { type Base, baseOf } from './volume.ts';
import { type Worth, weigh } from './worth.ts';

/** At most this share of the differences that are told are chance. */
const FALSE_SHARE = 0.01;
/** An id means the same on both sides when so many sampled ones are found again. */
const SHARED = 0.2;

export interface PairResult {
  readonly pair: ComparedPair;
  readonly differences: readonly Difference[];
  readonly notChecked: readonly NotChecked[];
  /** What gaps are told from; null where nothing could be compared. */
  readonly comparing: Comparing | null;
  readonly events: readonly AlignedEvent[];
}

export function comparePair(
  plan: Plan,
  pair: Pair,
  tolerance: (rule: string) => Tolerance,
  only: string | null,
): PairResult {
  const worth = weigh(plan, pair);
  const { events: all, merged: shared } = alignEvents(plan, pair);
  const notChecked = shared.map((name) => ({
    what: `drift:${pair.right}:${name}`,
    why: 'several events of the plan have this name there, and cannot be told apart',
  }));
  const start = startOf(plan, pair, worth, tolerance);
  if (worth.empty) return { ...outcome(start, worth.notes, 0), notChecked, events: [] };
  const base = worth.window === null ? null : baseOf(start, all);
  const sampled =
    (base?.sampled ?? false) || pair.rightProfile.sampling.rate < 1 || pair.leftProfile.sampling.rate < 1;
  const comparing: Comparing = {
    ...start,
    base: base?.base ?? 1,
    sampled,
    doubtful: worth.doubtful || sampled,
  };
  const events = only === null ? all : all.filter(({ event }) => event.key === only);
  const found: Comparison[] = [...worth.notes, ...aboutAll(comparing, base)];
  const renames = worth.empty ? [] : renamesOf(comparing, all);
  const ids = sharedIds(all);
  const grounds = { renames, ids, arrived: arrivedBy(comparing, all, ids) };
  let absorbed = 0;
  for (const aligned of events) {
    const result = compareEvent(comparing, aligned, grounds);
    found.push(...result.comparisons);
    absorbed += result.absorbed;
  }
  if (only === null) found.push(...unplanned(comparing, renames));
  return { ...outcome(comparing, found, absorbed), notChecked, events };
}

export function startOf(plan: Plan, pair: Pair, worth: Worth, tolerance: Comparing['tolerance']): Comparing {
  const { groups } = botGroups([pair.leftProfile, pair.rightProfile]);
  const { window, sameKey, doubtful, timed } = worth;
  return { plan, pair, window, tolerance, sameKey, doubtful, timed, base: 1, sampled: false, bots: groups };
}

/** A base off by more than ordinary loss is one finding for the pair, and so is a sample. */
function aboutAll(comparing: Comparing, base: Base | null): Comparison[] {
  const { pair } = comparing;
  const about = { event: null, property: null, verdict: 'differs', p: null } as const;
  const sampled = comparing.sampled;
  if (sampled) {
    const rate = pair.rightProfile.sampling.rate / pair.leftProfile.sampling.rate;
    const share = rate === 1 && base !== null ? base.base : rate;
    return [
      {
        ...about,
        kind: 'evidence/sampled-side',
        level: base?.sampled === true ? 'error' : 'warn',
        told: {
          left: { n: pair.leftProfile.totals.events },
          right: { n: pair.rightProfile.totals.events, figure: exactly(share) },
          detail: {
            system: share > 1 ? pair.left.join(' and ') : pair.right,
            share,
            events: base?.events ?? 0,
          },
          remedy: 'say the sample in the profile, or export all events',
        },
      },
    ];
  }
  if (base === null || !base.unusual || pair.unseen.length > 0) return [];
  const { error } = comparing.tolerance('drift/volume');
  return [
    {
      ...about,
      kind: 'volume',
      level: Math.abs(base.base - 1) >= error ? 'error' : 'warn',
      told: {
        left: { n: pair.leftProfile.totals.events },
        right: { n: pair.rightProfile.totals.events, figure: exactly(base.base) },
        cause: 'the connector, a consent gate or a filter acts on all events alike',
        signs: [`${base.events} events are short by about the same share`],
        remedy: `look at what stands before ${pair.right}, not at single events`,
        detail: { base: base.base, events: base.events, ratio: base.base },
        grave: true,
      },
    },
  ];
}

/** Ids that are found again: routers may give messages new ones. */
function sharedIds(events: readonly AlignedEvent[]): ReadonlySet<string> {
  const counts = new Map<string, { n: number; found: number }>();
  for (const { left, right } of events) {
    if (left === null || right === null) continue;
    for (const sample of matched(left, right)) {
      // From the smaller side: consent may have left few of the other's.
      const { n, found } =
        sample.left.size < sample.right.size
          ? foundShare(sample)
          : foundShare({ left: sample.right, right: sample.left });
      const known = counts.get(sample.by) ?? { n: 0, found: 0 };
      counts.set(sample.by, { n: known.n + n, found: known.found + found });
    }
  }
  return new Set([...counts].filter(([, { n, found }]) => found >= SHARED * n).map(([by]) => by));
}

function unplanned(comparing: Comparing, renames: ReturnType<typeof renamesOf>): Comparison[] {
  const { plan, pair } = comparing;
  return unplannedEvents(plan, pair.right, pair.rightProfile)
    .filter((name) => !renames.some((rename) => rename.sure && rename.name === name))
    .map((name) => unplannedEvent(comparing, name, renames.find((rename) => rename.name === name) ?? null));
}

/** The last gate: of many tests some are extreme by chance. */
export function outcome(comparing: Comparing, found: readonly Comparison[], absorbed: number) {
  const { pair, window, base } = comparing;
  const tests = found.filter(({ p }) => p !== null);
  const kept = believed(
    tests.map(({ p }) => p ?? 1),
    FALSE_SHARE,
  );
  const doubted = new Set(tests.filter((_, i) => kept[i] === false));
  const verdictOf = (each: Comparison) =>
    each.verdict === 'differs' && doubted.has(each) ? 'unclear' : each.verdict;
  const count = (verdict: Comparison['verdict']) =>
    found.filter((each) => verdictOf(each) === verdict).length;
  const differing = found.filter((each) => verdictOf(each) === 'differs');
  const { differences, merged: joined } = merged(differing.map((each) => differenceOf(comparing, each)));
  const compared: ComparedPair = {
    left: pair.left,
    right: pair.right,
    relation: pair.relation,
    window,
    base: window === null ? null : base,
    comparisons: {
      same: count('same'),
      differs: differing.length,
      unclear: count('unclear'),
      notEnough: count('not-enough'),
      absorbed: absorbed + joined,
    },
    tests: tests.length,
    bots: botGroups([pair.leftProfile, pair.rightProfile]).bots,
  };
  return { pair: compared, differences, comparing };
}
