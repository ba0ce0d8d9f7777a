import type { EventProfile } from '../evidence/profile.ts';
import type { PairEntry } from '../evidence/sketch/pairs.ts';
import type { AlignedEvent } from './aligned.ts';
import { type Comparing, type Comparison, notEnough } from './comparing.ts';
import { elementsOf } from './expected.ts';
import { judge, NORMAL } from './gates.ts';
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

/**
 * Ids that are counted more than once on one side. The same ids are looked at on both, so that what both do (an order
 * that changes) is no difference.
 */
export function duplicates(comparing: Comparing, aligned: AlignedEvent, sample: Matched): Comparison {
  const kind = 'duplicates';
  const both = [...sample.left].flatMap(([h, left]): [PairEntry, PairEntry][] => {
    const right = sample.right.get(h);
    return right === undefined ? [] : [[left, right]];
  });
  if (both.length < LEAST_IDS) return notEnough(kind, aligned);
  const n = both.length;
  const [onlyLeft, onlyRight] = [
    both.filter(([l, r]) => l.seen > 1 && r.seen === 1).length,
    both.filter(([l, r]) => r.seen > 1 && l.seen === 1).length,
  ];
  const effect = (onlyRight - onlyLeft) / n;
  const error = Math.sqrt(Math.max(1, onlyLeft + onlyRight - (onlyRight - onlyLeft) ** 2 / n)) / n;
  const judged = judge({ effect, error, freedom: NORMAL }, comparing.tolerance(`drift/${kind}`));
  const twice = (side: 0 | 1) => both.filter((each) => each[side].seen > 1).length;
  const where = effect > 0 ? comparing.pair.right : comparing.pair.left.join(' and ');
  const lines = linesOf(aligned);
  const perLine = isPerLine(recordsPerId(sample.right) / recordsPerId(sample.left), lines);
  return {
    kind,
    event: aligned,
    property: null,
    verdict: judged.verdict,
    level: judged.level,
    p: judged.p,
    told: {
      left: { n, figure: wilson(twice(0), n) },
      right: { n, figure: wilson(twice(1), n) },
      cause: perLine
        ? `${where} has one record for each line of the basket, not one for each order`
        : 'browser and server both send it without a shared id, or a retry is not recognised',
      signs: perLine
        ? [
            `an order has ${lines.toFixed(1)} lines, and ${recordsPerId(sample.right).toFixed(1)} records there`,
          ]
        : [`${twice(1)} of ${n} sampled ids (${sample.by}) are there more than once`],
      remedy: perLine
        ? `send the order as one record, or say so in the plan with "per"`
        : `send ${sample.by} with every copy, and let ${where} drop what it has already`,
      detail: { by: sample.by, perLine, records: recordsPerId(sample.right) },
    },
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
  const [l, r] = [found.l, found.r].map((list) =>
    wilson(list.filter(({ seen }) => seen > 1).length, list.length),
  );
  if (l === undefined || r === undefined) return notEnough(kind, aligned);
  const variance = (share: number, n: number) => (Math.max(share, 1 / n) * (1 - share)) / n;
  const error = Math.sqrt(variance(l.value, found.l.length) + variance(r.value, found.r.length));
  const judged = judge(
    { effect: r.value - l.value, error, freedom: NORMAL },
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
