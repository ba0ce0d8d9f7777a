import type { EventProfile, Profile } from '../evidence/profile.ts';
import type { AlignedEvent } from './aligned.ts';
import { type Comparing, type Comparison, exactly, notEnough } from './comparing.ts';
import { effectOf } from './counts.ts';
import { judge } from './gates.ts';
import { eventsByDay } from './renames-score.ts';
import { median, sum } from './stats/clusters.ts';
import { dateOf, dayOf, ownWindow } from './window.ts';

const WEEK = 7;
/** From so many weeks on, the past itself says how much a week may be unlike another. */
const HISTORY = 6;
/** Scale of the median absolute deviation to a standard error. */
const MAD = 1.4826;
const MISSED_WARN = 20;
const MISSED_ERROR = 50;
const SMALL_SIDE = 50;

/** Whole weeks of one profile, newest last, without days that are known to be unlike others. */
export interface Weeks {
  readonly weeks: readonly (readonly string[])[];
  /** Events of the system by day. */
  readonly all: ReadonlyMap<string, number>;
}

export function weeksOf(profile: Profile, unlike: readonly string[]): Weeks {
  const window = ownWindow(profile);
  const all = eventsByDay(profile);
  if (window === null) return { weeks: [], all };
  const last = dayOf(window.last);
  const weeks = Array.from({ length: Math.floor(window.days / WEEK) }, (_, back) =>
    Array.from({ length: WEEK }, (__, day) => dateOf(last - back * WEEK - day)).filter(
      (date) => !unlike.includes(date),
    ),
  );
  return { weeks: weeks.filter((week) => week.length > 0).reverse(), all };
}

/** An event's share of all that the system got: growth is no drift, and a busy week is busy for all events. */
interface Part {
  readonly n: number;
  readonly of: number;
  /** ln of the share, by week. */
  readonly weekly: readonly number[];
  /** How much noisier than independent events. */
  readonly noise: number;
}

function partOf(event: EventProfile | null, { weeks, all }: Weeks, bots: Comparing['bots']): Part {
  const days = weeks.flat().map((day) => [event?.days[day] ?? 0, all.get(day) ?? 0] as const);
  const [n, of] = [sum(days.map(([own]) => own)), sum(days.map(([, total]) => total))];
  const p = of === 0 ? 0 : n / of;
  const spread = days.map(([own, total]) =>
    total * p > 0 ? (own - total * p) ** 2 / (total * p * (1 - p)) : 0,
  );
  const noise = p > 0 && p < 1 && days.length > 1 ? sum(spread) / (days.length - 1) : 1;
  const weekly = weeks.map((week) => {
    const own = sum(week.map((day) => event?.days[day] ?? 0));
    return Math.log(Math.max(own, 0.5) / Math.max(1, sum(week.map((day) => all.get(day) ?? 0))));
  });
  return { n, of, weekly, noise: Math.max(noise, event === null ? 1 : effectOf(event, bots)) };
}

/** Change of every event's share of the whole, and what is usual among them. */
export interface Changes {
  readonly before: Weeks;
  readonly now: Weeks;
  /** ln of what most events have become; one that shrank makes all others a larger part. */
  readonly usual: number;
}

const LEAST_EVENTS = 3;

export function changesOf(
  comparing: Comparing,
  events: readonly AlignedEvent[],
  unlike: readonly string[],
): Changes {
  const { leftProfile, rightProfile } = comparing.pair;
  const [before, now] = [weeksOf(leftProfile, unlike), weeksOf(rightProfile, unlike)];
  const changes = events.flatMap((aligned) => {
    const [l, r] = [partOf(aligned.left, before, comparing.bots), partOf(aligned.right, now, comparing.bots)];
    return Math.min(l.n, r.n) >= SMALL_SIDE ? [Math.log(r.n / r.of / (l.n / l.of))] : [];
  });
  return { before, now, usual: changes.length >= LEAST_EVENTS ? median(changes) : 0 };
}

/** An event now against what it was, week by week. */
export function changed(comparing: Comparing, aligned: AlignedEvent, changes: Changes): Comparison {
  const { before, now, usual } = changes;
  const [l, r] = [partOf(aligned.left, before, comparing.bots), partOf(aligned.right, now, comparing.bots)];
  const due = l.of === 0 ? 0 : (l.n / l.of) * r.of * Math.exp(usual);
  if (now.weeks.length === 0 || before.weeks.length === 0) return notEnough('volume', aligned);
  if (r.n === 0) return gone(comparing, aligned, l, due);
  if (due < SMALL_SIDE || l.n < SMALL_SIDE) return notEnough('volume', aligned);
  const long = l.weekly.length >= HISTORY;
  const usualWeek = median(l.weekly);
  const unlike = long ? MAD * median(l.weekly.map((week) => Math.abs(week - usualWeek))) : 0;
  const effect = Math.log(r.n / r.of) - (long ? usualWeek : Math.log(l.n / l.of)) - usual;
  const noise = Math.max(l.noise, r.noise);
  const error = Math.hypot(unlike, Math.sqrt(noise * (1 / l.n + 1 / r.n)));
  const { tolerance, error: limit } = comparing.tolerance('drift/volume');
  const bounds =
    effect < 0
      ? { tolerance: -Math.log(1 - tolerance), error: -Math.log(1 - limit) }
      : { tolerance: Math.log(1 + tolerance), error: Math.log(1 + limit) };
  const freedom = Math.max(1, WEEK * Math.min(before.weeks.length, now.weeks.length) - 1);
  const { verdict, level, p, interval } = judge({ effect, error, freedom }, bounds);
  return {
    kind: 'volume',
    event: aligned,
    property: null,
    verdict,
    level,
    p,
    told: {
      left: { n: l.n, figure: exactly(l.n) },
      right: {
        n: r.n,
        figure: { value: Math.exp(effect), low: Math.exp(interval.low), high: Math.exp(interval.high) },
      },
      cause:
        effect < 0 ? 'a sender stopped, or a release sends it less often' : 'a release sends it more often',
      signs: [
        `${before.weeks.length} weeks before, ${now.weeks.length} now, as a part of all events of ${comparing.pair.right}`,
      ],
      remedy: 'compare the senders of both times: releases, consent, filters',
      detail: { expected: Math.round(due), base: 1, ratio: Math.exp(effect) },
    },
  };
}

function gone(comparing: Comparing, aligned: AlignedEvent, before: Part, due: number): Comparison {
  if (due < MISSED_WARN || before.n === 0) return notEnough('missing-event', aligned);
  return {
    kind: 'missing-event',
    event: aligned,
    property: null,
    verdict: 'differs',
    level: due >= MISSED_ERROR ? 'error' : 'warn',
    p: Math.exp(-due / before.noise),
    told: {
      left: { n: before.n, figure: exactly(before.n) },
      right: { n: 0, name: null, figure: exactly(0) },
      cause: 'it was sent before, and is not any more',
      signs: [],
      remedy: `look at what changed in the senders of ${comparing.pair.right}, or retire the event in the plan`,
      detail: { expected: Math.round(due) },
      grave: true,
    },
  };
}
