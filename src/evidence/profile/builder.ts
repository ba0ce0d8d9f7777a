import type { SampleEvent } from '../event.ts';
import { eventKey, type Profile } from '../profile.ts';
import { HASH_RANGE, type Hasher, nameHash } from '../sketch/hash.ts';
import { HeavyHitters } from '../sketch/heavy.ts';
import { idFlags, linkOf, reachOnce } from '../sketch/id-sketch.ts';
import { LogBuckets } from '../sketch/log-buckets.ts';
import type { Broken } from '../watcher.ts';
import { absorbCounts, bump, counted, earliest, latest, plausible, RunCounts, record } from './counts.ts';
import { EventCounter, type EventFacts, type EventOptions } from './event.ts';
import { IdentifierCounter, type IdentifierOptions, NO_ID, STAND_IN } from './identifier.ts';
import { pathOf } from './path.ts';

/** Unplanned event names kept. */
const MOST_NAMES = 5000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What stands at the top of a profile and is not counted. */
export type ProfileHead = Pick<
  Profile,
  'system' | 'plan' | 'made' | 'sketch' | 'forms' | 'sampling' | 'parts' | 'reaches'
>;

export interface ProfileOptions {
  readonly head: ProfileHead;
  readonly hasher: Hasher;
  /** Best first: the first that an event carries is its person. */
  readonly identifiers: readonly IdentifierOptions[];
  /** The stand-in that a value is; null when it may be an identifier. Absent: those of the catalogue. */
  readonly isPlaceholder?: (value: string) => string | null;
  /** By event key; what the plan does not have has no options of its own. */
  readonly event: (key: string) => EventOptions;
}

interface Named {
  readonly rank: number;
  readonly planned: boolean;
  readonly counter: EventCounter;
}

/** Builds a profile event by event, and joins finished ones: the same state serves both. */
export class ProfileBuilder {
  private events = new Map<string, Named>();
  private unplannedNames = 0;
  private theta = HASH_RANGE;
  private otherEvents = 0;
  private identifiers = new Map<string, IdentifierCounter>();
  private ranked: readonly IdentifierCounter[];
  private total = 0;
  private invalid = 0;
  private unplanned = 0;
  private first: number | null = null;
  private last: number | null = null;
  private hours = new Map<number, number>();
  private hourRun = new RunCounts<number>((hour, n) => this.hours.set(hour, (this.hours.get(hour) ?? 0) + n));
  private savedHours = new Map<string, number>();
  private lag = new LogBuckets();
  private heavy = new HeavyHitters();
  private hashes: Float64Array;
  private reach: ReadonlyMap<string, number>;

  constructor(private readonly options: ProfileOptions) {
    this.ranked = options.identifiers.map((identifier) => this.identifier(identifier));
    this.hashes = new Float64Array(this.ranked.length);
    this.reach = new Map(options.head.reaches.map((system, place) => [system, reachOnce(place)]));
  }

  add(event: SampleEvent, facts: EventFacts): void {
    this.total++;
    if (facts.invalid) this.invalid++;
    const { time, receivedAt } = event;
    if (time !== null) this.addTime(time, receivedAt);
    const best = this.addIds(event, facts);
    const person = best < 0 ? NO_ID : (this.hashes[best] ?? NO_ID);
    if (person >= 0) this.ranked[best]?.isPerson();
    const named = this.named(eventKey(event.call, event.name));
    if (named === null) {
      this.unplanned++;
      this.otherEvents++;
      return;
    }
    if (!named.planned) this.unplanned++;
    named.counter.add(event, facts, person, best < 0 ? 'none' : (this.ranked[best]?.options.tie ?? 'none'));
  }

  /** Values of an event that was added failed keywords of JSON Schema. What is not there is counted by its absence. */
  violate(event: SampleEvent, broken: readonly Broken[]): void {
    const named = this.events.get(eventKey(event.call, event.name));
    for (const { at, keyword } of broken) {
      const path = pathOf(event.properties, at);
      if (path !== null) named?.counter.properties.violate(path, keyword);
    }
  }

  /** Takes in what another builder or run counted under the same head. */
  absorb(saved: Profile): void {
    const { totals } = saved;
    this.total += totals.events;
    this.invalid += totals.invalid;
    this.unplanned += totals.unplanned;
    this.first = earliest(this.first, totals.first);
    this.last = latest(this.last, totals.last);
    absorbCounts(this.savedHours, totals.hours);
    this.lag.absorb(totals.lag);
    this.heavy.absorb(totals.heavy);
    this.otherEvents += saved.other_events.n;
    this.bound(saved.other_events.theta);
    for (const key of Object.keys(saved.events)) {
      const profile = saved.events[key];
      if (profile === undefined) continue;
      const named = this.named(key, profile.planned);
      if (named === null) this.otherEvents += profile.n;
      else named.counter.absorb(profile);
    }
    for (const type of Object.keys(saved.identifiers)) {
      const profile = saved.identifiers[type];
      if (profile !== undefined) this.identifierBy(type).absorb(profile);
    }
  }

