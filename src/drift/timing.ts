import type { EventProfile } from '../evidence/profile.ts';
import type { AlignedEvent } from './aligned.ts';
import { type Comparing, type Comparison, exactly, notEnough } from './comparing.ts';
import { effectOf } from './counts.ts';
import type { Matched } from './matched.ts';
import { median, sum } from './stats/clusters.ts';
import { wilson } from './stats/wilson.ts';

const LEAST_PAIRS = 20;
const QUARTER = 15;
/** Minutes within which times are the same, whole quarter hours apart. */
const NEAR = 2;
const NEARLY_ALL = 0.8;
/** Farther than any time zone is from UTC, a shift is a delay. */
const FARTHEST = 14 * 60;
const LEAST_BY_HOUR = 2000;
const HOUR = 60;

/** Minutes from left to right, of every sampled record that is on both sides. */
export function delaysOf({ left, right }: Matched): number[] {
  return [...left].flatMap(([h, entry]) => {
    const other = right.get(h);
    return other === undefined ? [] : [other.minute - entry.minute];
  });
}

/** One shift by whole quarter hours: a local time sent as UTC, or the other way round. */
export function timeZone(comparing: Comparing, aligned: AlignedEvent, sample: Matched | null): Comparison {
  const kind = 'time-zone';
  const delays = sample === null ? [] : delaysOf(sample);
  if (delays.length >= LEAST_PAIRS) return paired(comparing, aligned, delays);
  const { left, right } = aligned;
  if (left === null || right === null) return notEnough(kind, aligned);
  return byHour(comparing, aligned, left, right);
}

function paired(comparing: Comparing, aligned: AlignedEvent, delays: readonly number[]): Comparison {
  const shift = Math.round(median(delays) / QUARTER) * QUARTER;
  const near = delays.filter((delay) => Math.abs(delay - shift) <= NEAR).length;
  const differs = shift !== 0 && Math.abs(shift) <= FARTHEST && near >= NEARLY_ALL * delays.length;
  return {
    kind: 'time-zone',
    event: aligned,
    property: null,
    verdict: differs ? 'differs' : 'same',
    level: differs ? 'error' : null,
    p: null,
    told: differs ? toldShift(comparing, shift, `${near} of ${delays.length} sampled records`) : null,
  };
}

/** Without common ids: the shift of the hours of the day that makes both sides alike. */
function byHour(
  comparing: Comparing,
  aligned: AlignedEvent,
  left: EventProfile,
  right: EventProfile,
): Comparison {
  const kind = 'time-zone';
  if (Math.min(sum(left.hod), sum(right.hod)) < LEAST_BY_HOUR) return notEnough(kind, aligned);
  const apart = (shift: number) => {
    const [n, m] = [sum(left.hod), sum(right.hod)];
    const parts = left.hod.map((l, hour) => Math.abs(l / n - (right.hod[(hour + shift + 24) % 24] ?? 0) / m));
    return sum(parts) / 2;
  };
  const shifts = Array.from({ length: 24 }, (_, i) => i - 11);
  const best = shifts.reduce((kept, shift) => (apart(shift) < apart(kept) ? shift : kept), 0);
  // Bursts of a few people make hours differ, too.
  const noisy =
    Math.max(effectOf(left, comparing.bots), effectOf(right, comparing.bots)) > LEAST_BY_HOUR / 100;
  const differs = best !== 0 && !noisy && apart(0) - apart(best) >= 0.05 && apart(best) <= 0.6 * apart(0);
  return {
    kind,
    event: aligned,
    property: null,
    verdict: differs ? 'differs' : 'same',
    level: differs ? 'error' : null,
    p: null,
    told: differs ? toldShift(comparing, best * HOUR, 'the hours of the day at which it happens') : null,
  };
}

function toldShift({ pair }: Comparing, minutes: number, sign: string): Comparison['told'] {
  const hours = minutes / HOUR;
  return {
    left: { figure: exactly(0) },
    right: { figure: exactly(minutes * 60_000) },
    cause: 'local time is sent as UTC, or the other way round',
    signs: [sign],
    remedy: `send times with their offset to ${pair.right}`,
    detail: { hours },
    grave: true,
  };
}

/** Half an hour of doubt on either side is no delay. */
const LATE = HOUR;
const LATE_SHARE = 0.05;

/** How much later (or earlier) right says that the same record happened. `limit`: minutes after which right refuses it. */
export function lag(
  comparing: Comparing,
  aligned: AlignedEvent,
  sample: Matched | null,
  limit: number | null,
): Comparison {
  const kind = 'lag';
  const delays = sample === null ? [] : delaysOf(sample).sort((a, b) => a - b);
  if (sample === null || delays.length < LEAST_PAIRS) return notEnough(kind, aligned);
  const late = delays.filter((delay) => Math.abs(delay) > LATE).length;
  const share = wilson(late, delays.length);
  const differs = share.low > LATE_SHARE;
  const p95 = delays[Math.floor(0.95 * (delays.length - 1))] ?? 0;
  const middle = median(delays);
  const tooLate = limit !== null && p95 > limit;
  return {
    kind,
    event: aligned,
    property: null,
    verdict: differs ? 'differs' : share.high > LATE_SHARE ? 'unclear' : 'same',
    level: differs ? (tooLate ? 'error' : 'warn') : null,
    p: null,
    told: {
      left: { n: delays.length },
      right: {
        n: delays.length,
        figure: { value: middle * 60_000, low: (delays[0] ?? 0) * 60_000, high: p95 * 60_000 },
      },
      cause: 'it is sent in batches, or stamped on arrival instead of when it happened',
      signs: [`${late} of ${delays.length} sampled records are more than an hour apart`],
      remedy: `send the time of the event itself to ${comparing.pair.right}, and more often`,
      detail: { median: middle / HOUR, p95: p95 / HOUR, limit: limit === null ? null : limit / HOUR },
      grave: tooLate,
    },
  };
}
