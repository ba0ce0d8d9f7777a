import type { Run } from './history.ts';
import { PART_TITLES, PARTS, type PartId } from './scorecard/index.ts';

export type TrendWord =
  | 'improving'
  | 'degrading'
  | 'degrading slowly'
  | 'steady'
  | 'new baseline'
  | 'first look';

export interface TrendPoint {
  readonly at: string;
  /** Null where the part had nothing to judge. */
  readonly score: number | null;
  /** Why this point cannot be compared with the one before; null where it can. */
  readonly breaks: string | null;
}

export interface PartTrend {
  readonly id: PartId;
  readonly score: number | null;
  readonly word: TrendWord;
  /** Points since the reference, one decimal; null without one. */
  readonly delta: number | null;
  readonly series: readonly TrendPoint[];
}

export interface Trend {
  /** The run compared with; null for a first look or a new baseline. */
  readonly reference: Run | null;
  /** Why there is nothing to compare with. */
  readonly why: string | null;
  readonly headline: string;
  readonly parts: readonly PartTrend[];
  readonly teams: readonly TeamTrend[];
}

/** One team's score in one part, as far as it has one. */
export interface TeamTrend {
  readonly team: string;
  readonly id: PartId;
  readonly score: number;
  /** Since the reference; null where the team had no score there. */
  readonly delta: number | null;
  readonly word: TrendWord;
}

const DAY = 86_400_000;
/** Less than this is noise: a rate under the tolerated half percent cannot cross it alone. */
const STEP = 1;
const SLIDE = 3;
const WEEK = 7 * DAY;
const SLIDE_DAYS = 28 * DAY;
const SLIDE_RUNS = 5;
/** Points of a part that are drawn: the last of each week of a year. */
const MOST_POINTS = 52;

/** Is quality improving or degrading? `earlier` is the history, oldest first; `now` is not in it. */
export function trend(earlier: readonly Run[], now: Run): Trend {
  const same = earlier.filter(
    (run) =>
      run.plan === now.plan &&
      run.branch === now.branch &&
      run.scorecard === now.scorecard &&
      run.at < now.at,
  );
  const comparable = same.filter((run) => difference(run, now) === null);
  const old = comparable.filter((run) => Date.parse(now.at) - Date.parse(run.at) >= WEEK);
  const reference = old.at(-1) ?? comparable[0] ?? null;
  const last = same.at(-1);
  const why = reference ? null : last ? difference(last, now) : null;
  const parts = PARTS.map((id) => partTrend(id, same, comparable, reference, now));
  return {
    reference,
    why,
    parts,
    teams: teamTrends(reference, now),
    headline: headline(parts, reference, now),
  };
}

function partTrend(
  id: PartId,
  same: readonly Run[],
  comparable: readonly Run[],
  reference: Run | null,
  now: Run,
): PartTrend {
  const score = now.parts[id]?.[0] ?? null;
  const series = points(id, [...same, now]);
  const delta = reference ? change(id, reference, now) : null;
  if (!reference || delta === null) {
    return { id, score, word: same.length > 0 ? 'new baseline' : 'first look', delta: null, series };
  }
  const newlyHeld = now.held.includes(id) && !reference.held.includes(id);
  if (newlyHeld || delta <= -STEP) return { id, score, word: 'degrading', delta, series };
  if (delta >= STEP) return { id, score, word: 'improving', delta, series };
  const start = slideStart(comparable, now);
  const slide = start ? change(id, start, now) : null;
  return {
    id,
    score,
    word: slide !== null && slide <= -SLIDE ? 'degrading slowly' : 'steady',
    delta,
    series,
  };
}

function teamTrends(reference: Run | null, now: Run): TeamTrend[] {
  return Object.entries(now.teams).flatMap(([team, parts]) =>
    PARTS.flatMap((id): TeamTrend[] => {
      const score = parts[id] ?? null;
      if (score === null) return [];
      const was = reference?.teams[team]?.[id] ?? null;
      const delta = was === null ? null : score - was;
      const word =
        delta === null ? 'first look' : delta >= STEP ? 'improving' : delta <= -STEP ? 'degrading' : 'steady';
      return [{ team, id, score, delta, word }];
    }),
  );
}

