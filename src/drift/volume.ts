import type { AlignedEvent } from './aligned.ts';
import { type Comparing, type Comparison, exactly, notEnough } from './comparing.ts';
import { customerDays, effectOf } from './counts.ts';
import { type Expected, expected } from './expected.ts';
import { judge } from './gates.ts';
import { type Break, breakOf } from './since.ts';
import { median, sum } from './stats/clusters.ts';

/** Fewer expected events than these say nothing, or are worth a warning only. */
const MISSED_WARN = 20;
const MISSED_ERROR = 50;
/** Below, the counts of a few people decide. */
const SMALL_SIDE = 50;
const ENOUGH_DAYS = 7;
const ENOUGH_EVENTS = 500;
/** Of what was expected, so little arrives that the event is gone. */
const GONE = 0.02;

/** What is known to be counted wrong: right records per real one, after causes that were found already. */
export interface Corrections {
  readonly left: number;
  readonly right: number;
}

export const UNCORRECTED: Corrections = { left: 1, right: 1 };

/** Counts of both sides over the common days, as the plan lets through. */
export interface Flow {
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly leftTotal: number;
  readonly rightTotal: number;
  readonly expected: Expected;
  /** How many times noisier than independent events: by people, and by days where that is more. */
  readonly people: number;
  readonly noise: number;
}

/** Null: there are no common days. */
export function flowOf(comparing: Comparing, aligned: AlignedEvent, corrections = UNCORRECTED): Flow | null {
  const { window, bots } = comparing;
  if (window === null || aligned.left === null) return null;
  const left = customerDays(aligned.left, window, bots).map((n) => n / corrections.left);
  const right =
    aligned.right === null
      ? left.map(() => 0)
      : customerDays(aligned.right, window, bots).map((n) => n / corrections.right);
  const people = effectOf(aligned.right ?? aligned.left, bots);
  return {
    left,
    right,
    leftTotal: sum(left),
    rightTotal: sum(right),
    expected: expected(comparing, aligned),
    people,
    noise: Math.max(people, dayNoise(left, right)),
  };
}

/** Quasi-Poisson: how much more the daily shares of right vary than chance lets them. */
function dayNoise(left: readonly number[], right: readonly number[]): number {
  const [a, b] = [sum(left), sum(right)];
  const p = b / (a + b);
  if (!(p > 0 && p < 1) || left.length < 2) return 1;
  let spread = 0;
  for (const [day, l] of left.entries()) {
    const r = right[day] ?? 0;
    const n = l + r;
    if (n > 0) spread += (r - n * p) ** 2 / (n * p * (1 - p));
  }
  return Math.max(1, spread / (left.length - 1));
}

/** ln of right to what was expected there; 0 where it lies between both expectations. */
export function logRatio({ leftTotal, rightTotal, expected: { low, high } }: Flow, base: number): number {
  const ratio = rightTotal / leftTotal / base;
  if (ratio < low) return Math.log(ratio / low);
  return ratio > high ? Math.log(ratio / high) : 0;
}

/** Planned, seen on the left, and nothing of it on the right. */
export function missingEvent(comparing: Comparing, aligned: AlignedEvent): Comparison {
  const kind = 'missing-event';
  const { left } = aligned;
  const flow = flowOf(comparing, aligned);
  if (left === null || flow === null || comparing.sampled) return notEnough(kind, aligned);
  const due = flow.leftTotal * flow.expected.low * comparing.base;
  const days = flow.left.filter((n) => n > 0).length;
  const base = { kind, event: aligned, property: null };
  if (due < MISSED_WARN || days < 2) return { ...notEnough(kind, aligned) };
  const p = Math.exp(-due / flow.noise);
  const clear = due >= MISSED_ERROR && !flow.expected.guessed;
  return {
    ...base,
    verdict: 'differs',
    level: clear ? 'error' : 'warn',
    p,
    told: {
      left: { n: Math.round(flow.leftTotal), figure: exactly(Math.round(flow.leftTotal)) },
      right: { n: 0, name: null, figure: exactly(0) },
      cause: `nothing of it reaches ${comparing.pair.right}, though the plan lets it through`,
      remedy: `send ${aligned.rightKey} to ${comparing.pair.right}, or take it away in the plan with "to: { ${comparing.pair.right}: false }"`,
      detail: { expected: Math.round(due) },
      grave: true,
    },
  };
}

