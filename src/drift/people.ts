import { HASH_RANGE } from '../evidence/sketch/hash.ts';
import { type IdEntry, kindOf } from '../evidence/sketch/id-sketch.ts';
import { type IdSample, linksTo, scaleOf } from './id-samples.ts';

/** The ids by which one side tells people apart, best first. */
export interface PersonIds {
  readonly rank: number;
  readonly type: string;
  readonly sample: IdSample;
}

/** A link holds the highest 30 bits of the hash. */
const LINK_RANGE = HASH_RANGE / 2 ** 30;

/**
 * The best id of a person, as far as the side knows: seen with no better one. Counting these counts people, but for
 * those whom a lesser id shows to be one.
 */
export function isHead(entry: IdEntry, rank: number): boolean {
  return !entry.links.some((link) => kindOf(link) < rank);
}

/** Known people of one side: each group of ids that belong together once. */
export function countPeople(ids: readonly PersonIds[]): number {
  let people = 0;
  for (const { rank, sample } of ids) {
    let heads = 0;
    for (const entry of sample.entries.values()) heads += isHead(entry, rank) ? 1 : 0;
    // Where all are heads the sketch's own estimate is the best one.
    people += heads === sample.entries.size ? sample.n : heads * scaleOf(sample);
    people -= sharedHeads(sample, rank) * scaleOf(sample);
  }
  return Math.max(0, people);
}

/** A lesser id with two better ones of a kind makes one person of two. */
function sharedHeads(sample: IdSample, rank: number): number {
  let merged = 0;
  for (const { links } of sample.entries.values()) {
    for (let kind = 0; kind < rank; kind++) {
      merged += Math.max(0, links.filter((link) => kindOf(link) === kind).length - 1);
    }
  }
  return merged;
}

/**
 * People that both sides have, by their best identifier first: who is found by a better one is not counted again.
 * Whether that is so cannot always be looked up in samples; then as often as among those that can be.
 */
export function countJoined(left: readonly PersonIds[], right: readonly PersonIds[]): number {
  let people = 0;
  for (const a of left) {
    const b = right.find(({ type }) => type === a.type);
    if (b === undefined) continue;
    const theta = Math.min(a.sample.theta, b.sample.theta);
    const better = betterJoined(left, right, a.rank);
    const counts = { yes: 0, no: 0, linked: 0, unknown: 0 };
    for (const [h, entry] of a.sample.entries) {
      if (h >= theta) break;
      const other = b.sample.entries.get(h);
      if (other !== undefined) counts[better(entry, other)]++;
    }
    const rate = (counts.no + 0.5) / (counts.no + counts.yes + 1);
    people += (counts.no + counts.unknown * rate) * scaleOf({ theta });
  }
  return people;
}

type Answer = 'yes' | 'no' | 'linked' | 'unknown';

/** Whether people with this id on both sides are joined by a better one as well; `linked`: the id itself shows it. */
function betterJoined(
  left: readonly PersonIds[],
  right: readonly PersonIds[],
  rank: number,
): (a: IdEntry, b: IdEntry) => Answer {
  const [inLeft, inRight] = [lookUp(left), lookUp(right)];
  return (a, b) => {
    const [mine, theirs] = [
      a.links.filter((link) => kindOf(link) < rank),
      b.links.filter((link) => kindOf(link) < rank),
    ];
    if (mine.some((link) => theirs.includes(link))) return 'linked';
    const answers = [...mine.map(inRight), ...theirs.map(inLeft)];
    return answers.includes('yes') ? 'yes' : answers.includes('unknown') ? 'unknown' : 'no';
  };
}

function lookUp(ids: readonly PersonIds[]): (link: number) => Answer {
  const kinds = new Map(
    ids.map(({ rank, sample }) => [rank, { links: linksTo(sample, rank), theta: sample.theta }]),
  );
  return (link) => {
    const kind = kinds.get(kindOf(link));
    if (kind === undefined) return 'no';
    if (kind.links.has(link)) return 'yes';
    return Math.floor(link / 4) < Math.floor(kind.theta / LINK_RANGE) ? 'no' : 'unknown';
  };
}
