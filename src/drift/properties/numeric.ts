import type { PropertyProfile } from '../../evidence/profile.ts';
import { type LogBucketsData, quantile, totalOf } from '../../evidence/sketch/log-buckets.ts';
import type { PairEntry } from '../../evidence/sketch/pairs.ts';
import type { AlignedEvent, AlignedProperty } from '../aligned.ts';
import { type Comparing, type Comparison, notEnough } from '../comparing.ts';
import { judge, NORMAL } from '../gates.ts';
import type { Matched } from '../matched.ts';
import { median } from '../stats/clusters.ts';
import { kolmogorov, shifted } from '../stats/distributions.ts';
import { kolmogorovTail } from '../stats/tails.ts';
import { nameFactor } from './factor-name.ts';
import type { Sides } from './sides.ts';

const LEAST_PAIRS = 20;
const LEAST_UNPAIRED = 1000;
/** A hundredfold needs no more. */
const LEAST_FOR_LARGE = 60;
const LARGE = 5;
const LEAST_FOR_SHAPE = 200;
/** Ratios within this share of their median are one factor. */
const CONSTANT = 0.004;
const NEARLY_ALL = 0.8;
/** So many equal pairs leave nothing to ask. */
const EQUAL = 0.97;
/** Without pairs: thresholds times so much. */
const UNPAIRED = { tolerance: 5, error: 10 / 3 };
const LOG_GAMMA = Math.log(1.01 / 0.99);

/** Ratios and shapes of one number; pairs speak for themselves, distributions only where there are none. */
export function numeric(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
  sample: Matched | null,
): Comparison[] {
  const [left, right] = [sides.left.properties[property.left], sides.right.properties[property.right]];
  if (!isNumeric(left) || !isNumeric(right)) return [];
  const ratios = sample === null ? [] : ratiosOf(sample, property);
  const paired = ratios.length >= LEAST_PAIRS ? byPairs(comparing, aligned, property, ratios) : null;
  const factor = paired ?? byQuantiles(comparing, aligned, property, sides);
  const equal = ratios.filter(({ ratio }) => Math.abs(ratio) <= CONSTANT).length;
  if (ratios.length >= LEAST_PAIRS && equal >= EQUAL * ratios.length) return [factor];
  const log = factor.verdict === 'differs' ? Number(factor.told?.detail?.['log'] ?? 0) : 0;
  // A factor that changes with the currency changes the shape, too.
  if (factor.told?.detail?.['byCurrency'] === true && factor.verdict === 'differs') return [factor];
  return [factor, shape(comparing, aligned, property, sides, log)];
}

function isNumeric(property: PropertyProfile | undefined): property is PropertyProfile {
  if (property?.num == null) return false;
  return totalOf(property.num.buckets) >= 0.8 * (property.present - property.null - property.empty);
}

interface Ratio {
  readonly ratio: number;
  readonly currency: string;
}

function ratiosOf({ left, right }: Matched, property: AlignedProperty): Ratio[] {
  return [...left].flatMap(([h, entry]): Ratio[] => {
    const other = right.get(h);
    const [a, b] = [amountOf(entry, property.left), other && amountOf(other, property.right)];
    return a && b && a * b > 0 ? [{ ratio: Math.log(b / a), currency: entry.currency }] : [];
  });
}

function amountOf({ values }: PairEntry, path: string): number | undefined {
  return values.find(([name]) => name === path)?.[1];
}

