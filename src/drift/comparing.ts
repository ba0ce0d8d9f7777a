import type { DayWindow, Difference, Estimate, SideFigure } from '../evidence/difference.ts';
import type { Severity } from '../findings/finding.ts';
import { subject } from '../findings/subject.ts';
import type { Event, Need, Plan } from '../plan/types.ts';
import type { AlignedEvent, AlignedProperty } from './aligned.ts';
import type { Verdict } from './gates.ts';
import type { Pair } from './pairs.ts';
import type { Tolerance } from './types.ts';

/** What holds for all comparisons of one pair of systems. */
export interface Comparing {
  readonly plan: Plan;
  readonly pair: Pair;
  /** Null: no day is covered by both, so that volumes cannot be compared. */
  readonly window: DayWindow | null;
  readonly tolerance: (rule: string) => Tolerance;
  /** Hashes on both sides were made with one key. */
  readonly sameKey: boolean;
  /** Something about the evidence itself is amiss: nothing is then an error. */
  readonly doubtful: boolean;
  /** Times on both sides are of one unit. */
  readonly timed: boolean;
  /** Right to left of what the plan lets through, as usual for the pair; 1 unless known otherwise. */
  readonly base: number;
  /** Right is a sample of all events: ids and rare events say nothing. */
  readonly sampled: boolean;
  /** Groups of people (0-63) in which bots or test ids are, left out on both sides. */
  readonly bots: ReadonlySet<number>;
}

/** One comparison, made: its verdict, and how to tell of it where it differs. */
export interface Comparison {
  readonly kind: string;
  readonly event: AlignedEvent | null;
  readonly property: AlignedProperty | null;
  readonly verdict: Verdict;
  readonly level: 'warn' | 'error' | null;
  /** Null where it is no statistical test. */
  readonly p: number | null;
  readonly told: Told | null;
}

/** What one kind of comparison knows of its difference. */
export interface Told {
  readonly left: Partial<SideFigure>;
  readonly right: Partial<SideFigure>;
  readonly since?: string | null;
  readonly slice?: string | null;
  readonly cause?: string | null;
  readonly signs?: readonly string[];
  readonly remedy?: string | null;
  readonly absorbed?: readonly string[];
  readonly detail?: Difference['detail'];
  /** An error needs no need that it hurts. */
  readonly grave?: boolean;
  /** Name of what is in no plan. */
  readonly unplanned?: string;
}

/** As a value of the outside world. */
export function differenceOf(comparing: Comparing, comparison: Comparison): Difference {
  const { plan, pair } = comparing;
  const { event, property, kind } = comparison;
  const told = comparison.told ?? { left: {}, right: {} };
  const system = plan.systems.get(pair.right);
  const needs = event === null ? [] : hurt(plan, event.event, property?.path ?? null, pair);
  const about = event?.event.key ?? told.unplanned ?? null;
  return {
    kind,
    severity: severityOf(comparing, comparison, needs.length > 0),
    subject: subjectOf(about, property?.path ?? null, pair.right),
    event: about,
    property: property?.path ?? null,
    left: side(
      pair.left,
      (property?.left ?? event?.left) ? nameOf(event, property, 'left') : null,
      told.left,
      event?.left?.n,
    ),
    right: side([pair.right], nameOf(event, property, 'right'), told.right, event?.right?.n),
    window: comparing.window,
    since: told.since ?? null,
    slice: told.slice ?? null,
    cause: told.cause ?? null,
    signs: told.signs ?? [],
    remedy: told.remedy ?? null,
    needs: needs.map(({ key }) => key),
    owners: ownersOf(plan, event?.event ?? null, pair, needs),
    absorbed: told.absorbed ?? [],
    at: property?.use.spot ?? routeSpot(event, pair.right) ?? system?.spot ?? plan.root,
    related: [],
    discriminator: `${pair.left.join('+')} ${pair.relation === 'time' ? 'before' : pair.right}`,
    detail: told.detail ?? {},
  };
}

function side(
  systems: readonly string[],
  name: string | null,
  told: Partial<SideFigure>,
  n: number | undefined,
): SideFigure {
  return { systems, name, n: n ?? 0, figure: null, ...told };
}

function nameOf(event: AlignedEvent | null, property: AlignedProperty | null, at: 'left' | 'right') {
  if (property !== null) return property[at];
  return event === null ? null : at === 'left' ? event.leftKey : event.rightKey;
}

function subjectOf(event: string | null, property: string | null, system: string) {
  if (event === null) return subject(['system', system]);
  const there = [['event', event] as const, ...(property === null ? [] : [['property', property] as const])];
  return subject(...there);
}

function routeSpot(event: AlignedEvent | null, system: string) {
  if (event === null) return null;
  const route = event.event.to.get(system);
  return route ? route.node : event.event.spot;
}

/** An error has to hurt: a live event, and a need or something that the plan requires. */
function severityOf(
  comparing: Comparing,
  { level, event, property, told, kind }: Comparison,
  needed: boolean,
): Severity {
  if (kind.startsWith('evidence/')) return level === 'error' ? 'warn' : 'info';
  if (level !== 'error' || comparing.doubtful) return 'warn';
  if (event === null) return told?.grave === true ? 'error' : 'warn';
  const live = event.event.status === 'live';
  return live && (needed || property?.use.required === true || told?.grave === true) ? 'error' : 'warn';
}

/** Needs that rely on the event (or property) in one of the systems, or wherever it is. */
export function hurt(plan: Plan, event: Event, property: string | null, pair: Pair): Need[] {
  const systems = new Set([...pair.left, pair.right]);
  return [...plan.needs.values()].filter(
    (need) =>
      (need.system === null || systems.has(need.system)) &&
      need.uses.some((use) => {
        if (use.event !== event.key) return false;
        return property === null || use.property === null || isWithin(property, use.property);
      }),
  );
}

function isWithin(path: string, used: string): boolean {
  return (
    path === used || path.startsWith(`${used}.`) || path.startsWith(`${used}[`) || used.startsWith(`${path}.`)
  );
}

function ownersOf(plan: Plan, event: Event | null, pair: Pair, needs: readonly Need[]): string[] {
  const owners = [
    event?.owner ?? null,
    ...[...pair.left, pair.right].map((key) => plan.systems.get(key)?.owner ?? null),
    ...needs.map(({ owner }) => owner),
  ];
  return [...new Set(owners.filter((owner) => owner !== null))].sort();
}

/** A comparison that could not be made for lack of data. */
export function notEnough(
  kind: string,
  event: AlignedEvent,
  property: AlignedProperty | null = null,
): Comparison {
  return { kind, event, property, verdict: 'not-enough', level: null, p: null, told: null };
}

/** An exact figure, without uncertainty. */
export function exactly(value: number): Estimate {
  return { value, low: value, high: value };
}
