import { nearest } from '../text/nearest.ts';
import data from './categories.yaml';

export type Sensitivity = 'public' | 'internal' | 'confidential' | 'restricted';

interface CategoryData {
  readonly source: string;
  readonly checked: string;
  readonly sensitivities: readonly Sensitivity[];
  readonly categories: Readonly<
    Record<string, { readonly sensitivity: Sensitivity; readonly ours?: string }>
  >;
  readonly moved: { readonly source: string; readonly keys: Readonly<Record<string, string>> };
  readonly subjects: readonly string[];
}

const taxonomy = data as CategoryData;
const categories = new Map(Object.entries(taxonomy.categories));
const moved = new Map(Object.entries(taxonomy.moved.keys));

/** Every known category key, in the order of the file; without `none`. */
export const categoryKeys: readonly string[] = [...categories.keys()];

/** From least to most. */
export const sensitivities: readonly Sensitivity[] = taxonomy.sensitivities;

/** Kinds of people that data can be about. */
export const dataSubjects: readonly string[] = taxonomy.subjects;

/**
 * True for a key of the taxonomy, for `none`, and for a plan's own child below a key of it
 * (`user.contact.email.work`): the dotted prefix says what it is. What is spelt nearly like a child that
 * is there already (`user.contact.emial`) is a slip, not a new one.
 */
export function isKnownCategory(key: string): boolean {
  if (key === 'none' || categories.has(key)) return true;
  if (!/^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$/.test(key)) return false;
  // A child of `user` itself could be anything, also a slip of the pen.
  const parent = knownAncestor(key);
  if (parent?.includes('.') !== true || moved.has(key)) return false;
  const child = key.slice(parent.length + 1).split('.', 1)[0] ?? '';
  const siblings = categoryKeys.filter((each) => each.startsWith(`${parent}.`));
  return (
    nearest(
      child,
      siblings.map((each) => each.slice(parent.length + 1)),
    ) === null
  );
}

/** The key and what lies above it, nearest first: `user.contact.email`, `user.contact`, `user`. */
export function categoryChain(key: string): string[] {
  const chain: string[] = [];
  for (let rest = key; rest !== ''; rest = rest.slice(0, Math.max(0, rest.lastIndexOf('.'))))
    chain.push(rest);
  return chain;
}

/** True when `key` is `above` or lies below it. */
export function isWithin(key: string, above: string): boolean {
  return key === above || key.startsWith(`${above}.`);
}

/** The category's own sensitivity, or that of its nearest known ancestor; null for `none` and unknown keys. */
export function categorySensitivity(key: string): Sensitivity | null {
  const known = knownAncestor(key);
  return known === null ? null : (categories.get(known)?.sensitivity ?? null);
}

/** The more sensitive of two; null counts least. */
export function higherSensitivity(a: Sensitivity | null, b: Sensitivity | null): Sensitivity | null {
  return rank(a) >= rank(b) ? a : b;
}

/** 0 for null, then in the order of `sensitivities`. */
export function rank(value: string | null): number {
  return value === null ? 0 : (taxonomy.sensitivities as readonly string[]).indexOf(value) + 1;
}

/** The key that took the place of one which older versions of the taxonomy had, or null. */
export function movedCategory(key: string): string | null {
  return moved.get(key) ?? null;
}

/** The key that was probably meant: its new place, else the nearest known one, else null. */
export function nearestCategory(key: string): string | null {
  return movedCategory(key) ?? nearest(key, categoryKeys) ?? knownByLastPart(key);
}

/** The nearest key of the published taxonomy above ours, for tools that know only that one. */
export function publishedCategory(key: string): string | null {
  return (
    categoryChain(key).find((each) => categories.get(each)?.ours === undefined && categories.has(each)) ??
    null
  );
}

function knownAncestor(key: string): string | null {
  return categoryChain(key).find((each) => categories.has(each)) ?? null;
}

/** `email` → `user.contact.email`, when only one key ends so. */
function knownByLastPart(key: string): string | null {
  const last = key.slice(key.lastIndexOf('.') + 1);
  const ends = categoryKeys.filter((each) => each.endsWith(`.${last}`));
  return ends.length === 1 ? (ends[0] ?? null) : null;
}
