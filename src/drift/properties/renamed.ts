import { propertyMeaning } from '../../catalogue/index.ts';
import type { PropertyProfile } from '../../evidence/profile.ts';
import { totalOf } from '../../evidence/sketch/log-buckets.ts';
import { spellingKey } from '../../text/nearest.ts';
import { words } from '../../text/words.ts';
import type { AlignedEvent, AlignedProperty } from '../aligned.ts';
import { type Comparing, type Comparison, exactly } from '../comparing.ts';
import { jaccard, type Sign, scoreOf } from '../renames-score.ts';
import { kolmogorov, totalVariation } from '../stats/distributions.ts';
import { parentOf, type Sides, shareOf } from './sides.ts';
import { valuesOf } from './values.ts';

const SURE = 80;
const AHEAD = 30;
/** A property that is filled in so much less than on the left may be there under another name. */
const LACKING = 0.5;
const LEAST = 20;
/** Of a flood of unplanned properties, the ones that are there most. */
const MOST = 50;

export interface RenamedProperty {
  readonly property: AlignedProperty;
  readonly to: string;
  readonly signs: readonly Sign[];
  readonly score: number;
}

/** Planned properties that stand under an unplanned name on the right. */
export function renamedProperties(
  comparing: Comparing,
  aligned: AlignedEvent,
  sides: Sides,
): RenamedProperty[] {
  const known = new Set(aligned.properties.map(({ right }) => right));
  const presentOf = (path: string) => sides.right.properties[path]?.present ?? 0;
  const all = Object.keys(sides.right.properties).filter((path) => {
    const of = sides.right.properties[path];
    return of !== undefined && !of.planned && of.present >= LEAST && !known.has(path);
  });
  const unplanned = all.toSorted((a, b) => presentOf(b) - presentOf(a)).slice(0, MOST);
  const lacking = aligned.properties.filter((property) => {
    const [left, right] = [shareOf(sides.left, property.left), shareOf(sides.right, property.right)];
    return left.present >= LEAST && right.share < LACKING * left.share;
  });
  const vendor = comparing.plan.systems.get(comparing.pair.right)?.vendor ?? null;
  const scored = lacking.flatMap((property) =>
    unplanned
      .filter((path) => parentOf(path) === parentOf(property.right))
      .map((to): RenamedProperty => {
        const signs = signsOf(comparing, sides, property, to, vendor);
        return { property, to, signs, score: scoreOf(signs) };
      }),
  );
  return scored.filter((found) => {
    const rivals = scored.filter((other) => (other.to === found.to) !== (other.property === found.property));
    const proven = found.signs.some(({ name, points }) => !name && points > 0);
    return found.score >= SURE && proven && rivals.every(({ score }) => score <= found.score - AHEAD);
  });
}

function signsOf(
  comparing: Comparing,
  sides: Sides,
  property: AlignedProperty,
  to: string,
  vendor: string | null,
): Sign[] {
  const [left, right] = [shareOf(sides.left, property.left), shareOf(sides.right, to)];
  if (left.of === null || right.of === null) return [];
  const gap = Math.abs(left.share - right.share - shareOf(sides.right, property.right).share);
  return [
    ...names(property, to, vendor),
    ...(gap <= 0.05 ? [{ points: 15, text: 'filled in as often', name: false }] : []),
    sameType(left.of, right.of)
      ? { points: 10, text: 'of one type', name: false }
      : { points: -25, text: 'of another type', name: false },
    ...sameValues(comparing, left.of, right.of),
  ];
}

function names(property: AlignedProperty, to: string, vendor: string | null): Sign[] {
  const own = [property.left, property.right].map(lastOf);
  const there = lastOf(to);
  const meaning = vendor === null ? null : propertyMeaning(vendor, there);
  const same = own.some((name) => propertyMeaning('segment', name) === meaning && meaning !== null);
  if (same) return [{ points: 60, text: `both mean ${meaning?.canonical}`, name: true }];
  if (own.some((name) => spellingKey(name) === spellingKey(there)))
    return [{ points: 40, text: 'the same words in another spelling', name: true }];
  const set = (name: string) => new Set(words(name).map((word) => word.toLowerCase()));
  const near = own.some((name) => jaccard(set(name), set(there)) >= 0.5);
  return near ? [{ points: 25, text: 'some of the same words', name: true }] : [];
}

function lastOf(path: string): string {
  return path.slice((path.search(/\.(?!.*\.)/) + 1) | 0);
}

function sameType(left: PropertyProfile, right: PropertyProfile): boolean {
  return mainType(left) === mainType(right);
}

function mainType({ types }: PropertyProfile): string {
  const sorted = Object.entries(types).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const [type] = sorted[0] ?? [''];
  return type === 'integer' ? 'number' : type;
}

/** The same values as often, the same amounts, or the same shape of identifiers. */
function sameValues({ sameKey }: Comparing, left: PropertyProfile, right: PropertyProfile): Sign[] {
  const values = valuesOf(left, right, sameKey);
  if (values !== null && values.size > 1) {
    const cells = [...values.values()].map(({ cell }) => cell);
    const { distance } = totalVariation(cells, left.present, right.present);
    if (distance < 0.05) return [{ points: 60, text: 'the same values, as often', name: false }];
    return distance > 0.5 ? [{ points: -25, text: 'other values', name: false }] : [];
  }
  const [a, b] = [left.num?.buckets, right.num?.buckets];
  if (a === undefined || b === undefined || totalOf(a) < LEAST || totalOf(b) < LEAST) return [];
  const { distance } = kolmogorov(a, b);
  if (distance < 0.05) return [{ points: 60, text: 'the same amounts, as often', name: false }];
  return distance > 0.5 ? [{ points: -25, text: 'other amounts', name: false }] : [];
}

export function renamedProperty(
  comparing: Comparing,
  aligned: AlignedEvent,
  sides: Sides,
  found: RenamedProperty,
): Comparison {
  const { property, to } = found;
  const [left, right] = [shareOf(sides.left, property.left), shareOf(sides.right, to)];
  const there = comparing.pair.right;
  return {
    kind: 'renamed-property',
    event: aligned,
    property,
    verdict: 'differs',
    level: 'error',
    p: null,
    told: {
      left: { n: left.n, figure: exactly(left.share) },
      right: { n: right.n, name: to, figure: exactly(right.share) },
      cause: `${there} gets it as ${to}`,
      signs: found.signs.filter(({ points }) => points > 0).map(({ text }) => text),
      remedy: `send it as ${property.right}, or name it ${to} in the plan ("to: { ${there}: ${to} }")`,
      detail: { to, planned: property.right, score: found.score },
    },
  };
}