/** The same orders on both sides. */
function byPairs(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  ratios: readonly Ratio[],
): Comparison | null {
  const all = ratios.map(({ ratio }) => ratio);
  const whole = constant(all);
  const currencies = new Map<string, number[]>();
  for (const { ratio, currency } of ratios)
    currencies.set(currency, [...(currencies.get(currency) ?? []), ratio]);
  const groups = [...currencies]
    .filter(([, list]) => list.length >= 5)
    .map(([currency, list]) => ({ currency, factor: constant(list) }));
  const off = groups.filter(({ factor }) => factor !== null && Math.abs(factor) > CONSTANT);
  const byCurrency = whole === null || Math.abs(whole) <= CONSTANT;
  if (byCurrency && groups.length > 1 && off.length > 0 && groups.every(({ factor }) => factor !== null)) {
    return told(comparing, aligned, property, off[0]?.factor ?? 0, {
      n: ratios.length,
      within: CONSTANT,
      byCurrency: true,
      signs: groups.map(({ currency, factor }) => `${currency}: x ${Math.exp(factor ?? 0).toFixed(3)}`),
    });
  }
  if (whole === null) return null;
  const near = all.filter((ratio) => Math.abs(ratio - whole) <= CONSTANT).length;
  const sign = `${near} of ${all.length} records that are on both sides have this factor`;
  return told(comparing, aligned, property, whole, {
    n: ratios.length,
    within: CONSTANT,
    byCurrency: false,
    signs: [sign],
  });
}

/** The one factor (as logarithm) that nearly all have; null: there is none. */
function constant(ratios: readonly number[]): number | null {
  const middle = median(ratios);
  const near = ratios.filter((ratio) => Math.abs(ratio - middle) <= CONSTANT).length;
  return near >= NEARLY_ALL * ratios.length ? middle : null;
}

interface Basis {
  readonly n: number;
  readonly within: number;
  readonly byCurrency: boolean;
  readonly signs: readonly string[];
}

function told(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  log: number,
  basis: Basis,
): Comparison {
  const { tolerance, error } = comparing.tolerance('drift/numeric-factor');
  const size = Math.abs(log);
  const differs = size > Math.log(1 + tolerance);
  return {
    kind: 'numeric-factor',
    event: aligned,
    property,
    verdict: differs ? 'differs' : 'same',
    level: differs ? (size >= Math.log(1 + error) ? 'error' : 'warn') : null,
    p: null,
    told: factorTold(comparing, log, basis, true),
  };
}

function factorTold({ pair }: Comparing, log: number, basis: Basis, exact: boolean): Comparison['told'] {
  const factor = Math.exp(log);
  const name = basis.byCurrency ? null : nameFactor(factor, exact);
  const higher = log > 0 ? pair.right : pair.left.join(' and ');
  return {
    left: { n: basis.n },
    right: {
      n: basis.n,
      figure: { value: factor, low: factor * Math.exp(-basis.within), high: factor * Math.exp(basis.within) },
    },
    cause: basis.byCurrency
      ? 'amounts are converted to another currency on one side'
      : name !== null
        ? name.cause
        : 'a constant factor: another price list, unit or currency',
    signs: basis.signs,
    remedy: basis.byCurrency
      ? 'send the amount in the currency that stands beside it'
      : `decide which of the two is right, and mend what feeds ${higher} or the other`,
    detail: { factor, log, higher, byCurrency: basis.byCurrency, named: name !== null },
  };
}

/** Without pairs: whether the quartiles are all moved by about one factor. */
function byQuantiles(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
): Comparison {
  const kind = 'numeric-factor';
  const [left, right] = [bucketsOf(sides, property, 'left'), bucketsOf(sides, property, 'right')];
  const effective = Math.min(totalOf(left) / sides.left.effect, totalOf(right) / sides.right.effect);
  const moves = [0.25, 0.5, 0.75].map((q) => move(left, right, q));
  if (moves.some((each) => each === null)) return notEnough(kind, aligned, property);
  const logs = moves.flatMap((each) => each ?? []);
  const middle = median(logs);
  const enough = Math.abs(middle) > Math.log(LARGE) ? LEAST_FOR_LARGE : LEAST_UNPAIRED;
  if (effective < enough || sides.blur + sides.mix > 0.1) return notEnough(kind, aligned, property);
  const errors = [
    quantileError(left, totalOf(left) / sides.left.effect),
    quantileError(right, totalOf(right) / sides.right.effect),
  ];
  const error = Math.hypot(...errors, LOG_GAMMA / 2);
  const isConstant = Math.max(...logs) - Math.min(...logs) <= Math.max(0.04, 2.5 * 1.96 * error);
  const said = comparing.tolerance('drift/numeric-factor');
  const bounds = {
    tolerance: Math.log(1 + said.tolerance * UNPAIRED.tolerance),
    error: Math.log(1 + said.error * UNPAIRED.error),
  };
  const judged = judge({ effect: middle, error, freedom: NORMAL }, bounds);
  const basis = {
    n: Math.round(effective),
    within: 1.96 * error,
    byCurrency: false,
    signs: ['a quarter, half and three quarters of all values are moved alike'],
  };
  return {
    kind,
    event: aligned,
    property,
    verdict: judged.verdict === 'differs' && !isConstant ? 'unclear' : judged.verdict,
    level: judged.level,
    p: judged.p,
    told: factorTold(comparing, middle, basis, false),
  };
}

