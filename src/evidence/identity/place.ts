import type { Place } from '../watcher.ts';

/** Input order: negative when `a` comes first. */
export function comparePlaces(a: Place, b: Place): number {
  return a.source - b.source || a.line - b.line || a.index - b.index;
}

/** Keeps the first few places, in input order. Changes `places`. */
export function keepFirst(places: Place[], place: Place, most: number): void {
  let at = places.length;
  while (at > 0 && comparePlaces(place, places[at - 1] as Place) < 0) at--;
  if (at >= most) return;
  places.splice(at, 0, place);
  if (places.length > most) places.pop();
}
