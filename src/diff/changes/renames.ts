import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { distance, spellingKey } from '../../text/nearest.ts';
import { valueKey } from '../schema/values.ts';
import type { View } from './view.ts';

export interface Rename {
  readonly from: string;
  readonly to: string;
  /** What speaks for it. */
  readonly evidence: string;
}

/** Above this many on either side nobody renamed: something was replaced. */
const MOST = 50;

/** Pairs of a removed and an added property with one shape and names alike. A guess, with its evidence. */
export function guessRenames(
  old: View,
  now: View,
  removed: readonly string[],
  added: readonly string[],
  successors: ReadonlyMap<string, string>,
): readonly Rename[] {
  const said = removed.flatMap((from): Rename[] => {
    const to = successors.get(from);
    if (to === undefined || !added.includes(to)) return [];
    return [{ from, to, evidence: `"${from}" is retired and replaced_by it` }];
  });
  const taken = new Set(said.flatMap(({ from, to }) => [`-${from}`, `+${to}`]));
  const gone = removed.filter((name) => !taken.has(`-${name}`));
  const come = added.filter((name) => !taken.has(`+${name}`));
  if (gone.length === 0 || come.length === 0 || gone.length > MOST || come.length > MOST) return said;
  const shapeOf = (view: View, name: string): string => valueKey(bare(view.ofKey(name)));
  return [...said, ...matchNames(gone, come, (from, to) => shapeOf(old, from) === shapeOf(now, to))];
}

/** Each name with the one most like it, where both prefer one another. */
export function matchNames(
  removed: readonly string[],
  added: readonly string[],
  sameShape: (from: string, to: string) => boolean,
): readonly Rename[] {
  const likeness = (from: string, to: string): number => (sameShape(from, to) ? alike(from, to) : 0);
  const best = (name: string, others: readonly string[], score: (other: string) => number): string | null => {
    const ranked = others
      .map((other) => ({ other, score: score(other) }))
      .filter(({ score: value }) => value >= 0.5)
      .sort((a, b) => b.score - a.score);
    // Two equally likely are none.
    if (ranked[0] === undefined || ranked[0].score === ranked[1]?.score) return null;
    return name === ranked[0].other ? null : ranked[0].other;
  };
  return removed.flatMap((from) => {
    const to = best(from, added, (other) => likeness(from, other));
    if (to === null || best(to, removed, (other) => likeness(other, to)) !== from) return [];
    const share = Math.round(alike(from, to) * 100);
    return [{ from, to, evidence: `the same shape, names ${share} % alike` }];
  });
}

/** 1 for names that differ in case or separators alone, else by shared words and letters. */
export function alike(a: string, b: string): number {
  const [x, y] = [spellingKey(a), spellingKey(b)];
  if (x === y) return 1;
  const words = (name: string): string[] =>
    name
      .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '');
  const [p, q] = [words(a), words(b)];
  const shared = p.filter((word) => q.includes(word)).length;
  const byWords = shared / Math.max(p.length, q.length);
  const byLetters = 1 - distance(x, y) / Math.max(x.length, y.length);
  return Math.max(byWords, byLetters);
}

/** A schema without what only people read. */
function bare(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const { description: _, title: __, examples: ___, ...rest } = schema as JsonObject & Record<string, Json>;
  return rest;
}
