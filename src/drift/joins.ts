import type { DayWindow, Estimate } from '../evidence/difference.ts';
import type { Profile } from '../evidence/profile.ts';
import { HASH_RANGE } from '../evidence/sketch/hash.ts';
import type { IdEntry } from '../evidence/sketch/id-sketch.ts';
import type { NotChecked } from '../findings/report.ts';
import { type IdSample, idSample, reaching } from './id-samples.ts';
import { wilson } from './stats/wilson.ts';
import type { DriftInput, Join } from './types.ts';
import { commonWindow, dayOf } from './window.ts';

/** Fewer sampled ids say too little about a share, unless they are all there are. */
export const ENOUGH = 100;
/** Ids to sample per id of the smaller side, for about 500 that both samples could have. */
const WISHED = 2500;

/** Share of one side's ids that the other one has, too. */
export interface Joined {
  /** 95 % interval; a point where all ids are known. */
  readonly share: Estimate;
  /** Sampled ids that could be looked up, and how many of them were found. */
  readonly looked: number;
  readonly found: number;
}

/** Ids of `left` that `holds` asks about, looked up in `right`: those below both samples' theta, so paired. */
export function joined(
  left: IdSample,
  right: IdSample,
  holds: (entry: IdEntry, hash: number) => boolean = () => true,
): Joined {
  const theta = Math.min(left.theta, right.theta);
  let [looked, found] = [0, 0];
  for (const [h, entry] of left.entries) {
    if (h >= theta) break;
    if (!holds(entry, h)) continue;
    looked++;
    if (right.entries.has(h)) found++;
  }
  return { share: estimated(found, looked, theta), looked, found };
}

/** A share of sampled ids for that of all: the closer the sample is to all, the closer the bounds. */
export function estimated(hits: number, n: number, theta: number): Estimate {
  const { value, low, high } = wilson(hits, n);
  const open = n === 0 ? 1 : Math.sqrt(1 - theta / HASH_RANGE);
  return { value, low: value - (value - low) * open, high: value + (high - value) * open };
}

/**
 * Which ids of `left` should be in `right`: the plan lets something of them through to it, on days that both cover.
 * Where the plan says nothing of that way, all of those days. `events`: at least so many, 3 at most.
 */
export function expectedIn(left: Profile, right: Profile, events = 1): (entry: IdEntry) => boolean {
  const reached = reaching(left, right.system);
  const during = seenDuring(left, right);
  return (entry) => (reached === null || reached(entry) >= events) && during(entry);
}

/** On days that both cover, as far as that is known. */
export function seenDuring(left: Profile, right: Profile): (entry: IdEntry) => boolean {
  const window = commonWindow(left, right);
  return window === null ? () => true : withinDays(window);
}

/** Where nothing is known to go from one to the other (consent is often not told on), all ids are asked about. */
function askedAbout(sample: IdSample, left: Profile, right: Profile): (entry: IdEntry) => boolean {
  const expected = expectedIn(left, right);
  return [...sample.entries.values()].some(expected) ? expected : seenDuring(left, right);
}

/** Seen for the first or the last time on one of these days; between them is not known. */
function withinDays(window: DayWindow): (entry: IdEntry) => boolean {
  const [from, to] = [dayOf(window.first), dayOf(window.last)];
  const inside = (day: number) => day >= from && day <= to;
  return ({ first, last }) => !Number.isFinite(first) || inside(first) || inside(last);
}

/** Why ids of two systems cannot be joined at all; null: they can. */
export function unjoinable(left: Profile, right: Profile): string | null {
  if (left.sketch.key_id !== right.sketch.key_id) {
    return 'their profiles were made with different keys: make both with one DATAPLAN_SKETCH_KEY';
  }
  const { rate, by } = right.sampling;
  if (rate === 1 || (by === 'person' && left.sampling.by === 'person' && left.sampling.rate <= rate))
    return null;
  return `${right.system} has only ${Math.round(rate * 1000) / 10} % ${by === 'person' ? 'of the people' : 'of the events'}, so who is missing there says nothing`;
}

/** Each system against each other one, both ways, by every identifier that both have. */
export function joinsOf({ plan, systems }: DriftInput): { joins: Join[]; notChecked: NotChecked[] } {
  const joins: Join[] = [];
  const notChecked: NotChecked[] = [];
  const sorted = [...systems].sort((a, b) => (a.system < b.system ? -1 : 1));
  for (const { system: left, profile: a } of sorted) {
    for (const { system: right, profile: b } of sorted) {
      if (left === right) continue;
      for (const identifier of plan.identity.types.keys()) {
        const samples = [idSample(a, identifier), idSample(b, identifier)] as const;
        const [leftIds, rightIds] = [
          a.identifiers[identifier]?.ids.n ?? 0,
          b.identifiers[identifier]?.ids.n ?? 0,
        ];
        if (leftIds === 0 || rightIds === 0) continue;
        const cell = { left, right, identifier, leftIds, rightIds };
        const why =
          unjoinable(a, b) ??
          (a.forms[identifier] === b.forms[identifier]
            ? null
            : 'their recipes differ: make both with one version of the plan');
        const result =
          samples[0] === null || samples[1] === null || why !== null
            ? null
            : joined(samples[0], samples[1], askedAbout(samples[0], a, b));
        const enough = result !== null && isEnough(result, samples[0], samples[1]);
        joins.push({
          ...cell,
          share: enough ? result.share.value : null,
          low: enough ? result.share.low : null,
          high: enough ? result.share.high : null,
          sampled: result?.looked ?? 0,
        });
        const reason = enough ? null : (why ?? (result === null ? MISSING : tooFew(result, a, b, cell)));
        if (reason !== null) notChecked.push({ what: `${identifier} of ${left} in ${right}`, why: reason });
      }
    }
  }
  return { joins, notChecked };
}

const MISSING =
  'a profile was saved without a key, so without its samples: set DATAPLAN_SKETCH_KEY and make it anew';

function isEnough({ looked }: Joined, left: IdSample | null, right: IdSample | null): boolean {
  const exact = left?.theta === HASH_RANGE && right?.theta === HASH_RANGE;
  return looked >= ENOUGH || (exact && looked > 0);
}

function tooFew(
  { looked }: Joined,
  a: Profile,
  b: Profile,
  { leftIds, rightIds }: { leftIds: number; rightIds: number },
): string {
  const k =
    Math.ceil((WISHED * Math.max(leftIds, rightIds)) / Math.max(1, Math.min(leftIds, rightIds)) / 100) * 100;
  const more = Math.max(a.sketch.k, b.sketch.k) < k ? `; samples of ${k} ids a side would be enough` : '';
  return `${looked} sampled ids can be looked up, ${ENOUGH} are needed${more}`;
}
