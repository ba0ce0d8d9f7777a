import type { CallKind, SampleEvent } from '../event.ts';
import type { Consent, EventProfile } from '../profile.ts';
import { type Hasher, sha256 } from '../sketch/hash.ts';
import { countingKmv, occurrences, Sample } from '../sketch/kmv.ts';
import { type PairEntry, pairPayload, pairSample } from '../sketch/pairs.ts';
import {
  absorbCounts,
  absorbList,
  bump,
  counted,
  earliest,
  latest,
  NameCounts,
  plausible,
  RunCounts,
  record,
  zeros,
} from './counts.ts';
import { type Seen, SLICES } from './presence.ts';
import { type PathOptions, PropertiesCounter } from './properties.ts';

export const SAMPLED_PEOPLE = 256;
const SAMPLED_MESSAGES = 512;
/** Few events have orders, and of duplicates and lost ones a few in a hundred have to show. */
const SAMPLED_PAIRS: Readonly<Record<string, number>> = { order_id: 1024 };
/** An unplanned name needs a few only: enough to be recognised under its planned one. */
const SAMPLED_UNPLANNED_PAIRS = 64;
const MOST_VERSIONS = 64;
const DAY = 86_400_000;
const HOUR = 3_600_000;

export interface EventOptions {
  readonly planned: boolean;
  readonly path: PathOptions;
  /** Where a marketing purpose has a signal, properties are counted a second time for events with consent. */
  readonly eligible: boolean;
}

/** What is known of one event beside itself; the engine finds it while it checks. */
export interface EventFacts {
  /** It breaks the plan. */
  readonly invalid: boolean;
  /** Purpose → its signal held; null: cannot be known. */
  readonly consent: ReadonlyMap<string, boolean | null>;
  /** Consent, identifiers and conditions let it through to all marketing systems that the plan sends it to. */
  readonly eligible: boolean;
  /** Systems that the plan lets it through to. */
  readonly passes: readonly string[];
  /** Platform, one of `SLICES`. */
  readonly slice: string | null;
  /** Paired with the other side by these ids: `order_id` → value. */
  readonly pairs: ReadonlyMap<string, { readonly id: string; readonly entry: Omit<PairEntry, 'seen'> }>;
}

/** Builds the summary of one event name. */
export class EventCounter {
  private n = 0;
  private planned: boolean;
  private invalid = 0;
  private first: number | null = null;
  private last: number | null = null;
  private calls = new Map<CallKind, number>();
  private callRun = new RunCounts<CallKind>((call, n) =>
    this.calls.set(call, (this.calls.get(call) ?? 0) + n),
  );
  private versions = new NameCounts(MOST_VERSIONS);
  /** By days since the epoch: turned into dates once, at the end. */
  private days = new Map<number, number>();
  private savedDays = new Map<string, number>();
  private hod = zeros(24);
  private hourRun = new RunCounts<number>((hour, n) => this.addHours(hour, n));
  private g = zeros(64);
  private consent = new Map<string, [number, number, number]>();
  private tied = { known: 0, contact: 0, anonymous: 0, none: 0 };
  private slices = new Map<string, number>();
  private passes = new Map<string, number>();
  private people = new Sample(countingKmv(SAMPLED_PEOPLE), occurrences);
  private pairs = new Map<string, Sample<PairEntry>>();
  private eligibleN = 0;
  private eligibleG = zeros(64);
  private eligibleSlices = new Map<string, number>();
  readonly properties: PropertiesCounter;
  private eligible: PropertiesCounter | null;

  constructor(
    private readonly options: EventOptions,
    private readonly hasher: Hasher,
  ) {
    this.planned = options.planned;
    this.properties = new PropertiesCounter(options.path, hasher);
    this.eligible = options.eligible ? new PropertiesCounter(options.path, hasher) : null;
  }

  get count(): number {
    return this.n;
  }

  /** `person`: hash of the best identifier, negative without one. */
  add(event: SampleEvent, facts: EventFacts, person: number, tie: keyof EventProfile['tied']): void {
    this.n++;
    if (facts.invalid) this.invalid++;
    this.callRun.add(event.call);
    const { version, time } = event;
    if (version !== null) this.versions.add(version);
    if (time !== null) this.addTime(time);
    this.tied[tie]++;
    if (facts.slice !== null) bump(this.slices, facts.slice);
    for (let i = 0; i < facts.passes.length; i++) bump(this.passes, facts.passes[i] ?? '');
    if (facts.consent.size > 0) for (const [purpose, held] of facts.consent) this.addConsent(purpose, held);
    if (person >= 0) {
      const group = person % 64;
      this.g[group] = (this.g[group] ?? 0) + 1;
      this.people.bottom.add(person, 1);
    }
    if (facts.pairs.size > 0) for (const [id, pair] of facts.pairs) this.addPair(id, pair.id, pair.entry);
    const seen: Seen = {
      group: person < 0 ? -1 : person % 16,
      slice: facts.slice === null ? -1 : SLICES.indexOf(facts.slice),
    };
    this.properties.add(event.properties, seen);
    if (facts.eligible && this.eligible !== null) {
      this.eligibleN++;
      if (facts.slice !== null) bump(this.eligibleSlices, facts.slice);
      if (person >= 0) this.eligibleG[person % 64] = (this.eligibleG[person % 64] ?? 0) + 1;
      this.eligible.add(event.properties, seen);
    }
  }

