import { valuePayload } from '../../evidence/profile/property.ts';
import type { PropertyProfile } from '../../evidence/profile.ts';
import { HASH_RANGE } from '../../evidence/sketch/hash.ts';
import { decodeKmv } from '../../evidence/sketch/kmv.ts';
import type { Cell } from '../stats/distributions.ts';

/** One value on both sides; its text where it may be shown. */
export interface Value {
  readonly text: string | null;
  readonly cell: Cell;
}

/** Of the values, so many must be known one by one for a domain. */
const NEARLY_ALL = 0.98;

/** Every value of a property with its count on both sides; null where they are too many, or cannot be matched. */
export function valuesOf(
  left: PropertyProfile | undefined,
  right: PropertyProfile | undefined,
  sameKey: boolean,
): Map<string, Value> | null {
  if (left === undefined || right === undefined) return null;
  const sampled = sameKey && left.distinct.rows !== null && right.distinct.rows !== null;
  const [a, b] = sampled ? [byHash(left), byHash(right)] : [byText(left), byText(right)];
  if (a === null || b === null) return null;
  const values = new Map<string, Value>();
  for (const key of [...new Set([...a.keys(), ...b.keys()])].sort()) {
    const [l, r] = [a.get(key), b.get(key)];
    values.set(key, { text: l?.text ?? r?.text ?? null, cell: [l?.n ?? 0, r?.n ?? 0] });
  }
  return values;
}

type Counts = Map<string, { readonly n: number; readonly text: string | null }>;

function byHash(property: PropertyProfile): Counts | null {
  if (property.distinct.theta !== HASH_RANGE) return null;
  const entries = decodeKmv(property.distinct, valuePayload);
  return covering(new Map(entries.map(([h, { n, value }]) => [String(h), { n, text: value }])), property);
}

function byText(property: PropertyProfile): Counts | null {
  const top = Object.entries(property.top);
  return covering(new Map(top.map(([text, [n]]) => [text, { n, text }])), property);
}

/** Free text, long values and amounts are not sampled: a domain is what has (nearly) all values in it. */
function covering(counts: Counts, property: PropertyProfile): Counts | null {
  const known = [...counts.values()].reduce((all, { n }) => all + n, 0);
  return known > 0 && known >= NEARLY_ALL * (property.present - property.null) ? counts : null;
}
