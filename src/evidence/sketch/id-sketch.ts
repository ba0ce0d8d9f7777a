import { BottomK } from './bottom-k.ts';
import type { Payload } from './kmv.ts';

/** What was seen together with an id. */
export const idFlags = {
  consentYes: 1,
  consentNo: 2,
  hasUser: 4,
  hasEmail: 8,
  hasPhone: 16,
  hasAnonymous: 32,
  /** Two or more different ids of one better kind were seen with it. */
  manyLinks: 64,
  /** Where a better identifier should have been, a stand-in was. */
  hasPlaceholder: 128,
  /** It is a hash, and not by the algorithm of its recipe. */
  otherHash: 256,
  /** It is another kind of identifier in this one's field. */
  misplaced: 512,
} as const;

/** A link is the highest 30 bits of a hash, and two that say of which kind: 0 is the best. */
const LINK_SHIFT = 2 ** 18;
const LINK_KINDS = 4;
const MOST_LINKS = 4;
/** Systems that a paired record has a bit for, and those that an id has a counter for. */
export const MOST_REACHED = 24;
const REACHES = 12;

export interface IdEntry {
  flags: number;
  /**
   * Two bits for each of the first of the profile's `reaches`: events with this id that the plan lets through to it,
   * 3 standing for three or more.
   */
  reach: number;
  /** Days (since 1970) on which it was first and last seen; infinite ones: at no plausible time. */
  first: number;
  last: number;
  /** To the best identifier of each event. Rising, at most four: the smallest, so that merging is order-free. */
  links: number[];
}

/** A sample of identifiers with what they were seen with: joins, causes of failed joins, conflicts. */
export function idSketch(k: number): BottomK<IdEntry> {
  return new BottomK(k, joinIds);
}

/**
 * Ids to sample of each kind: with all that is kept of each and the probes 64 KiB, and a join share is within 1.5
 * points in 95 of 100 (both sides of one size).
 */
export const SAMPLED_IDS = 3072;
/** 2015: days are counted from here on, so that they take two bytes until 2059; what is earlier has none. */
export const FIRST_DAY = 16_436;

/** What one event let through to the system at this place of `reaches` adds to `reach`; 0 beyond the places there are. */
export function reachOnce(place: number): number {
  return place >= 0 && place < REACHES ? 4 ** place : 0;
}

/** Events that were let through to the system at this place, at most 3. */
export function reachOf(reach: number, place: number): number {
  return place >= 0 && place < REACHES ? (reach >>> (2 * place)) & 3 : 0;
}

/** Adds up to 3 in each place, so that the order of adding changes nothing. */
export function addReach(a: number, b: number): number {
  if (a === 0 || b === 0) return a | b;
  let sum = 0;
  for (let shift = 0; shift < 2 * REACHES; shift += 2) {
    sum |= Math.min(3, ((a >>> shift) & 3) + ((b >>> shift) & 3)) << shift;
  }
  return sum;
}

/** `kind`: the rank of the identity type among the plan's, 0 the best; all from 3 on count as one. */
export function linkOf(hash: number, kind: number): number {
  return Math.floor(hash / LINK_SHIFT) * LINK_KINDS + Math.min(kind, LINK_KINDS - 1);
}

/** The rank that a link was made with. */
export function kindOf(link: number): number {
  return link % LINK_KINDS;
}

export const idPayload: Payload<IdEntry> = {
  write(entry, writer) {
    writer.varint(entry.flags).varint(entry.reach * 8 + entry.links.length);
    const dated = Number.isFinite(entry.first);
    writer.varint(dated ? entry.first - FIRST_DAY + 1 : 0);
    if (dated) writer.varint(entry.last - entry.first);
    for (const link of entry.links) writer.uint32(link);
  },
  read(reader) {
    const flags = reader.varint();
    const rest = reader.varint();
    const day = reader.varint();
    const first = day === 0 ? Number.POSITIVE_INFINITY : day - 1 + FIRST_DAY;
    const last = day === 0 ? Number.NEGATIVE_INFINITY : first + reader.varint();
    const links = Array.from({ length: Math.min(rest % 8, MOST_LINKS) }, () => reader.uint32());
    return { flags, reach: Math.floor(rest / 8), first, last, links };
  },
};

function joinIds(a: IdEntry, b: IdEntry): IdEntry {
  a.flags |= b.flags;
  a.reach = addReach(a.reach, b.reach);
  if (b.first < a.first) a.first = b.first;
  if (b.last > a.last) a.last = b.last;
  for (const link of b.links) insert(a, link);
  return a;
}

/** Of any five links two are of one kind, so the flag is set before the first is dropped, in any order. */
function insert(entry: IdEntry, link: number): void {
  const { links } = entry;
  let at = 0;
  while (at < links.length && (links[at] ?? 0) < link) at++;
  if (links[at] === link) return;
  if (links.some((other) => kindOf(other) === kindOf(link))) entry.flags |= idFlags.manyLinks;
  links.splice(at, 0, link);
  if (links.length > MOST_LINKS) links.pop();
}
