import type { Estimate } from '../evidence/difference.ts';
import type { EventProfile } from '../evidence/profile.ts';
import type { PairEntry } from '../evidence/sketch/pairs.ts';
import type { AlignedEvent } from './aligned.ts';
import { type Comparing, type Comparison, notEnough } from './comparing.ts';
import { elementsOf } from './expected.ts';
import { type Effect, judge, NORMAL } from './gates.ts';
import { entriesOf, IDS, type Matched } from './matched.ts';
import { sum } from './stats/clusters.ts';
import { wilson } from './stats/wilson.ts';

const LEAST_IDS = 200;
/** Records an order within this share of the lines it has: one for each. */
const AS_MANY = 0.15;
const SEVERAL = 1.2;

/** Records per id. */
export function recordsPerId(entries: ReadonlyMap<number, PairEntry>): number {
  if (entries.size === 0) return 1;
  return sum([...entries.values()].map(({ seen }) => seen)) / entries.size;
}

/** Ids that are counted more than once on one side; what both do (an order that changes) is no difference. */
export function duplicates(comparing: Comparing, aligned: AlignedEvent, sample: Matched): Comparison {
  const kind = 'duplicates';
  const [left, right] = [letThrough(comparing, aligned, sample), sampleOf(aligned.right, sample.by)];
  if (right === null || Math.min(left.length, right.length) < LEAST_IDS) return notEnough(kind, aligned);
  const [l, r] = [twice(left), twice(right)];
  const judged = judge(differenceOf(l, left.length, r, right.length), comparing.tolerance(`drift/${kind}`));
  const where = r.value > l.value ? comparing.pair.right : comparing.pair.left.join(' and ');
  const records = recordsPerId(sample.right);
  const lines = linesOf(aligned);
  const perLine = isPerLine(records / recordsPerId(sample.left), lines);
  return {
    kind,
    event: aligned,
    property: null,
    verdict: judged.verdict,
    level: judged.level,
    p: judged.p,
    told: {
      left: { n: left.length, figure: l },
      right: { n: right.length, figure: r },
      cause: perLine
        ? `${where} has one record for each line of the basket, not one for each order`
        : 'browser and server both send it without a shared id, or a retry is not recognised',
      signs: perLine
        ? [`an order has ${lines.toFixed(1)} lines, and ${records.toFixed(1)} records there`]
        : [
            `${Math.round(r.value * right.length)} of ${right.length} sampled ids (${sample.by}) are there more than once`,
          ],
      remedy: perLine
        ? `send the order as one record, or say so in the plan with "per"`
        : `send ${sample.by} with every copy, and let ${where} drop what it has already`,
      detail: { by: sample.by, perLine, records },
    },
  };
}

/** Of the left side's sampled ids those that the right one should have; all, where that is not known. */
function letThrough({ pair }: Comparing, { left }: AlignedEvent, { by }: Matched): PairEntry[] {
  const all = sampleOf(left, by) ?? [];
  const bit = pair.leftProfile.reaches.indexOf(pair.right);
  return bit < 0 ? all : all.filter(({ reach }) => Math.floor(reach / 2 ** bit) % 2 === 1);
}

function twice(entries: readonly PairEntry[]): Estimate {
  return wilson(entries.filter(({ seen }) => seen > 1).length, entries.length);
}

function differenceOf(l: Estimate, n: number, r: Estimate, m: number): Effect {
  const variance = (share: number, of: number) => (Math.max(share, 1 / of) * (1 - share)) / of;
  return {
    effect: r.value - l.value,
    error: Math.sqrt(variance(l.value, n) + variance(r.value, m)),
    freedom: NORMAL,
  };
}

/** Mean lines of the longest list that the left event carries. */
function linesOf({ left }: AlignedEvent): number {
  const properties = left?.properties ?? {};
  const lists = Object.keys(properties).filter((path) => path.endsWith('[]') && !path.includes('.'));
  return Math.max(1, ...lists.map((list) => elementsOf(properties, list)));
}

function isPerLine(records: number, lines: number): boolean {
  return lines >= SEVERAL && records >= SEVERAL && Math.abs(records / lines - 1) <= AS_MANY;
}

/** The same over time: other ids on either side, so that only their shares can be compared. */
export function repeatedMore(comparing: Comparing, aligned: AlignedEvent): Comparison {
  const kind = 'duplicates';
  const found = IDS.flatMap((by) => {
    const [l, r] = [sampleOf(aligned.left, by), sampleOf(aligned.right, by)];
    return l === null || r === null || Math.min(l.length, r.length) < LEAST_IDS ? [] : [{ by, l, r }];
  })[0];
  if (found === undefined) return notEnough(kind, aligned);
  const [l, r] = [twice(found.l), twice(found.r)];
  const judged = judge(
    differenceOf(l, found.l.length, r, found.r.length),
    comparing.tolerance(`drift/${kind}`),
  );
  return {
    kind,
    event: aligned,
    property: null,
    verdict: judged.verdict,
    level: judged.level,
    p: judged.p,
    told: {
      left: { n: found.l.length, figure: l },
      right: { n: found.r.length, figure: r },
      cause: 'a retry is no longer recognised, or a second sender was added',
      signs: [],
      remedy: `send ${found.by} with every copy, and let ${comparing.pair.right} drop what it has already`,
      detail: { by: found.by, perLine: false },
    },
  };
}

function sampleOf(event: EventProfile | null, by: string): PairEntry[] | null {
  const data = event?.pairs[by];
  return data === undefined || data.rows === null ? null : entriesOf(data).map(([, entry]) => entry);
}
