import { ProfileBuilder } from '../evidence/profile/builder.ts';
import type { Profile } from '../evidence/profile.ts';
import { createHasher } from '../evidence/sketch/hash.ts';
import type { Delivery } from '../plan/deliveries.ts';
import { deliveries } from '../plan/deliveries.ts';
import type { Plan, Side } from '../plan/types.ts';
import type { DriftInput, SystemEvidence } from './types.ts';

/** Two bodies of evidence that should agree. */
export interface Pair {
  readonly left: readonly string[];
  readonly right: string;
  readonly relation: 'flow' | 'siblings' | 'time';
  readonly leftProfile: Profile;
  readonly rightProfile: Profile;
  /** Sources of right without evidence: left is only part of what right is fed by. */
  readonly unseen: readonly string[];
}

/**
 * What to hold against what. Each system that is fed by others is compared with the nearest ones up its way that
 * there is evidence of; a marketing system without such, with a product system that is fed by the same sources.
 */
export function pairsOf(input: DriftInput, between: readonly [string, string] | null): Pair[] {
  const { plan } = input;
  const known = new Map(input.systems.map((evidence) => [evidence.system, evidence]));
  if (between !== null) return asked(plan, known, between);
  const pairs: Pair[] = [];
  for (const key of [...known.keys()].sort()) {
    const upstream = nearest(plan, key, known);
    if (upstream.found.length > 0) pairs.push(pairUp(upstream.found, key, 'flow', upstream.unseen, known));
    else if (sideOf(plan, key) === 'marketing') {
      const sibling = siblingsOf(plan, key, known)[0];
      if (sibling !== undefined) pairs.push(pairUp([sibling], key, 'siblings', [], known));
    }
  }
  return pairs;
}

/** A marketing system may have several product systems beside it: the first in the plan's order counts. */
function siblingsOf(plan: Plan, right: string, known: ReadonlyMap<string, SystemEvidence>): string[] {
  const sources = sourcesOf(plan, right);
  return [...plan.systems.keys()].filter(
    (key) =>
      key !== right &&
      known.has(key) &&
      sideOf(plan, key) === 'product' &&
      [...sourcesOf(plan, key)].some((source) => sources.has(source)),
  );
}

function asked(
  plan: Plan,
  known: ReadonlyMap<string, SystemEvidence>,
  [left, right]: readonly [string, string],
): Pair[] {
  if (!known.has(left) || !known.has(right)) return [];
  const feeds = (deliveries(plan).get(right) ?? []).some(({ path }) => path.slice(0, -1).includes(left));
  return [pairUp([left], right, feeds ? 'flow' : 'siblings', [], known)];
}

/** Per way to the system the nearest one before it with evidence. */
function nearest(
  plan: Plan,
  right: string,
  known: ReadonlyMap<string, SystemEvidence>,
): { found: string[]; unseen: string[] } {
  const found = new Set<string>();
  const unseen = new Set<string>();
  for (const { event, path } of deliveries(plan).get(right) ?? []) {
    if (event === null) continue;
    const before = path.slice(0, -1).findLast((key) => known.has(key));
    if (before === undefined) unseen.add(path[0] ?? '');
    else found.add(before);
  }
  return { found: [...found].sort(), unseen: [...unseen].sort() };
}

function pairUp(
  left: readonly string[],
  right: string,
  relation: Pair['relation'],
  unseen: readonly string[],
  known: ReadonlyMap<string, SystemEvidence>,
): Pair {
  const profiles = left.flatMap((key) => known.get(key)?.profile ?? []);
  const rightProfile = known.get(right)?.profile;
  if (rightProfile === undefined) throw new Error(`no evidence of ${right}`);
  return { left, right, relation, leftProfile: together(profiles), rightProfile, unseen };
}

/** One system now and then, where there is a then. */
export function timePairs(input: DriftInput): Pair[] {
  return input.systems.flatMap(({ system, profile, before }): Pair[] =>
    before === null
      ? []
      : [
          {
            left: [system],
            right: system,
            relation: 'time',
            leftProfile: before,
            rightProfile: profile,
            unseen: [],
          },
        ],
  );
}

/** What several sources saw, as one: they name events alike. */
export function together(profiles: readonly Profile[]): Profile {
  const [first, ...others] = profiles;
  if (first === undefined) throw new Error('no profile to join');
  if (others.length === 0) return first;
  const builder = new ProfileBuilder({
    head: { ...first, parts: profiles.flatMap(({ parts }) => parts) },
    hasher: createHasher(null),
    identifiers: [],
    event: () => ({ planned: false, eligible: false, path: () => ({ planned: false, shown: false }) }),
  });
  for (const profile of profiles) builder.absorb(profile);
  return builder.build();
}

export function sideOf(plan: Plan, key: string): Side | null {
  const system = plan.systems.get(key);
  return system?.side ?? (system?.role === 'source' ? 'product' : null);
}

/** The systems of role source that feed it; itself, when it is one. */
export function sourcesOf(plan: Plan, key: string): ReadonlySet<string> {
  if (plan.systems.get(key)?.role === 'source') return new Set([key]);
  const list: readonly Delivery[] = deliveries(plan).get(key) ?? [];
  return new Set(list.flatMap(({ event, path }) => (event === null ? [] : (path[0] ?? []))));
}