function bucketsOf(sides: Sides, property: AlignedProperty, side: 'left' | 'right'): LogBucketsData {
  const found = sides[side].properties[property[side]]?.num?.buckets;
  return found ?? { level: 0, pos: [], neg: [], zero: 0 };
}

function move(left: LogBucketsData, right: LogBucketsData, q: number): number | null {
  const [a, b] = [quantile(left, q), quantile(right, q)];
  return a !== null && b !== null && a * b > 0 ? Math.log(b / a) : null;
}

/** Of the median's logarithm: where the quantiles lie that its rank may be off by. */
function quantileError(buckets: LogBucketsData, n: number): number {
  const half = 0.5 / Math.sqrt(n);
  const [low, high] = [quantile(buckets, 0.5 - half), quantile(buckets, 0.5 + half)];
  return low !== null && high !== null && low * high > 0
    ? Math.abs(Math.log(high / low)) / 2
    : Number.POSITIVE_INFINITY;
}

/** The largest gap between both distributions, once a factor is taken out. */
function shape(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
  log: number,
): Comparison {
  const kind = 'numeric-shape';
  const [left, right] = [bucketsOf(sides, property, 'left'), bucketsOf(sides, property, 'right')];
  const [n, m] = [totalOf(left) / sides.left.effect, totalOf(right) / sides.right.effect];
  if (Math.min(n, m) < LEAST_FOR_SHAPE) return notEnough(kind, aligned, property);
  const { distance, below } = distanceOf(left, right, log);
  const [p, q] = below;
  const error = Math.sqrt((p * (1 - p)) / n + (q * (1 - q)) / m);
  const effect = Math.max(0, distance - sides.blur - sides.mix);
  const judged = judge({ effect, error, freedom: NORMAL }, comparing.tolerance(`drift/${kind}`));
  return {
    kind,
    event: aligned,
    property,
    verdict: judged.verdict,
    level: judged.level,
    p: kolmogorovTail(distance, n, m),
    told: {
      left: { n: totalOf(left), figure: { value: p, low: p, high: p } },
      right: { n: totalOf(right), figure: { value: q, low: q, high: q } },
      cause: 'large or small values are cut off, rounded or filtered on one side',
      signs: quartiles(left, right),
      remedy: `compare the smallest and largest ${property.left} of both sides`,
      detail: { distance: effect },
    },
  };
}

/** A factor is removed only to the nearest bucket: the better of both neighbours counts. */
function distanceOf(left: LogBucketsData, right: LogBucketsData, log: number) {
  const buckets = log / LOG_GAMMA;
  const tries = log === 0 ? [0] : [Math.floor(buckets), Math.ceil(buckets)];
  const found = tries.map((by) => kolmogorov(shifted(left, by), right));
  return found.reduce((best, each) => (each.distance < best.distance ? each : best));
}

function quartiles(left: LogBucketsData, right: LogBucketsData): string[] {
  const show = (data: LogBucketsData) =>
    [0.25, 0.5, 0.75].map((q) => Number((quantile(data, q) ?? 0).toPrecision(2))).join(', ');
  return [
    `quarter, half and three quarters lie at ${show(left)} on the one side, ${show(right)} on the other`,
  ];
}