  absorb(saved: EventProfile): void {
    this.n += saved.n;
    this.planned ||= saved.planned;
    this.invalid += saved.invalid;
    this.first = earliest(this.first, saved.first);
    this.last = latest(this.last, saved.last);
    absorbCounts(this.calls as Map<string, number>, saved.calls as Record<string, number>);
    this.versions.absorb(saved.versions);
    absorbCounts(this.savedDays, saved.days);
    absorbList(this.hod, saved.hod);
    absorbList(this.g, saved.g);
    for (const purpose of Object.keys(saved.consent)) {
      absorbList(this.consentOf(purpose), saved.consent[purpose] ?? []);
    }
    for (const tie of ['known', 'contact', 'anonymous', 'none'] as const) this.tied[tie] += saved.tied[tie];
    absorbCounts(this.slices, saved.slices);
    absorbCounts(this.passes, saved.passes);
    this.people.absorb(saved.people);
    for (const id of Object.keys(saved.pairs)) {
      const pairs = saved.pairs[id];
      if (pairs !== undefined) this.pairsBy(id).absorb(pairs);
    }
    this.properties.absorb(saved.properties, saved.other_properties);
    if (saved.eligible === null) return;
    this.eligible ??= new PropertiesCounter(this.options.path, this.hasher);
    this.eligibleN += saved.eligible.n;
    absorbList(this.eligibleG, saved.eligible.g);
    absorbCounts(this.eligibleSlices, saved.eligible.slices);
    this.eligible.absorb(saved.eligible.properties, saved.eligible.other_properties);
  }

  toJSON(): EventProfile {
    this.callRun.settle();
    this.hourRun.settle();
    const days = new Map(this.savedDays);
    for (const [day, n] of this.days) bump(days, new Date(day * DAY).toISOString().slice(0, 10), n);
    return {
      n: this.n,
      planned: this.planned,
      invalid: this.invalid,
      first: this.first,
      last: this.last,
      calls: counted(this.calls),
      versions: this.versions.toJSON(),
      days: counted(days),
      hod: this.hod,
      g: this.g,
      consent: record(this.consent, (counts): Consent => counts),
      tied: this.tied,
      slices: counted(this.slices),
      passes: counted(this.passes),
      people: this.people.toJSON(),
      pairs: record(this.pairs, (sample) => sample.toJSON()),
      properties: this.properties.toJSON(),
      other_properties: this.properties.theta,
      eligible:
        this.eligible === null
          ? null
          : {
              n: this.eligibleN,
              g: this.eligibleG,
              slices: counted(this.eligibleSlices),
              properties: this.eligible.toJSON(),
              other_properties: this.eligible.theta,
            },
    };
  }

  private addTime(time: number): void {
    if (this.first === null || time < this.first) this.first = time;
    if (this.last === null || time > this.last) this.last = time;
    if (plausible(time)) this.hourRun.add(Math.floor(time / HOUR));
  }

  private addHours(hour: number, n: number): void {
    const day = Math.floor(hour / 24);
    this.days.set(day, (this.days.get(day) ?? 0) + n);
    this.hod[hour - day * 24] = (this.hod[hour - day * 24] ?? 0) + n;
  }

  private addConsent(purpose: string, held: boolean | null): void {
    const at = held === null ? 2 : held ? 0 : 1;
    const counts = this.consentOf(purpose);
    counts[at] = (counts[at] ?? 0) + 1;
  }

  private consentOf(purpose: string): [number, number, number] {
    let counts = this.consent.get(purpose);
    if (counts === undefined) {
      counts = [0, 0, 0];
      this.consent.set(purpose, counts);
    }
    return counts;
  }

  private addPair(by: string, id: string, entry: Omit<PairEntry, 'seen'>): void {
    const { bottom } = this.pairsBy(by);
    // Hardly any comes twice, so that none is worth remembering.
    const h = this.hasher.ofDigest(by, sha256(id));
    if (!bottom.beyond(h)) bottom.add(h, { ...entry, seen: 1 });
  }

  private pairsBy(id: string): Sample<PairEntry> {
    let sample = this.pairs.get(id);
    if (sample === undefined) {
      sample = new Sample(
        pairSample(this.planned ? (SAMPLED_PAIRS[id] ?? SAMPLED_MESSAGES) : SAMPLED_UNPLANNED_PAIRS),
        pairPayload,
      );
      this.pairs.set(id, sample);
    }
    return sample;
  }
}
