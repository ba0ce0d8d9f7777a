import { compileCondition, type Predicate } from '../../evidence/condition.ts';
import type { CallKind, SampleEvent } from '../../evidence/event.ts';
import type { Call, Event, Plan } from '../../plan/types.ts';
import { matchesGlob } from '../../text/glob.ts';

/** The form of the plan's event that a sample is held against. */
export interface Target {
  readonly event: Event;
  /** Index of the variant; null: the event's own shape. */
  readonly variant: number | null;
}

export interface Match {
  readonly target: Target;
  /** Another event of the plan that fits as well as this one does. */
  readonly rival: Event | null;
}

interface Candidate {
  readonly event: Event;
  readonly when: Predicate | null;
  readonly variants: readonly { readonly when: Predicate | null; readonly match: Match }[];
  readonly own: Match;
}

type ByCall = Record<Call, Map<string, Candidate[]>>;

/** Names of which the candidates are kept. A stream of a million different names must not fill the memory. */
const remembered = 20_000;

/**
 * Finds the event of the plan that a sample is: by call, by its exact name before a glob, by `when`, by the
 * sources that send it; then its variant.
 */
export class Dispatch {
  readonly #exact: ByCall = { track: new Map(), page: new Map(), screen: new Map() };
  readonly #globs: Candidate[] = [];
  readonly #byGlob = new Map<string, readonly Candidate[]>();

  constructor(plan: Plan, system: string | null) {
    const source = system !== null && plan.systems.get(system)?.role === 'source';
    for (const event of plan.events.values()) {
      if (source && event.from.length > 0 && !event.from.includes(system)) continue;
      const candidate = compile(event);
      if (event.glob) this.#globs.push(candidate);
      // Names in the wild have stars too: a glob stands first for the name that is written as it is.
      append(this.#exact[event.call], event.name, candidate);
    }
    for (const names of Object.values(this.#exact))
      for (const list of names.values()) list.sort(conditionalFirst);
    this.#globs.sort(conditionalFirst);
  }

  /** Null when the plan has no such event. */
  match(event: SampleEvent): Match | null {
    const { call, name } = event;
    if (call === 'identify' || call === 'group' || call === 'alias') return null;
    const exact = name === null ? undefined : this.#exact[call].get(name);
    const found = exact && choose(exact, event);
    if (found || this.#globs.length === 0) return found ?? null;
    return choose(this.#globbed(call, name), event);
  }

  #globbed(call: CallKind, name: string | null): readonly Candidate[] {
    const key = keyOf(call, name ?? '');
    const known = this.#byGlob.get(key);
    if (known) return known;
    const list = this.#globs.filter(
      ({ event }) => event.call === call && (event.name === '*' || matchesGlob(name ?? '', event.name)),
    );
    if (this.#byGlob.size < remembered) this.#byGlob.set(key, list);
    return list;
  }
}

function choose(candidates: readonly Candidate[], event: SampleEvent): Match | null {
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i];
    if (!candidate || (candidate.when && !candidate.when(event))) continue;
    const match = candidate.variants.length === 0 ? candidate.own : variantOf(candidate, event);
    if (candidates.length === 1) return match;
    const rival = candidates[i + 1] && rivalOf(candidate, candidates.slice(i + 1), event);
    return rival ? { ...match, rival } : match;
  }
  return null;
}

/** Entries with a `when` come before one without, so only two of a kind can both claim a sample. */
function rivalOf(first: Candidate, others: readonly Candidate[], event: SampleEvent): Event | null {
  const alike = others.find(
    (other) => (other.when === null) === (first.when === null) && (other.when === null || other.when(event)),
  );
  return alike?.event ?? null;
}

function variantOf(candidate: Candidate, event: SampleEvent): Match {
  for (const variant of candidate.variants) {
    if (variant.when === null || variant.when(event)) return variant.match;
  }
  return candidate.own;
}

function compile(event: Event): Candidate {
  return {
    event,
    when: event.when && compileCondition(event.when),
    variants: event.variants.map((variant) => ({
      when: variant.when && compileCondition(variant.when),
      match: { target: { event, variant: variant.index }, rival: null },
    })),
    own: { target: { event, variant: null }, rival: null },
  };
}

function conditionalFirst(a: Candidate, b: Candidate): number {
  return Number(a.when === null) - Number(b.when === null);
}

function append(map: Map<string, Candidate[]>, key: string, candidate: Candidate): void {
  const list = map.get(key);
  if (list) list.push(candidate);
  else map.set(key, [candidate]);
}

function keyOf(call: CallKind, name: string): string {
  return `${call}:${name}`;
}
