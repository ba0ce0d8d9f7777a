import { numberOf } from '../rules/facts.ts';
import type { AlignedEvent, AlignedProperty } from './aligned.ts';
import type { Comparing, Comparison } from './comparing.ts';
import { arrivedShare, delivery } from './delivery.ts';
import { duplicates, recordsPerId } from './duplicates.ts';
import { type Matched, matched } from './matched.ts';
import { domain } from './properties/domain.ts';
import { numeric } from './properties/numeric.ts';
import { presence } from './properties/presence.ts';
import { renamedProperties, renamedProperty } from './properties/renamed.ts';
import { comparable, type Sides, sidesOf } from './properties/sides.ts';
import { type as typeOf } from './properties/type.ts';
import { type Rename, renamedEvent, withRename } from './renames.ts';
import { median } from './stats/clusters.ts';
import { lag, timeZone } from './timing.ts';
import { type Corrections, missingEvent, UNCORRECTED, volume } from './volume.ts';

const MINUTES_A_DAY = 1440;
/** Loss that is nothing to talk about: ad blockers, closed tabs, refused requests. */
const ORDINARY_LOSS = 0.02;
const MOST_ORDINARY_LOSS = 0.1;

/** What one event's comparison rests on beside its own profiles. */
export interface Grounds {
  readonly renames: readonly Rename[];
  /** Ids that mean the same on both sides. */
  readonly ids: ReadonlySet<string>;
  /** Event key → share of its sampled ids that arrive. */
  readonly arrived: ReadonlyMap<string, number>;
}

/**
 * Everything about one event, causes before symptoms: what a cause explains is looked at again without it, and is
 * `absorbed` when nothing is left of it.
 */
export function compareEvent(
  comparing: Comparing,
  original: AlignedEvent,
  grounds: Grounds,
): { comparisons: Comparison[]; absorbed: number } {
  const renames = grounds.renames.filter(({ of, sure }) => sure && of === original);
  const found: Comparison[] = renames.map((rename) => renamedEvent(comparing, rename));
  const aligned = withRename(original, renames);
  if (aligned.left === null || aligned.left.n === 0) return { comparisons: found, absorbed: 0 };
  if (aligned.right === null || aligned.right.n === 0)
    return { comparisons: [...found, missingEvent(comparing, aligned)], absorbed: 0 };
  const sample = sampleOf(aligned, grounds.ids);
  const clock = comparing.timed ? timing(comparing, aligned, sample) : [];
  const flow = flowing(comparing, aligned, sample, usualOf(comparing, aligned, grounds));
  const sides = sidesOf(comparing, aligned);
  const properties = sides === null ? [] : compareProperties(comparing, aligned, sides, sample);
  const kept = withoutConverted(properties);
  return {
    comparisons: [...found, ...clock, ...flow.comparisons, ...kept],
    absorbed: flow.absorbed + properties.length - kept.length,
  };
}

/** The id by which most records are found again. */
export function sampleOf(aligned: AlignedEvent, ids: ReadonlySet<string>): Matched | null {
  if (aligned.left === null || aligned.right === null) return null;
  const samples = matched(aligned.left, aligned.right).filter(({ by }) => ids.has(by));
  const size = ({ left, right }: Matched) => [...left.keys()].filter((h) => right.has(h)).length;
  return samples.reduce<Matched | null>(
    (best, each) => (best && size(best) >= size(each) ? best : each),
    null,
  );
}

/** Share of ids that usually arrives: what the pair's other events show. */
function usualOf({ base }: Comparing, { event }: AlignedEvent, { arrived }: Grounds): number {
  const others = [...arrived].filter(([key]) => key !== event.key).map(([, share]) => share);
  if (others.length === 0) return 1 - ORDINARY_LOSS;
  // Where all events are short, that is told once, about the pair.
  return Math.max(Math.min(base, 1 - MOST_ORDINARY_LOSS), median(others));
}

export function arrivedBy(comparing: Comparing, events: readonly AlignedEvent[], ids: ReadonlySet<string>) {
  return new Map(
    events.flatMap((aligned): [string, number][] => {
      const sample = sampleOf(aligned, ids);
      const share = sample === null ? null : arrivedShare(comparing, sample);
      return share === null ? [] : [[aligned.event.key, share.arrived / share.n]];
    }),
  );
}