  build(parts: Profile['parts'] = this.options.head.parts): Profile {
    this.cut();
    for (const counter of this.identifiers.values()) counter.settle();
    this.hourRun.settle();
    const hours = new Map(this.savedHours);
    for (const [hour, n] of this.hours) bump(hours, new Date(hour * HOUR).toISOString().slice(0, 13), n);
    return {
      profile: 1,
      ...this.options.head,
      parts: [...parts].sort((a, b) => (a.digest < b.digest ? -1 : a.digest > b.digest ? 1 : 0)),
      totals: {
        events: this.total,
        invalid: this.invalid,
        unplanned: this.unplanned,
        first: this.first,
        last: this.last,
        hours: counted(hours),
        lag: this.lag.toJSON(),
        heavy: this.heavy.encode(),
      },
      events: record(this.events, ({ counter }) => counter.toJSON()),
      other_events: { n: this.otherEvents, theta: this.theta },
      identifiers: record(this.identifiers, (counter) => counter.toJSON()),
    };
  }

  private addTime(time: number, receivedAt: number | null): void {
    if (this.first === null || time < this.first) this.first = time;
    if (this.last === null || time > this.last) this.last = time;
    if (receivedAt !== null) this.lag.add(receivedAt - time);
    if (plausible(time)) this.hourRun.add(Math.floor(time / HOUR));
  }

  /** Index of the best identifier that the event carries; negative without one. */
  private addIds(event: SampleEvent, facts: EventFacts): number {
    let best = -1;
    let flags = consentFlags(facts);
    for (let i = 0; i < this.ranked.length; i++) {
      const counter = this.ranked[i];
      if (counter === undefined) continue;
      const h = counter.add(event.ids[counter.options.type]);
      this.hashes[i] = h;
      if (h === STAND_IN && best < 0) flags |= idFlags.hasPlaceholder;
      if (h < 0) continue;
      flags |= counter.options.flag;
      if (best < 0) best = i;
    }
    if (best < 0) return best;
    let reach = 0;
    for (let i = 0; i < facts.passes.length; i++) reach |= this.reach.get(facts.passes[i] ?? '') ?? 0;
    const day = event.time === null || !plausible(event.time) ? 0 : Math.floor(event.time / DAY);
    let link = NO_ID;
    for (let i = best; i < this.ranked.length; i++) {
      const h = this.hashes[i] ?? NO_ID;
      if (h < 0) continue;
      this.ranked[i]?.link(h, flags, reach, day, link);
      if (i === best) link = linkOf(h, best);
    }
    return best;
  }

  private named(key: string, planned = false): Named | null {
    const known = this.events.get(key);
    if (known !== undefined) return known;
    const options = this.options.event(key);
    const fixed = planned || options.planned;
    const rank = fixed ? 0 : nameHash(key);
    if (!fixed && rank >= this.theta) return null;
    const counter = new EventCounter({ ...options, planned: fixed }, this.options.hasher);
    const named: Named = { rank, planned: fixed, counter };
    this.events.set(key, named);
    if (!fixed && ++this.unplannedNames > 2 * MOST_NAMES) this.cut();
    return this.events.has(key) ? named : null;
  }

  private cut(): void {
    if (this.unplannedNames <= MOST_NAMES) return;
    const ranks: number[] = [];
    for (const { planned, rank } of this.events.values()) if (!planned) ranks.push(rank);
    ranks.sort((a, b) => a - b);
    this.bound(ranks[MOST_NAMES] ?? this.theta);
  }

  private bound(theta: number): void {
    if (theta >= this.theta) return;
    this.theta = theta;
    for (const [key, named] of this.events) {
      if (named.planned || named.rank < theta) continue;
      this.events.delete(key);
      this.unplannedNames--;
      this.otherEvents += named.counter.count;
    }
  }

  private identifier(options: IdentifierOptions): IdentifierCounter {
    const { hasher, head, isPlaceholder } = this.options;
    const counter = new IdentifierCounter(options, head.sketch.k, hasher, isPlaceholder, (h, n) =>
      this.heavy.add(h, n),
    );
    this.identifiers.set(options.type, counter);
    return counter;
  }

  private identifierBy(type: string): IdentifierCounter {
    return (
      this.identifiers.get(type) ??
      this.identifier({ type, form: 'raw', tie: 'known', flag: 0, misplaced: () => null })
    );
  }
}

/** Seen with all consent that was asked for, or with a purpose refused; unknown says neither. */
function consentFlags({ consent }: EventFacts): number {
  if (consent.size === 0) return 0;
  let flags: number = idFlags.consentYes;
  for (const held of consent.values()) {
    if (held !== true) flags &= ~idFlags.consentYes;
    if (held === false) flags |= idFlags.consentNo;
  }
  return flags;
}
