import type { Counted, EventProfile, PropertyProfile } from '../../evidence/profile.ts';
import type { AlignedEvent, AlignedProperty } from '../aligned.ts';
import type { Comparing } from '../comparing.ts';
import { customerShare, effectOf, sixteen } from '../counts.ts';

/** The events of one side whose properties are compared. */
export interface Population {
  readonly n: number;
  readonly g: readonly number[];
  readonly slices: Counted<number>;
  readonly properties: Counted<PropertyProfile>;
  /** How many times less they say than independent ones. */
  readonly effect: number;
}

/** Both sides of an event, each with the events that should look like those of the other. */
export interface Sides {
  readonly left: Population;
  readonly right: Population;
  /**
   * Share of events by which the two are known to be of other people: so much any share may differ by itself. What
   * platforms explain is taken out by weights where a figure is counted by platform.
   */
  readonly blur: number;
  readonly mix: number;
}

/** Platforms may differ by so much before it matters. */
const ALIKE = 0.03;

export function sidesOf(comparing: Comparing, aligned: AlignedEvent): Sides | null {
  const { left, right } = aligned;
  if (left === null || right === null) return null;
  const { pair } = comparing;
  const passes = left.passes[pair.right] ?? 0;
  const narrowed =
    pair.relation !== 'time' && left.eligible !== null && pair.leftProfile.reaches.includes(pair.right);
  const eligible = narrowed && left.eligible !== null && left.eligible.n > 0 ? left.eligible : null;
  const due = narrowed ? passes : left.n;
  const counted = eligible?.n ?? left.n;
  // What is counted but not let through, or the other way round, may be like the rest or not.
  const blur = due > 0 ? Math.abs(counted - due) / Math.max(counted, due) : 0;
  const one = population(comparing, eligible ?? left);
  const other = population(comparing, right);
  const mix = mixOf(one.slices, other.slices);
  // What bots send is in every count; how much of it there is, is known.
  const robots = Math.max(...[one, other].map(({ g }) => 1 - customerShare(g, comparing.bots)));
  return { left: one, right: other, blur: blur + robots, mix: mix < ALIKE ? 0 : mix };
}

function population(
  { bots }: Comparing,
  of: EventProfile | NonNullable<EventProfile['eligible']>,
): Population {
  return { n: of.n, g: of.g, slices: of.slices, properties: of.properties, effect: effectOf(of, bots) };
}

/** Half the sum of differences of shares by platform; 0 where a side does not say its platforms. */
function mixOf(left: Counted<number>, right: Counted<number>): number {
  const [n, m] = [total(left), total(right)];
  if (n === 0 || m === 0) return 0;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  return (
    [...names].reduce((all, name) => all + Math.abs((left[name] ?? 0) / n - (right[name] ?? 0) / m), 0) / 2
  );
}

function total(counts: Counted<number>): number {
  return Object.values(counts).reduce((all, n) => all + n, 0);
}

/** A property on one side, with how many there could have been. */
export interface Share {
  readonly of: PropertyProfile | null;
  /** Events, or the objects and list elements that it stands in. */
  readonly n: number;
  readonly present: number;
  readonly share: number;
  /** Stands in the event itself, so that it is counted by groups of people and by platform. */
  readonly outer: boolean;
}

export function shareOf(side: Population, path: string): Share {
  const of = side.properties[path] ?? null;
  const parent = parentOf(path);
  const n = parent === null ? side.n : (side.properties[parent]?.present ?? 0);
  const present = Math.min(of?.present ?? 0, n);
  return { of, n, present, share: n === 0 ? 0 : present / n, outer: parent === null };
}

/** `products[].sku` → `products[]`; null for a property of the event itself. */
export function parentOf(path: string): string | null {
  if (path.endsWith('[]')) return path.slice(0, -2);
  const dot = path.search(/(?<!\\)\.(?!.*(?<!\\)\.)/);
  return dot < 0 ? null : path.slice(0, dot);
}

/** Presence by 16 groups of people, and of events by the same groups. */
export function groupsOf(
  { bots }: Comparing,
  side: Population,
  share: Share,
): { hits: number[]; all: number[] } {
  return { hits: sixteen(share.of?.pg ?? Array<number>(16).fill(0), bots), all: sixteen(side.g, bots) };
}

/** As the left side would be with the platforms of the right one; the share itself where they are not known. */
export function reweighted(sides: Sides, share: Share): { share: number; weighted: boolean } {
  const { left, right } = sides;
  const all = total(right.slices);
  if (sides.mix === 0 || !share.outer || share.of === null)
    return { share: share.share, weighted: sides.mix === 0 };
  let sum = 0;
  for (const [slice, m] of Object.entries(right.slices)) {
    const n = left.slices[slice] ?? 0;
    if (n === 0) return { share: share.share, weighted: false };
    sum += (m / all) * ((share.of.slices[slice] ?? 0) / n);
  }
  return { share: sum, weighted: true };
}

/** Properties worth a look: planned on both sides, and there on at least one. */
export function comparable(aligned: AlignedEvent, sides: Sides): AlignedProperty[] {
  return aligned.properties.filter(
    ({ left, right }) =>
      sides.left.properties[left] !== undefined || sides.right.properties[right] !== undefined,
  );
}
