import { plannedIdentifiers } from '../evidence/profile/from-plan.ts';
import type { Profile } from '../evidence/profile.ts';
import { HASH_RANGE } from '../evidence/sketch/hash.ts';
import { idFlags } from '../evidence/sketch/id-sketch.ts';
import type { Plan } from '../plan/types.ts';
import { type IdSample, idSample, reaching, scaleOf } from './id-samples.ts';
import { estimated } from './joins.ts';
import { sideOf, together } from './pairs.ts';
import { countJoined, countPeople, isHead, type PersonIds } from './people.ts';
import type { CustomerView, DriftInput } from './types.ts';

type Cause = CustomerView['causes'][number];

/**
 * Of the known people that product and marketing see, the share whose data can be brought together: 2 J / (P + M).
 * Not J of all, as the halves of one person who cannot be joined would count twice. Null without joinable evidence
 * of both sides.
 */
export function customerView({ plan, systems }: DriftInput): CustomerView | null {
  const whole = systems.filter(({ profile }) => profile.sampling.rate === 1);
  if (new Set(whole.map(({ profile }) => profile.sketch.key_id)).size > 1) return null;
  const of = (side: string) =>
    whole.filter(({ system }) => sideOf(plan, system) === side).map(({ profile }) => profile);
  const [products, marketings] = [of('product'), [...of('marketing'), ...of('product-and-marketing')]];
  if (products.length === 0 || marketings.length === 0) return null;
  const [left, right] = [together(products), together(marketings)];
  const [a, b] = [personIds(plan, left), personIds(plan, right)];
  if (a.length === 0 || b.length === 0) return null;
  const [product, marketing] = [countPeople(a), countPeople(b)];
  const joinable = Math.min(countJoined(a, b), product, marketing);
  const both = product + marketing;
  const share = (2 * joinable) / both;
  // As sure as the share of a sample of people that is as large as the identifiers': each person stands in it once.
  const sampled = Math.max(
    1,
    ...a.map(({ sample }) => sample.entries.size),
    ...b.map(({ sample }) => sample.entries.size),
  );
  const theta = Math.min(...[...a, ...b].map(({ sample }) => sample.theta));
  const { low, high } = estimated(share * sampled, sampled, theta);
  const causes = [
    ...byDesign(a, b, left, marketings),
    ...broken(a, b, (people) => (2 * people) / both, marketings),
  ].sort((x, y) => y.gain - x.gain || y.people - x.people || (x.cause < y.cause ? -1 : 1));
  const people = {
    people: Math.round(both - joinable),
    joinable: Math.round(joinable),
    product: Math.round(product),
    marketing: Math.round(marketing),
  };
  return { ...people, share, low, high, causes };
}

/** Types that tell people apart and that the side has samples of. */
function personIds(plan: Plan, profile: Profile): PersonIds[] {
  return plannedIdentifiers(plan).flatMap(({ type, tie }, rank): PersonIds[] => {
    const sample = tie === 'anonymous' ? null : idSample(profile, type);
    return sample === null ? [] : [{ type, rank, sample }];
  });
}

/** Product's people of whom marketing is not to be told: no mistake, so nothing to gain. */
function byDesign(
  a: readonly PersonIds[],
  b: readonly PersonIds[],
  left: Profile,
  marketings: readonly Profile[],
): Cause[] {
  const ways = marketings.flatMap(({ system }) => reaching(left, system) ?? []);
  if (ways.length === 0) return [];
  const counts = { 'no-consent': 0, 'not-sent': 0 };
  for (const { sample, rank, type } of a) {
    const other = b.find((ids) => ids.type === type)?.sample;
    for (const [h, entry] of sample.entries) {
      if (ways.some((reached) => reached(entry) > 0) || !isHead(entry, rank)) continue;
      if (other?.entries.has(h)) continue;
      const refused = (entry.flags & idFlags.consentNo) !== 0 && (entry.flags & idFlags.consentYes) === 0;
      counts[refused ? 'no-consent' : 'not-sent'] += scaleOf(sample);
    }
  }
  const texts = {
    'no-consent': 'said no to marketing: not to be joined',
    'not-sent': 'did nothing that the plan sends to marketing',
  };
  return (['no-consent', 'not-sent'] as const).flatMap((cause): Cause[] => {
    const people = Math.round(counts[cause]);
    return people === 0
      ? []
      : [{ cause, identifier: null, system: null, people, gain: 0, text: texts[cause] }];
  });
}

/** Marketing's people who have no counterpart, by the first reason that fits. */
function broken(
  a: readonly PersonIds[],
  b: readonly PersonIds[],
  gain: (people: number) => number,
  marketings: readonly Profile[],
): Cause[] {
  const found = new Map<string, Cause>();
  const system = marketings.length === 1 ? (marketings[0]?.system ?? null) : null;
  for (const { sample, rank, type } of b) {
    const other = a.find((ids) => ids.type === type)?.sample ?? null;
    const best = a[0]?.type ?? type;
    for (const [h, entry] of sample.entries) {
      if (!isHead(entry, rank) || other?.entries.has(h)) continue;
      const seen = causeOf(h, entry.flags, rank, other);
      if (seen === null) continue;
      const { cause } = seen;
      const identifier = cause === 'placeholder-id' || cause === 'missing-id' ? best : type;
      const key = `${cause} ${identifier}`;
      const people = (found.get(key)?.people ?? 0) + scaleOf({ theta: Math.min(sample.theta, seen.theta) });
      found.set(key, { cause, identifier, system, people, gain: gain(people), text: '' });
    }
  }
  return [...found.values()].map((each) => {
    const people = Math.round(each.people);
    return { ...each, people, text: `${TEXTS[each.cause] ?? each.cause}: ${each.identifier}` };
  });
}

const TEXTS: Readonly<Record<string, string>> = {
  'placeholder-id': 'a stand-in is sent instead of an identifier',
  'missing-id': 'the identifier is missing, and there is no other that product knows',
  'wrong-field': 'another identifier stands in its field',
  'hash-form': 'it is hashed by another recipe',
  'unnormalized-id': 'it is hashed as it was typed: normalise it first',
};

/** Null: nothing shows why; they may only not have been there in these days. `theta`: up to where it would be seen. */
function causeOf(
  h: number,
  flags: number,
  rank: number,
  other: IdSample | null,
): { readonly cause: string; readonly theta: number } | null {
  const always = (cause: string) => ({ cause, theta: HASH_RANGE });
  if (rank > 0 && (flags & idFlags.hasPlaceholder) !== 0) return always('placeholder-id');
  if ((flags & idFlags.misplaced) !== 0) return always('wrong-field');
  if ((flags & idFlags.otherHash) !== 0) return always('hash-form');
  if (other === null) return rank > 0 ? always('missing-id') : null;
  for (const [mistake, { hashes, theta }] of other.probes) {
    if (hashes.has(h)) return { cause: mistake === 'as-found' ? 'unnormalized-id' : 'hash-form', theta };
  }
  return null;
}
