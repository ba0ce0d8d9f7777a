import { isObject, type Json } from '../../text/json.ts';
import { spellingKey } from '../../text/nearest.ts';
import type { AlignedEvent, AlignedProperty } from '../aligned.ts';
import { type Comparing, type Comparison, notEnough } from '../comparing.ts';
import { judge, NORMAL } from '../gates.ts';
import { stabilityIndex, totalVariation } from '../stats/distributions.ts';
import { wilson } from '../stats/wilson.ts';
import type { Sides } from './sides.ts';
import { type Value, valuesOf } from './values.ts';

const LEAST = 100;
const LEAST_FOR_MIX = 200;
/** More values are no domain that people keep in their heads. */
const MOST_VALUES = 64;
const NAMED = 4;
/** Of the values outside, so much has to be the same values under other names. */
const RELABELLED = 0.8;
/** Shares of one value under two names, apart by so many standard errors at most, and so many points at least. */
const CLOSE = { errors: 3, points: 0.005 };

/** Values outside the plan's list (or outside those of the left side), and how the others are distributed. */
export function domain(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
): Comparison[] {
  const [left, right] = [sides.left.properties[property.left], sides.right.properties[property.right]];
  const values = valuesOf(left, right, comparing.sameKey);
  const known = [...(values?.values() ?? [])];
  const [n, m] = [totalOn(known, 0), totalOn(known, 1)];
  const effective = Math.min(n / sides.left.effect, m / sides.right.effect);
  const planned = enumOf(property.use.property.schema);
  const most = planned === null ? MOST_VALUES : Number.POSITIVE_INFINITY;
  if (values === null || known.filter(({ cell }) => cell[0] > 0).length > most) return [];
  if (effective < LEAST) return [notEnough('enum-domain', aligned, property)];
  const isKnown = ({ text, cell }: Value) =>
    planned === null || text === null ? cell[0] > 0 : planned.has(text);
  const outside = known.filter((value) => !isKnown(value));
  const found = outsideDomain(comparing, aligned, property, sides, { known, outside, n, m, planned });
  const comparisons = found === null ? [] : [found];
  if (effective < LEAST_FOR_MIX) return [...comparisons, notEnough('categorical', aligned, property)];
  const relabelled = found?.verdict === 'differs' ? new Set(outside) : new Set<Value>();
  comparisons.push(
    categorical(
      comparing,
      aligned,
      property,
      sides,
      known.filter((value) => !relabelled.has(value)),
      relabelled.size > 0,
    ),
  );
  return comparisons;
}

interface Counted {
  readonly known: readonly Value[];
  readonly outside: readonly Value[];
  readonly n: number;
  readonly m: number;
  readonly planned: ReadonlySet<string> | null;
}

function outsideDomain(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
  { known, outside, n, m, planned }: Counted,
): Comparison | null {
  const kind = 'enum-domain';
  const [l, r] = [totalOn(outside, 0), totalOn(outside, 1)];
  const [p, q] = [l / n, r / m];
  // Where the domain is what was seen, values seen once tell how many were not seen at all (Good and Turing).
  const unseen = planned === null ? known.filter(({ cell }) => cell[0] === 1).length / n : 0;
  const effect = Math.sign(q - p) * Math.max(0, Math.abs(q - p) - unseen - sides.blur);
  const error = Math.sqrt(
    (sides.left.effect * p * (1 - p)) / n + (sides.right.effect * Math.max(q, 1 / m) * (1 - q)) / m,
  );
  const judged = judge({ effect, error, freedom: NORMAL }, comparing.tolerance(`drift/${kind}`));
  const other = relabels(known, outside, n, m, sides.right.effect);
  const side = q >= p ? 1 : 0;
  const most = outside.toSorted((a, b) => b.cell[side] - a.cell[side]);
  const named = most.flatMap(({ text }) => text ?? []).slice(0, NAMED);
  const where = side === 1 ? comparing.pair.right : comparing.pair.left.join(' and ');
  return {
    kind,
    event: aligned,
    property,
    verdict: judged.verdict,
    level: judged.level,
    p: judged.p,
    told: {
      left: { n, figure: wilson(l, n) },
      right: { n: m, figure: wilson(r, m) },
      cause:
        other.length > 0
          ? `the same values have other names in ${where}`
          : planned === null
            ? `${where} has values that the other side never has`
            : `${where} has values that the plan does not list`,
      signs: other.map(([from, to]) => `"${from}" became "${to}"`).slice(0, NAMED),
      remedy: other.length > 0 ? `write them alike` : `add them to the plan, or correct who sends them`,
      detail: { values: named, relabelled: Object.fromEntries(other), share: q, difference: q - p },
    },
  };
}

