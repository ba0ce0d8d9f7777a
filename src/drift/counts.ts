import type { DayWindow } from '../evidence/difference.ts';
import type { EventProfile, Profile } from '../evidence/profile.ts';
import { heavyHitters } from '../evidence/sketch/heavy.ts';
import { designEffect, joinedGroups, sum } from './stats/clusters.ts';
import { daily } from './window.ts';

const GROUPS = 64;
/** Who sends more than this share of all events of a side is no customer. Smaller ones the sketch cannot tell. */
const TOO_MANY = 0.02;

/** Groups of people in which bots are; few enough that leaving them out costs little. */
export function botGroups(profiles: readonly Profile[]): { groups: ReadonlySet<number>; bots: number } {
  const hashes = new Set(
    profiles.flatMap(({ totals }) => heavyHitters(totals.heavy, TOO_MANY).map(({ hash }) => hash)),
  );
  const groups = new Set([...hashes].map((hash) => hash % GROUPS));
  return groups.size > GROUPS / 4 ? { groups: new Set(), bots: 0 } : { groups, bots: hashes.size };
}

/** Groups without those of bots. */
export function withoutBots(groups: readonly number[], bots: ReadonlySet<number>): number[] {
  return groups.filter((_, i) => !bots.has(i));
}

/** What is left of a count of events when bots are taken out, as if their groups were like the others. */
export function customerShare(groups: readonly number[], bots: ReadonlySet<number>): number {
  const all = sum(groups);
  if (bots.size === 0 || all === 0) return 1;
  const kept = withoutBots(groups, bots);
  return Math.min(1, (sum(kept) * GROUPS) / kept.length / all);
}

/** How many times less the events of this profile say than independent ones. */
export function effectOf({ g }: { readonly g: readonly number[] }, bots: ReadonlySet<number>): number {
  return designEffect(withoutBots(g, bots));
}

/** Events of customers by day of the window. */
export function customerDays(event: EventProfile, window: DayWindow, bots: ReadonlySet<number>): number[] {
  const share = customerShare(event.g, bots);
  return daily(event.days, window).map((n) => n * share);
}

/** Counts by 16 groups of people, those with bots emptied. */
export function sixteen(groups: readonly number[], bots: ReadonlySet<number>): number[] {
  const dropped = new Set([...bots].map((group) => group % 16));
  const joined = groups.length === 16 ? groups : joinedGroups(groups, 16);
  return joined.filter((_, i) => !dropped.has(i));
}
