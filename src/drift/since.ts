import type { DayWindow } from '../evidence/difference.ts';
import type { EventProfile } from '../evidence/profile.ts';
import { sum } from './stats/clusters.ts';
import { dateOf, dayOf } from './window.ts';

/** How much better two levels have to fit than one, in units of log likelihood. */
const CLEARLY = 8;
/** Before that day all is well: within this share of what was expected. */
const WELL = 0.1;

export interface Break {
  readonly since: string;
  /** Observed to expected from that day on. */
  readonly after: number;
  readonly days: number;
  readonly expected: number;
}

/**
 * The day from which less (or more) arrives than before, where one day explains it: two Poisson levels against one.
 * `noise`: how many times noisier than Poisson the counts are.
 */
export function breakOf(
  observed: readonly number[],
  expected: readonly number[],
  window: DayWindow,
  noise: number,
): Break | null {
  const [o, e] = [sum(observed), sum(expected)];
  if (o === 0 || e === 0) return null;
  let best: Break | null = null;
  let gain = CLEARLY * noise;
  let [before, planned] = [0, 0];
  for (let day = 1; day < observed.length; day++) {
    before += observed[day - 1] ?? 0;
    planned += expected[day - 1] ?? 0;
    if (planned === 0 || e - planned <= 0) continue;
    const [first, after] = [before / planned, (o - before) / (e - planned)];
    if (Math.abs(first - 1) > WELL) continue;
    const better = term(before, first) + term(o - before, after) - term(o, o / e);
    if (better <= gain) continue;
    gain = better;
    best = {
      since: dateOf(dayOf(window.first) + day),
      after,
      days: observed.length - day,
      expected: e - planned,
    };
  }
  return best;
}

function term(n: number, rate: number): number {
  return n === 0 ? 0 : n * Math.log(rate);
}

/** First day of the window on which an event is seen, if it is not there from the start. */
export function sinceOf({ days }: EventProfile, window: DayWindow | null): string | null {
  const first = Object.keys(days).sort()[0];
  return window !== null && first !== undefined && first > window.first ? first : null;
}
