import { deliveries } from '../../plan/deliveries.ts';
import type { Condition, Event, Plan } from '../../plan/types.ts';
import { MOST_REACHED } from '../sketch/id-sketch.ts';

/** A purpose's signal, and what regimes make of it. */
export interface PurposeSignal {
  readonly purpose: string;
  readonly general: Condition | null;
  /** `when` null: the regime holds everywhere; signal null: it asks for none. */
  readonly regimes: readonly { readonly when: Condition | null; readonly signal: Condition | null }[];
}

/** Where an event goes from a system on, and what must hold for that. */
export interface Passage {
  readonly system: string;
  readonly when: readonly Condition[];
  /** Those that have a signal. */
  readonly purposes: readonly string[];
}

/** What a profile of one system has to know of the plan, as data: each engine makes its own tests of it. */
export interface ProfileAsks {
  readonly signals: readonly PurposeSignal[];
  /** Purposes of marketing that have a signal. */
  readonly marketing: ReadonlySet<string>;
  /** By key of the plan's event. */
  readonly passages: ReadonlyMap<string, readonly Passage[]>;
  /** Event key → marketing systems that the plan sends it to. */
  readonly audiences: ReadonlyMap<string, readonly string[]>;
  /** The plan holds some events back from marketing. */
  readonly narrowed: boolean;
  /** Keys of events of which single records are found again on the other side. */
  readonly paired: ReadonlySet<string>;
  readonly reaches: readonly string[];
  /** System → its bit in a paired record's `reach`. */
  readonly reach: ReadonlyMap<string, number>;
}

export function profileAsks(plan: Plan, system: string): ProfileAsks {
  const signals = signalsOf(plan);
  const known = new Set(signals.map(({ purpose }) => purpose));
  const marketing = new Set([...marketingPurposes(plan)].filter((purpose) => known.has(purpose)));
  const passages = passagesFrom(plan, system);
  const reaches = receivers(plan);
  return {
    signals,
    marketing,
    passages,
    audiences: audiencesOf(plan, passages),
    narrowed: marketing.size > 0 || isNarrowed(plan, passages),
    paired: reachBothSides(plan),
    reaches,
    reach: new Map(reaches.slice(0, MOST_REACHED).map((key, i) => [key, 2 ** i])),
  };
}

function signalsOf(plan: Plan): PurposeSignal[] {
  return [...plan.privacy.purposes.values()].flatMap(({ key, signal, under }): PurposeSignal[] => {
    const regimes = [...under].map(([regime, changed]) => ({
      when: plan.privacy.regimes.get(regime)?.when ?? null,
      signal: changed.signal,
    }));
    if (signal === null && regimes.every((regime) => regime.signal === null)) return [];
    return [{ purpose: key, general: signal, regimes }];
  });
}

function marketingPurposes(plan: Plan): Set<string> {
  const systems = [...plan.systems.values()].filter(({ side }) => side === 'marketing');
  return new Set(systems.flatMap(({ purposes }) => purposes));
}

/** Also to systems that lie beside this one, fed by the same sources: what is seen here should be there as well. */
function passagesFrom(plan: Plan, from: string): Map<string, Passage[]> {
  const passages = new Map<string, Passage[]>();
  const all = deliveries(plan);
  const sources = new Map<Event | null, Set<string>>();
  for (const { event, path } of all.get(from) ?? []) {
    sources.set(event, (sources.get(event) ?? new Set()).add(path[0] ?? from));
  }
  for (const [system, list] of all) {
    for (const { event, path, when } of list) {
      if (event === null || system === from) continue;
      if (!path.includes(from) && sources.get(event)?.has(path[0] ?? '') !== true) continue;
      const own = passages.get(event.key) ?? [];
      const purposes = (plan.systems.get(system)?.purposes ?? []).filter((purpose) =>
        hasSignal(plan, purpose),
      );
      own.push({ system, when, purposes });
      passages.set(event.key, own);
    }
  }
  return passages;
}

/** Marketing systems by the key of an event that goes there. */
function audiencesOf(
  plan: Plan,
  passages: ReadonlyMap<string, readonly Passage[]>,
): Map<string, readonly string[]> {
  const isMarketing = (key: string) => plan.systems.get(key)?.side === 'marketing';
  const audiences = new Map<string, readonly string[]>();
  for (const [key, list] of passages) {
    const systems = [...new Set(list.map(({ system }) => system))].filter(isMarketing);
    if (systems.length > 0) audiences.set(key, systems);
  }
  return audiences;
}

function isNarrowed(plan: Plan, passages: ReadonlyMap<string, readonly Passage[]>): boolean {
  return [...passages].some(
    ([key, list]) =>
      (plan.events.get(key)?.identifiedBy.kind ?? 'none') !== 'none' ||
      list.some(({ when, purposes }) => when.length > 0 || purposes.length > 0),
  );
}

/** One list for all systems of a plan, so that profiles of several sources mean the same by a bit. */
function receivers(plan: Plan): string[] {
  return [...deliveries(plan)].flatMap(([system, list]) => (list.length > 0 ? [system] : [])).sort();
}

function hasSignal(plan: Plan, key: string): boolean {
  const purpose = plan.privacy.purposes.get(key);
  return (
    purpose !== undefined &&
    (purpose.signal !== null || [...purpose.under.values()].some(({ signal }) => signal !== null))
  );
}

/** Events that are seen on the product side and on the marketing side. */
function reachBothSides(plan: Plan): Set<string> {
  const sides = new Map<string, Set<string>>();
  for (const list of deliveries(plan).values()) {
    for (const { event, path } of list) {
      if (event === null) continue;
      const seen = sides.get(event.key) ?? new Set();
      for (const key of path) for (const side of sidesOf(plan, key)) seen.add(side);
      sides.set(event.key, seen);
    }
  }
  return new Set(
    [...sides].flatMap(([key, seen]) => (seen.has('product') && seen.has('marketing') ? [key] : [])),
  );
}

function sidesOf(plan: Plan, key: string): string[] {
  const system = plan.systems.get(key);
  if (system?.side === 'product-and-marketing') return ['product', 'marketing'];
  return system?.side ? [system.side] : system?.role === 'source' ? ['product'] : [];
}
