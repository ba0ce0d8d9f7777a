import { businessEvent, eventMeaning } from '../catalogue/index.ts';
import type { EventProfile, Profile } from '../evidence/profile.ts';
import { spellingKey } from '../text/nearest.ts';
import { words } from '../text/words.ts';
import { common, foundShare } from './matched.ts';
import { sum } from './stats/clusters.ts';

/** What speaks for (or against) two names being one event. */
export interface Sign {
  readonly points: number;
  readonly text: string;
  /** Only about names: never enough alone. */
  readonly name: boolean;
}

/** An event under a name that may be another's. */
export interface Candidate {
  readonly name: string;
  readonly profile: EventProfile;
}

export interface Context {
  /** The right side in the catalogue. */
  readonly vendor: string | null;
  /** Right to left, as the plan lets through. */
  readonly base: number;
  /** Some sampled id is on both sides. */
  readonly sharesIds: boolean;
  /** Events of each day on either side. */
  readonly leftDays: ReadonlyMap<string, number>;
  readonly rightDays: ReadonlyMap<string, number>;
}

const PREFIX = /^(?:ecommerce\.|commerce\/|af_)/;
const LEAST_SHARED = 5;
const PRESENT = 0.05;

/** Adds up the evidence that `found` on the right is what `planned` is on the left. */
export function signsOf(
  planned: Candidate & { readonly key: string; readonly rightName: string },
  found: Candidate,
  context: Context,
): Sign[] {
  const { vendor, base } = context;
  return [
    ...(context.sharesIds ? ids(planned.profile, found.profile) : []),
    ...meanings(planned, found.name, vendor),
    ...names([planned.key, planned.name, planned.rightName], found.name),
    ...properties(planned.profile, found.profile),
    ...days(planned.profile, found.profile, context),
    ...volumes(planned.profile, found.profile, base),
  ];
}

export function scoreOf(signs: readonly Sign[]): number {
  return sum(signs.map(({ points }) => points));
}

function ids(left: EventProfile, right: EventProfile): Sign[] {
  const weigh = (by: string, most: number): Sign[] => {
    const sample = common(right.pairs[by], left.pairs[by]);
    if (sample === null || sample.left.size < LEAST_SHARED) return [];
    const { n, found } = foundShare(sample);
    const share = found / n;
    if (share < 0.2) return [];
    const text = `${found} of ${n} sampled ids (${by}) are the same`;
    return [{ points: share >= 0.5 ? most : most / 2, text, name: false }];
  };
  return [...weigh('message_id', 100), ...weigh('order_id', 80)];
}

function meanings(
  { key, rightName }: { key: string; rightName: string },
  found: string,
  vendor: string | null,
): Sign[] {
  const own = businessEvent(key) ?? (vendor === null ? null : eventMeaning(vendor, rightName));
  const there = businessEvent(found) ?? (vendor === null ? null : eventMeaning(vendor, found));
  if (own === null || there === null) return [];
  return own === there
    ? [{ points: 60, text: `both mean ${own.canonical}`, name: true }]
    : [{ points: -200, text: `${found} means ${there.canonical}`, name: true }];
}

function names(planned: readonly string[], found: string): Sign[] {
  const plain = (name: string) => name.replace(PREFIX, '');
  if (planned.some((name) => spellingKey(plain(name)) === spellingKey(plain(found))))
    return [{ points: 40, text: 'the same words in another spelling', name: true }];
  const overlap = Math.max(...planned.map((name) => jaccard(tokens(plain(name)), tokens(plain(found)))));
  return overlap >= 0.67 ? [{ points: 25, text: 'nearly the same words', name: true }] : [];
}

function tokens(name: string): Set<string> {
  return new Set(words(name).map((word) => word.toLowerCase().replace(/(?:ed|s)$/, '')));
}

export function jaccard<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): number {
  const both = [...a].filter((each) => b.has(each)).length;
  const all = a.size + b.size - both;
  return all === 0 ? 0 : both / all;
}

function properties(left: EventProfile, right: EventProfile): Sign[] {
  const [a, b] = [usualOf(left), usualOf(right)];
  if (a.size < 2 || b.size < 2) return [];
  const share = jaccard(a, b);
  const text = `${Math.round(share * 100)} % of their properties are the same`;
  if (share >= 0.6) return [{ points: 25, text, name: false }];
  if (share >= 0.4) return [{ points: 12, text, name: false }];
  return share <= 0.1 ? [{ points: -25, text, name: false }] : [];
}

const usual = new WeakMap<EventProfile, ReadonlySet<string>>();

/** Properties that are there in more than a few events. */
function usualOf(event: EventProfile): ReadonlySet<string> {
  const known = usual.get(event) ?? findUsual(event);
  usual.set(event, known);
  return known;
}

function findUsual({ n, properties: own }: EventProfile): ReadonlySet<string> {
  const often = Object.keys(own).filter((path) => (own[path]?.present ?? 0) >= PRESENT * n);
  return new Set(often.filter((path) => !/[.[]/.test(path)).map(spellingKey));
}

const ENOUGH_DAYS = 14;
const ALIKE = 0.8;

/** Shares of each day's events go up and down together. Raw counts of any two events do: all follow the shop. */
function days(left: EventProfile, right: EventProfile, { leftDays, rightDays }: Context): Sign[] {
  const both = Object.keys(left.days).filter((day) => right.days[day] !== undefined);
  if (both.length < ENOUGH_DAYS) return [];
  const shares = (side: EventProfile, all: ReadonlyMap<string, number>) =>
    both.map((day) => Math.log((side.days[day] ?? 1) / (all.get(day) ?? 1)));
  return correlation(shares(left, leftDays), shares(right, rightDays)) >= ALIKE
    ? [{ points: 15, text: 'their share of each day goes up and down together', name: false }]
    : [];
}

/** Events of a system by day. */
export function eventsByDay({ totals }: Profile): Map<string, number> {
  const days = new Map<string, number>();
  for (const [hour, n] of Object.entries(totals.hours)) {
    const day = hour.slice(0, 10);
    days.set(day, (days.get(day) ?? 0) + n);
  }
  return days;
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [sum(x) / x.length, sum(y) / y.length];
  const [dx, dy] = [x.map((each) => each - mx), y.map((each) => each - my)];
  const top = sum(dx.map((each, i) => each * (dy[i] ?? 0)));
  const below = Math.sqrt(sum(dx.map((each) => each ** 2)) * sum(dy.map((each) => each ** 2)));
  return below === 0 ? 0 : top / below;
}

/** `base`: right to left as the plan lets through. */
function volumes(left: EventProfile, right: EventProfile, base: number): Sign[] {
  const off = Math.abs(Math.log(right.n / (left.n * base)));
  if (off <= Math.log(1.5)) return [{ points: 10, text: 'about as many', name: false }];
  return off > Math.log(4) ? [{ points: -20, text: 'far fewer or more', name: false }] : [];
}