/** Points of the part as shown: what a stop rule holds counts as held. */
function effective(id: PartId, run: Run): number | null {
  const points = run.parts[id];
  if (!points || points[0] === null) return null;
  return run.held.includes(id) ? Math.min(points[0], points[1]) : points[1];
}

function change(id: PartId, before: Run, after: Run): number | null {
  const was = effective(id, before);
  const is = effective(id, after);
  return was === null || is === null ? null : Math.round((is - was) * 10) / 10;
}

/** The oldest comparable run of the last 28 days or the last five runs, whichever reaches further back. */
function slideStart(comparable: readonly Run[], now: Run): Run | undefined {
  const recent = comparable.findIndex((run) => Date.parse(now.at) - Date.parse(run.at) <= SLIDE_DAYS);
  const fifth = Math.max(0, comparable.length - SLIDE_RUNS);
  return comparable[recent < 0 ? fifth : Math.min(recent, fifth)];
}

/** Why two runs of one plan cannot be compared; null where they can. */
function difference(before: Run, after: Run): string | null {
  const added = after.evidence.filter((name) => !before.evidence.includes(name));
  const gone = before.evidence.filter((name) => !after.evidence.includes(name));
  const parts = [
    ...(added.length > 0 ? [`${added.join(', ')} added`] : []),
    ...(gone.length > 0 ? [`${gone.join(', ')} no longer there`] : []),
  ];
  return parts.length > 0 ? parts.join('; ') : null;
}

function points(id: PartId, runs: readonly Run[]): TrendPoint[] {
  const all = runs.map((run, at): TrendPoint & { week: number } => {
    const before = runs[at - 1];
    return {
      at: run.at,
      score: run.parts[id]?.[0] ?? null,
      breaks: before ? difference(before, run) : null,
      week: Math.floor(Date.parse(run.at) / WEEK),
    };
  });
  // Of a busy week only the last run is drawn; a break inside it stays.
  const weekly =
    all.length <= MOST_POINTS
      ? all
      : all.filter((point, at) => point.week !== all[at + 1]?.week || point.breaks !== null);
  return weekly.slice(-MOST_POINTS).map(({ at, score, breaks }) => ({ at, score, breaks }));
}

function headline(parts: readonly PartTrend[], reference: Run | null, now: Run): string {
  const titles = (word: RegExp) =>
    parts.filter((part) => word.test(part.word)).map(({ id }) => PART_TITLES[id]);
  const worse = titles(/^degrading/);
  const better = titles(/^improving$/).length;
  const steady = titles(/^steady$/).length;
  if (!reference) {
    const scored = parts.filter((part) => part.score !== null);
    const [weakest] = [...scored].sort((a, b) => (a.score ?? 0) - (b.score ?? 0));
    if (!weakest) return 'First look: nothing to judge yet.';
    const word = weakest.word === 'new baseline' ? 'New baseline' : 'First look';
    return `${word}: ${PART_TITLES[weakest.id]} is weakest, ${weakest.score} of 100.`;
  }
  if (worse.length > 0) {
    const verb = worse.length === 1 ? 'is' : 'are';
    return `${list(worse)} ${verb} degrading. ${number(better)} of seven improve${better === 1 ? 's' : ''}, ${number(steady).toLowerCase()} hold${steady === 1 ? 's' : ''} steady.`;
  }
  const removed = reference.needs - now.needs;
  const by = removed > 0 ? ` by removing ${removed} need${removed === 1 ? '' : 's'}` : '';
  if (better > 0)
    return `Data quality is improving in ${better} part${better === 1 ? '' : 's'}${by}; none degrades.`;
  return 'Data quality holds steady.';
}

function list(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}

function number(count: number): string {
  return ['None', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven'][count] ?? String(count);
}