function timing(comparing: Comparing, aligned: AlignedEvent, sample: Matched | null): Comparison[] {
  const zone = timeZone(comparing, aligned, sample);
  if (zone.verdict === 'differs') return [zone];
  const system = comparing.plan.systems.get(comparing.pair.right);
  const days = system === undefined ? null : (numberOf(system, 'time', 'max_age_days')?.value ?? null);
  return [zone, lag(comparing, aligned, sample, days === null ? null : days * MINUTES_A_DAY)];
}

/** Duplicates first, then lost ids, then what they leave of a difference in volume. */
function flowing(
  comparing: Comparing,
  aligned: AlignedEvent,
  sample: Matched | null,
  usual: number,
): { comparisons: Comparison[]; absorbed: number } {
  const twice = sample === null ? null : duplicates(comparing, aligned, sample);
  const lost = sample === null ? null : delivery(comparing, aligned, sample, usual);
  const isTwice = twice?.verdict === 'differs';
  const corrections: Corrections =
    isTwice && sample !== null
      ? { left: recordsPerId(sample.left), right: recordsPerId(sample.right) }
      : UNCORRECTED;
  const raw = volume(comparing, aligned, UNCORRECTED);
  const rest = isTwice ? volume(comparing, aligned, corrections) : raw;
  const less = ((rest.told?.detail?.['ratio'] as number | undefined) ?? 1) < 1;
  const others = [twice, lost].filter((each) => each !== null);
  // That it stopped says more than how many ids are lost; found ids outrank counts.
  if (rest.kind === 'missing-event' && rest.verdict === 'differs') {
    const kept = others.filter((each) => each !== lost);
    return { comparisons: [...kept, rest], absorbed: lost?.verdict === 'differs' ? 1 : 0 };
  }
  const explained = less && lost !== null && (lost.verdict === 'differs' || lost.verdict === 'same');
  const gone = rest.verdict === 'differs' && explained;
  const comparisons = gone ? others : [...others, rest];
  const byTwice = raw.verdict === 'differs' && rest.verdict !== 'differs' ? 1 : 0;
  return { comparisons, absorbed: byTwice + (gone ? 1 : 0) };
}

/** Everything about the properties of an event that both sides have. */
export function compareProperties(
  comparing: Comparing,
  aligned: AlignedEvent,
  sides: Sides,
  sample: Matched | null,
): Comparison[] {
  const renamed = renamedProperties(comparing, aligned, sides);
  const found = renamed.map((each) => renamedProperty(comparing, aligned, sides, each));
  for (const property of comparable(aligned, sides)) {
    const rename = renamed.find((each) => each.property === property);
    if (rename === undefined) found.push(...compareProperty(comparing, aligned, property, sides, sample));
    else {
      const there = { ...property, right: rename.to };
      found.push(...compareValues(comparing, aligned, there, sides, sample));
    }
  }
  return found;
}

/** Converted amounts carry another currency: that is one cause, told with the amount. */
function withoutConverted(comparisons: readonly Comparison[]): readonly Comparison[] {
  const converted = comparisons.some(
    ({ kind, verdict, told }) =>
      kind === 'numeric-factor' && verdict === 'differs' && told?.detail?.['byCurrency'] === true,
  );
  const isCurrency = ({ property }: Comparison) => /currency/i.test(property?.path ?? '');
  const isMix = ({ kind }: Comparison) => kind === 'categorical' || kind === 'enum-domain';
  return converted
    ? comparisons.filter((each) => !(isMix(each) && isCurrency(each) && each.verdict === 'differs'))
    : comparisons;
}

function compareProperty(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
  sample: Matched | null,
): Comparison[] {
  const filled = presence(comparing, aligned, property, sides);
  const isThere = sides.left.properties[property.left] && sides.right.properties[property.right];
  return isThere ? [filled, ...compareValues(comparing, aligned, property, sides, sample)] : [filled];
}

function compareValues(
  comparing: Comparing,
  aligned: AlignedEvent,
  property: AlignedProperty,
  sides: Sides,
  sample: Matched | null,
): Comparison[] {
  const numbers = numeric(comparing, aligned, property, sides, sample);
  // A number's values are no categories, and a factor changes every one of them.
  const asNumber = numbers.length > 0 && !isListed(property);
  const type = typeOf(comparing, aligned, property, sides);
  const values = asNumber ? [] : domain(comparing, aligned, property, sides);
  return [type, ...numbers, ...values];
}

function isListed({ use }: AlignedProperty): boolean {
  const { schema } = use.property;
  return typeof schema !== 'boolean' && 'enum' in schema;
}