/** Values outside that are one of the domain under another name: alike but for spelling, or as many as are missing. */
function relabels(
  known: readonly Value[],
  outside: readonly Value[],
  n: number,
  m: number,
  effect: number,
): [string, string][] {
  const domain = known.filter((value) => !outside.includes(value) && value.cell[0] > 0);
  const found: [string, string][] = [];
  let explained = 0;
  const taken = new Set<Value>();
  for (const value of outside) {
    const free = domain.filter((each) => !taken.has(each));
    const share = value.cell[1] / m;
    const near = free.filter((each) => {
      const lacking = each.cell[0] / n - each.cell[1] / m;
      const error = Math.sqrt((effect * share * (1 - share)) / m);
      return lacking > 0 && Math.abs(lacking - share) < Math.max(CLOSE.points, CLOSE.errors * error);
    });
    const spelt = free.find(
      ({ text }) => text !== null && value.text !== null && spellingKey(text) === spellingKey(value.text),
    );
    const match = spelt ?? (near.length === 1 && share > 2 * CLOSE.points ? near[0] : undefined);
    if (match === undefined) continue;
    taken.add(match);
    explained += value.cell[1];
    if (match.text !== null && value.text !== null) found.push([match.text, value.text]);
  }
  return explained >= RELABELLED * totalOn(outside, 1) ? found : [];
}

function categorical(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
  values: readonly Value[],
  partly: boolean,
): Comparison {
  const kind = 'categorical';
  const [n, m] = [totalOn(values, 0), totalOn(values, 1)];
  if (Math.min(n / sides.left.effect, m / sides.right.effect) < LEAST_FOR_MIX)
    return notEnough(kind, aligned, property);
  const cells = values.map(({ cell }) => cell);
  const { distance, error, p } = totalVariation(cells, n / sides.left.effect, m / sides.right.effect);
  const effect = Math.max(0, distance - sides.blur - sides.mix);
  const judged = judge({ effect, error, freedom: NORMAL }, comparing.tolerance(`drift/${kind}`));
  const moved = values.toSorted(
    (a, b) => Math.abs(b.cell[1] / m - b.cell[0] / n) - Math.abs(a.cell[1] / m - a.cell[0] / n),
  );
  const most = moved.find(({ text }) => text !== null);
  return {
    kind,
    event: aligned,
    property,
    // Where values were relabelled, what is left of the others is no distribution to compare.
    verdict: partly && judged.verdict === 'differs' ? 'unclear' : judged.verdict,
    level: judged.level,
    p,
    told: {
      left: { n, figure: most ? wilson(most.cell[0], n) : null },
      right: { n: m, figure: most ? wilson(most.cell[1], m) : null },
      cause:
        'a group of customers, a platform or a market is missing on one side, or values are mapped wrongly',
      signs: [],
      remedy: `compare ${property.left} by platform and day on both sides`,
      detail: { distance: effect, value: most?.text ?? null, psi: stabilityIndex(cells) },
    },
  };
}

function totalOn(values: readonly Value[], side: 0 | 1): number {
  return values.reduce((all, { cell }) => all + cell[side], 0);
}

/** The values that the plan lists, as text; null: it lists none. */
function enumOf(schema: Json): ReadonlySet<string> | null {
  const listed = isObject(schema) ? schema['enum'] : undefined;
  return Array.isArray(listed) ? new Set(listed.map(String)) : null;
}
