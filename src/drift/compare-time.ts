import type { Plan } from '../plan/types.ts';
import { alignEvents, unplannedEvents } from './aligned.ts';
import { compareProperties } from './compare-event.ts';
import { outcome, type PairResult, startOf } from './compare-pair.ts';
import type { Comparing, Comparison } from './comparing.ts';
import { repeatedMore } from './duplicates.ts';
import { changed, changesOf } from './over-time.ts';
import type { Pair } from './pairs.ts';
import { sidesOf } from './properties/sides.ts';
import { renamedEvent, renamesOf, unplannedEvent, withRename } from './renames.ts';
import type { Tolerance } from './types.ts';
import { ownWindow } from './window.ts';
import { weigh } from './worth.ts';

/** One system now against its own past. Nobody is in both, so that no id is followed. */
export function compareTime(
  plan: Plan,
  pair: Pair,
  tolerance: (rule: string) => Tolerance,
  only: string | null,
  unlike: readonly string[],
): PairResult {
  const worth = weigh(plan, pair);
  const { events: all } = alignEvents(plan, pair);
  const start = startOf(plan, pair, worth, tolerance);
  const nothing = { notChecked: [], events: [] };
  if (worth.empty) return { ...outcome(start, worth.notes, 0), ...nothing };
  const changes = changesOf(start, all, unlike);
  const days = (weeks: typeof changes.now) => weeks.weeks.flat().length;
  const base = days(changes.before) === 0 ? 1 : days(changes.now) / days(changes.before);
  const comparing: Comparing = { ...start, base, window: ownWindow(pair.rightProfile) };
  const events = only === null ? all : all.filter(({ event }) => event.key === only);
  const renames = renamesOf(comparing, all).filter(({ name }) => isNew(pair, name));
  const found: Comparison[] = [...worth.notes];
  for (const original of events) {
    const own = renames.filter(({ of, sure }) => sure && of === original);
    const aligned = withRename(original, own);
    found.push(...own.map((rename) => renamedEvent(comparing, rename)));
    found.push(changed(comparing, aligned, changes));
    const sides = sidesOf(comparing, aligned);
    if (sides === null) continue;
    found.push(repeatedMore(comparing, aligned), ...compareProperties(comparing, aligned, sides, null));
  }
  if (only === null) {
    for (const name of unplannedEvents(plan, pair.right, pair.rightProfile)) {
      const rename = renames.find((each) => each.name === name) ?? null;
      if (isNew(pair, name) && rename?.sure !== true) found.push(unplannedEvent(comparing, name, rename));
    }
  }
  return { ...outcome(comparing, found, 0), ...nothing };
}

function isNew({ leftProfile }: Pair, name: string): boolean {
  return leftProfile.events[name] === undefined;
}