/** Right against what the plan lets through. */
export function volume(comparing: Comparing, aligned: AlignedEvent, corrections: Corrections): Comparison {
  const kind = 'volume';
  const flow = flowOf(comparing, aligned, corrections);
  const { window, base, pair } = comparing;
  if (flow === null || window === null || comparing.sampled || pair.unseen.length > 0)
    return notEnough(kind, aligned);
  const { leftTotal, rightTotal, noise } = flow;
  const due = leftTotal * flow.expected.low * base;
  const daily = flow.left.map((n) => n * flow.expected.low * base);
  const change = breakOf(flow.right, daily, window, flow.people);
  if (change !== null && isGone(change)) return stopped(comparing, aligned, flow, change);
  const effective = Math.min(leftTotal, Math.max(rightTotal, due)) / noise;
  if (due < SMALL_SIDE || leftTotal < SMALL_SIDE) return notEnough(kind, aligned);
  if (window.days < ENOUGH_DAYS && effective < ENOUGH_EVENTS) return notEnough(kind, aligned);
  // An empty side is a missing event; half an event keeps the logarithm finite for what comes close.
  const seen = Math.max(rightTotal, 0.5);
  const effect = logRatio({ ...flow, rightTotal: seen }, base);
  const error = Math.sqrt(noise * (1 / due + 1 / seen));
  const freedom = Math.max(1, window.days - 1);
  const { tolerance, error: limit } = comparing.tolerance(`drift/${kind}`);
  const bounds =
    effect < 0
      ? { tolerance: -Math.log(1 - tolerance), error: -Math.log(1 - limit) }
      : { tolerance: Math.log(1 + tolerance), error: Math.log(1 + limit) };
  const { verdict, level, p, interval } = judge({ effect, error, freedom }, bounds);
  return {
    kind,
    event: aligned,
    property: null,
    verdict,
    level: level === 'error' && flow.expected.guessed ? 'warn' : level,
    p,
    told: {
      left: { n: Math.round(leftTotal), figure: exactly(Math.round(leftTotal)) },
      right: {
        n: Math.round(rightTotal),
        figure: { value: Math.exp(effect), low: Math.exp(interval.low), high: Math.exp(interval.high) },
      },
      since: change?.since ?? null,
      cause:
        effect < 0
          ? 'events are lost on the way, or sent less often than the plan says'
          : 'events are sent twice, or by something that the plan does not know',
      signs: change === null ? [] : [`the break is on ${change.since}`],
      remedy:
        effect < 0
          ? `follow the event from ${pair.left.join(' and ')} to ${pair.right}: filters, consent, errors of the connector`
          : `look for a second sender to ${pair.right}`,
      detail: { expected: Math.round(due), base, ratio: Math.exp(effect) },
    },
  };
}

function isGone({ after, expected: due, days }: Break): boolean {
  return after < GONE && due >= MISSED_WARN && days >= 2;
}

/** It arrived, and from one day on it does not any more. */
function stopped(comparing: Comparing, aligned: AlignedEvent, flow: Flow, change: Break): Comparison {
  const { pair } = comparing;
  const clear = change.expected >= MISSED_ERROR && !flow.expected.guessed;
  return {
    kind: 'missing-event',
    event: aligned,
    property: null,
    verdict: 'differs',
    level: clear ? 'error' : 'warn',
    p: Math.exp(-change.expected / flow.people),
    told: {
      left: { n: Math.round(flow.leftTotal), figure: exactly(Math.round(flow.leftTotal)) },
      right: { n: Math.round(flow.rightTotal), figure: exactly(Math.round(flow.rightTotal)) },
      since: change.since,
      cause: `it stopped reaching ${pair.right} on ${change.since}`,
      signs: [`${Math.round(change.expected)} were expected in the ${change.days} days since`],
      remedy: `look at what changed on ${change.since} between ${pair.left.join(' and ')} and ${pair.right}`,
      detail: {
        expected: Math.round(sum(flow.left) * flow.expected.low * comparing.base),
        ratio: change.after,
      },
      grave: true,
    },
  };
}

/**
 * What is usual for the pair: the median over its events. Below three events nothing is usual. `sampled`: all events
 * are short by about the same large factor.
 */
export interface Base {
  readonly base: number;
  readonly events: number;
  readonly sampled: boolean;
  /** Beyond ordinary loss: a finding of its own, about the whole pair. */
  readonly unusual: boolean;
}

const LEAST_EVENTS = 3;
const SAMPLED_EVENTS = 5;
const SAMPLED_BELOW = 0.5;
const ALIKE = 0.15;
const ORDINARY = 0.1;

export function baseOf(comparing: Comparing, events: readonly AlignedEvent[]): Base {
  const found: { y: number; error: number }[] = [];
  for (const aligned of events) {
    const flow = flowOf(comparing, aligned);
    if (flow === null || aligned.left === null) continue;
    const due = flow.leftTotal * flow.expected.low;
    if (due < SMALL_SIDE || flow.rightTotal === 0) continue;
    found.push({ y: logRatio(flow, 1), error: Math.sqrt(flow.noise * (1 / due + 1 / flow.rightTotal)) });
  }
  const none: Base = { base: 1, events: found.length, sampled: false, unusual: false };
  if (found.length < LEAST_EVENTS) return none;
  const middle = median(found.map(({ y }) => y));
  const alike = found.filter(({ y, error }) => Math.abs(y - middle) < Math.max(ALIKE, 3 * error));
  const isMost = alike.length >= 0.75 * found.length;
  const sampled = found.length >= SAMPLED_EVENTS && isMost && middle < Math.log(SAMPLED_BELOW);
  const unusual = isMost && Math.abs(middle) > -Math.log(1 - ORDINARY) && isClear(found, middle);
  return { base: isMost ? Math.exp(middle) : 1, events: found.length, sampled, unusual: unusual && !sampled };
}

/** The median is further out than its error lets it be. */
function isClear(found: readonly { y: number; error: number }[], middle: number): boolean {
  const error = 1.25 * Math.sqrt(1 / sum(found.map(({ error }) => 1 / error ** 2)));
  return Math.abs(middle) - 2.33 * error > -Math.log(1 - ORDINARY);
}
