import type { Profile } from '../evidence/profile.ts';
import { HASH_RANGE } from '../evidence/sketch/hash.ts';
import { type IdEntry, idFlags, kindOf } from '../evidence/sketch/id-sketch.ts';
import type { IdSample } from './id-samples.ts';
import type { IdType } from './id-types.ts';
import { expectedIn } from './joins.ts';

/** What went wrong with the identifiers of one side. */
export type FaultKind =
  | 'placeholder-id'
  | 'missing-id'
  | 'wrong-field'
  | 'hash-form'
  | 'unnormalized-id'
  | 'split-id'
  | 'shared-id';

/** How many of the sampled ids it concerns. */
export interface Share {
  readonly hits: number;
  readonly n: number;
  readonly theta: number;
}

/** One mistake, as often as each side makes it; the difference is drift. */
export interface Fault {
  readonly kind: FaultKind;
  readonly type: string;
  /** The identity type whose ids were counted: where one is missing, those of another. */
  readonly counted: string;
  /** Which of several mistakes of the kind. */
  readonly mistake: string | null;
  readonly left: Share;
  readonly right: Share;
}

const NONE: Share = { hits: 0, n: 0, theta: HASH_RANGE };
/** More users than this on one device share it. */
const OWNERS = 3;

type Test = (entry: IdEntry, hash: number) => boolean;

function shareOf(sample: IdSample | null, hit: Test, of: Test = () => true, theta = HASH_RANGE): Share {
  if (sample === null) return NONE;
  const bound = Math.min(theta, sample.theta);
  let [hits, n] = [0, 0];
  for (const [h, entry] of sample.entries) {
    if (h >= bound) break;
    if (!of(entry, h)) continue;
    n++;
    if (hit(entry, h)) hits++;
  }
  return { hits, n, theta: bound };
}

const has =
  (flag: number): Test =>
  ({ flags }) =>
    (flags & flag) !== 0;

/** Every mistake that the two sides can be compared by, whether it was made or not. */
export function faultsOf(types: readonly IdType[], left: Profile, right: Profile): Fault[] {
  return types.flatMap((type) => [
    ...valueFaults(type),
    ...recipeFaults(type),
    ...absenceFaults(type, types, left, right),
    ...linkFaults(type, types),
  ]);
}

/** What the value itself shows. */
function valueFaults({ type, left, right }: IdType): Fault[] {
  const both = (kind: FaultKind, hit: Test): Fault => ({
    kind,
    type,
    counted: type,
    mistake: null,
    left: shareOf(left, hit),
    right: shareOf(right, hit),
  });
  return [both('wrong-field', has(idFlags.misplaced)), both('hash-form', has(idFlags.otherHash))];
}

/** Hashes of one side that the other's raw values would have under a known mistake. */
function recipeFaults({ type, left, right }: IdType): Fault[] {
  if (left === null || right === null) return [];
  return [...new Set([...left.probes.keys(), ...right.probes.keys()])].sort().flatMap((mistake): Fault[] => {
    // Their own flag counts them all, without a probe.
    if (mistake === 'md5' || mistake === 'sha1') return [];
    const kind = mistake === 'as-found' ? 'unnormalized-id' : 'hash-form';
    return [
      {
        kind,
        type,
        counted: type,
        mistake,
        left: probed(left, right, mistake),
        right: probed(right, left, mistake),
      },
    ];
  });
}

function probed(hashed: IdSample, raw: IdSample, mistake: string): Share {
  const probe = raw.probes.get(mistake);
  if (probe === undefined) return NONE;
  const hit: Test = (_, h) => probe.hashes.has(h) && !raw.entries.has(h);
  return shareOf(hashed, hit, () => true, probe.theta);
}

/** People known by another identifier only, though both sides have this one; and stand-ins in its place. */
function absenceFaults(wanted: IdType, types: readonly IdType[], left: Profile, right: Profile): Fault[] {
  if (!wanted.personal || wanted.left === null || wanted.right === null) return [];
  // Links and flags tell of better identifiers, so the next personal one below is asked.
  const below = types.find(
    (other) => other.personal && other.rank > wanted.rank && other.left !== null && other.right !== null,
  );
  if (below === undefined) return [];
  const bare: Test = ({ links }) => !links.some((link) => kindOf(link) === wanted.rank);
  const standIn = has(idFlags.hasPlaceholder);
  const expected = expectedIn(left, right);
  const always: Test = () => true;
  const fault = (kind: FaultKind, hit: Test): Fault => ({
    kind,
    type: wanted.type,
    counted: below.type,
    mistake: null,
    left: shareOf(below.left, hit, expected),
    right: shareOf(below.right, hit, always),
  });
  return [
    fault('placeholder-id', (entry, h) => standIn(entry, h) && bare(entry, h)),
    fault('missing-id', (entry, h) => bare(entry, h) && !standIn(entry, h)),
  ];
}

/** One person as two, and two as one. */
function linkFaults(lower: IdType, types: readonly IdType[]): Fault[] {
  return types
    .filter((better) => better.rank < lower.rank && better.personal)
    .flatMap((better): Fault[] => {
      const linked = (entry: IdEntry) => entry.links.filter((link) => kindOf(link) === better.rank);
      const common = { type: better.type, counted: lower.type, mistake: null };
      if (!lower.personal) {
        const crowded: Test = (entry) => linked(entry).length > OWNERS;
        return [
          {
            kind: 'shared-id',
            ...common,
            type: lower.type,
            left: shareOf(lower.left, crowded),
            right: shareOf(lower.right, crowded),
          },
        ];
      }
      const split = (own: IdSample | null, other: IdSample | null): Share =>
        shareOf(
          own,
          (entry, h) => {
            const known = other?.entries.get(h);
            return known !== undefined && linked(entry).some((link) => !known.links.includes(link));
          },
          (entry, h) => linked(entry).length > 0 && linkedOf(other, h, linked) > 0,
          other?.theta ?? 0,
        );
      return [
        {
          kind: 'split-id',
          ...common,
          left: split(lower.left, lower.right),
          right: split(lower.right, lower.left),
        },
      ];
    });
}

function linkedOf(sample: IdSample | null, h: number, linked: (entry: IdEntry) => readonly number[]): number {
  const entry = sample?.entries.get(h);
  return entry === undefined ? 0 : linked(entry).length;
}
