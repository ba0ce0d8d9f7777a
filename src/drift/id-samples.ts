import type { IdentifierProfile, Profile } from '../evidence/profile.ts';
import { HASH_RANGE } from '../evidence/sketch/hash.ts';
import { type IdEntry, idPayload, linkOf, reachOf, reachOnce } from '../evidence/sketch/id-sketch.ts';
import { decodeKmv, type KmvData, type Payload } from '../evidence/sketch/kmv.ts';

/** The sampled ids of one identity type in one system: all with a hash below `theta`. */
export interface IdSample {
  /** Distinct ids: exact where all are sampled. */
  readonly n: number;
  readonly theta: number;
  /** Rising by hash. */
  readonly entries: ReadonlyMap<number, IdEntry>;
  readonly probes: ReadonlyMap<string, Probe>;
}

/** Hashes that one mistake would make of the values seen. */
export interface Probe {
  readonly theta: number;
  readonly hashes: ReadonlySet<number>;
}

const kept = new WeakMap<IdentifierProfile, IdSample>();

/** Null: the type was not seen, or its samples were left out when the profile was saved. */
export function idSample(profile: Profile, type: string): IdSample | null {
  const own = profile.identifiers[type];
  if (own === undefined || own.ids.n === 0 || own.ids.rows === null) return null;
  const known = kept.get(own);
  if (known !== undefined) return known;
  const sample: IdSample = {
    n: own.ids.n,
    theta: own.ids.theta,
    entries: new Map(decodeKmv(own.ids, idPayload)),
    probes: new Map(Object.keys(own.probes).map((mistake) => [mistake, probe(own.probes[mistake])])),
  };
  kept.set(own, sample);
  return sample;
}

const nothing: Payload<null> = { write: () => undefined, read: () => null };

function probe(data: KmvData | undefined): Probe {
  const rows = data === undefined ? [] : decodeKmv(data, nothing);
  return { theta: data?.theta ?? HASH_RANGE, hashes: new Set(rows.map(([h]) => h)) };
}

/** How many times more there are than are sampled. */
export function scaleOf({ theta }: { readonly theta: number }): number {
  return HASH_RANGE / theta;
}

/** The sampled ids as the links that others have to them. `rank`: the type's place among the plan's, best first. */
export function linksTo(sample: IdSample, rank: number): ReadonlySet<number> {
  const links = new Set<number>();
  for (const h of sample.entries.keys()) links.add(linkOf(h, rank));
  return links;
}

/** How many events of an id the plan lets through to a system, at most 3; null where profiles do not say. */
export function reaching(profile: Profile, system: string): ((entry: IdEntry) => number) | null {
  const place = profile.reaches.indexOf(system);
  return reachOnce(place) === 0 ? null : ({ reach }) => reachOf(reach, place);
}
