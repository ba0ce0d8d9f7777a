import type { DayWindow } from '../evidence/difference.ts';
import type { Counted, Profile } from '../evidence/profile.ts';
import { quantile } from '../evidence/sketch/log-buckets.ts';
import { median } from './stats/clusters.ts';

const DAY = 86_400_000;
/** A first or last day with fewer of its hours than this share of the usual ones was cut off. */
const WHOLE = 0.75;
/** Late events say nothing about more than this share of the days. */
const MOST_LATE = 0.25;

/**
 * The whole UTC days that both sides cover, without the last ones, for which late events may still be on their way.
 * Null: there are none.
 */
export function commonWindow(left: Profile, right: Profile): DayWindow | null {
  const [a, b] = [wholeDays(left), wholeDays(right)];
  if (a === null || b === null) return null;
  const first = Math.max(a.first, b.first);
  const last = Math.min(a.last, b.last);
  const late = Math.min(
    Math.max(lateDays(left), lateDays(right)),
    Math.floor((last - first + 1) * MOST_LATE),
  );
  return windowOf(first, last - late);
}

/** All whole days of one side. */
export function ownWindow(profile: Profile): DayWindow | null {
  const days = wholeDays(profile);
  return days === null ? null : windowOf(days.first, days.last);
}

export function windowOf(first: number, last: number): DayWindow | null {
  if (last < first) return null;
  return { first: dateOf(first), last: dateOf(last), days: last - first + 1 };
}

export function dayOf(date: string): number {
  return Math.round(Date.parse(`${date}T00:00:00Z`) / DAY);
}

export function dateOf(day: number): string {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Events by day of the window, in order. */
export function daily(days: Counted<number>, window: DayWindow): number[] {
  const first = dayOf(window.first);
  return Array.from({ length: window.days }, (_, i) => days[dateOf(first + i)] ?? 0);
}

/** First and last day, leaving out ends at which the evidence only begins or breaks off. */
function wholeDays(profile: Profile): { first: number; last: number } | null {
  const hours = new Map<number, number>();
  for (const hour of Object.keys(profile.totals.hours)) {
    const day = dayOf(hour.slice(0, 10));
    hours.set(day, (hours.get(day) ?? 0) + 1);
  }
  const days = [...hours.keys()].sort((x, y) => x - y);
  const usual = median([...hours.values()]);
  const isWhole = (day: number | undefined) => day !== undefined && (hours.get(day) ?? 0) >= WHOLE * usual;
  let [from, to] = [0, days.length - 1];
  if (days.length > 2) {
    if (!isWhole(days[from])) from++;
    if (!isWhole(days[to])) to--;
  }
  const [first, last] = [days[from], days[to]];
  return first === undefined || last === undefined ? null : { first, last };
}

/** Days that the slowest hundredth of events takes, at least one. */
function lateDays(profile: Profile): number {
  const late = quantile(profile.totals.lag, 0.99) ?? 0;
  return Math.max(1, Math.ceil(late / DAY));
}
