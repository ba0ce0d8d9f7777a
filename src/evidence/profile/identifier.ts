import type { Json } from '../../text/json.ts';
import type { FormId } from '../identity/form.ts';
import { readId } from '../identity/form.ts';
import { mistakenDigests } from '../identity/mistakes.ts';
import { placeholderOf } from '../identity/placeholder.ts';
import type { IdentifierProfile } from '../profile.ts';
import { BottomK } from '../sketch/bottom-k.ts';
import type { Hasher } from '../sketch/hash.ts';
import { FIRST_DAY, type IdEntry, idFlags, idPayload, idSketch } from '../sketch/id-sketch.ts';
import { type Payload, Sample } from '../sketch/kmv.ts';
import { QuickMemo } from '../sketch/quick-memo.ts';
import { absorbCounts, bump, counted, record } from './counts.ts';

/** One identity type of the plan, as the profile counts it. */
export interface IdentifierOptions {
  readonly type: string;
  readonly form: FormId;
  /** What an event is tied to a person by. */
  readonly tie: 'known' | 'contact' | 'anonymous';
  /** Which flag says that an entry was seen with it. */
  readonly flag: number;
  /** Kind that a value of this type must not be, such as an e-mail as user id; null: none. */
  readonly misplaced: (value: string) => string | null;
}

/** A value read once: what it is, and its hash when it is an identifier. */
interface Reading {
  readonly h: number;
  readonly placeholder: string | null;
  readonly as: string;
  readonly normal: boolean;
  readonly misplaced: string | null;
  /** Flags of the value itself. */
  readonly own: number;
  /** Events with it since the counts were brought up to date, and those of which it is the person. */
  n: number;
  persons: number;
}

/** Hashes are not negative: there is none to join by, or a stand-in took its place. */
export const NO_ID = -1;
export const STAND_IN = -2;
const PROBED = 512;
/** More would let memory grow with people up to a tenth of a million; fewer would hash regular visitors again and again. */
const REMEMBERED = 32_768;

/** Builds the summary of one identity type. */
export class IdentifierCounter {
  private seen = 0;
  private missing = 0;
  private placeholder = new Map<string, number>();
  private malformed = 0;
  private unnormalized = 0;
  private forms = new Map<string, number>();
  private wrongField = new Map<string, number>();
  private ids: Sample<IdEntry>;
  /** What `add` read last. */
  private last: Reading | null = null;
  private probes = new Map<string, Sample<null>>();
  /** Events are counted by value, and each value by what it is when its place is taken, or at the end. */
  private readings: QuickMemo<Reading>;

  constructor(
    readonly options: IdentifierOptions,
    k: number,
    hasher: Hasher,
    isPlaceholder: (value: string) => string | null = placeholderOf,
    private readonly persons: (h: number, n: number) => void = () => {},
  ) {
    this.ids = new Sample(idSketch(k), idPayload);
    const make = (value: string) => {
      const reading = read(value, options, hasher, isPlaceholder);
      if (reading.h >= 0) this.probe(value, hasher);
      return reading;
    };
    this.readings = new QuickMemo(make, REMEMBERED, (reading) => this.settle(reading), hasher.texts);
  }

  /** Counts one event's value; its hash, or NO_ID or STAND_IN when there is none to join by. */
  add(value: Json | undefined): number {
    if (value === undefined || value === null) {
      this.missing++;
      return NO_ID;
    }
    this.seen++;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') {
      this.malformed++;
      return NO_ID;
    }
    const reading = this.readings.get(String(value));
    reading.n++;
    this.last = reading;
    return reading.placeholder === null ? reading.h : STAND_IN;
  }

  /** The value that `add` read last is the event's person. */
  isPerson(): void {
    if (this.last !== null) this.last.persons++;
  }

  /** Brings all counts up to date. */
  settleAll(): void {
    for (const reading of this.readings.kept()) this.settle(reading);
  }

  private settle(reading: Reading): void {
    const { n, persons } = reading;
    reading.n = 0;
    reading.persons = 0;
    if (persons > 0) this.persons(reading.h, persons);
    if (n === 0) return;
    if (reading.placeholder !== null) {
      bump(this.placeholder, reading.placeholder, n);
      return;
    }
    bump(this.forms, reading.as, n);
    if (reading.misplaced !== null) bump(this.wrongField, reading.misplaced, n);
    if (!reading.normal) this.unnormalized += n;
    if (reading.h === NO_ID) this.malformed += n;
  }

  /** After all identifiers of the event are known: what this one was seen with. `day`: since 1970; `best`: a link, or NO_ID. */
  link(h: number, flags: number, reach: number, day: number, best: number): void {
    const { bottom } = this.ids;
    if (bottom.beyond(h)) return;
    bottom.add(h, {
      flags: flags | (this.last?.own ?? 0),
      reach,
      first: day < FIRST_DAY ? Number.POSITIVE_INFINITY : day,
      last: day < FIRST_DAY ? Number.NEGATIVE_INFINITY : day,
      links: best === NO_ID ? [] : [best],
    });
  }

  absorb(saved: IdentifierProfile): void {
    this.seen += saved.seen;
    this.missing += saved.missing;
    absorbCounts(this.placeholder, saved.placeholder);
    this.malformed += saved.malformed;
    this.unnormalized += saved.unnormalized;
    absorbCounts(this.forms, saved.forms);
    absorbCounts(this.wrongField, saved.wrong_field);
    this.ids.absorb(saved.ids);
    for (const mistake of Object.keys(saved.probes)) {
      const sample = saved.probes[mistake];
      if (sample !== undefined) this.probeFor(mistake).absorb(sample);
    }
  }

  toJSON(): IdentifierProfile {
    this.settleAll();
    return {
      seen: this.seen,
      missing: this.missing,
      placeholder: counted(this.placeholder),
      malformed: this.malformed,
      unnormalized: this.unnormalized,
      forms: counted(this.forms),
      wrong_field: counted(this.wrongField),
      ids: this.ids.toJSON(),
      probes: record(this.probes, (sample) => sample.toJSON()),
    };
  }

  /** Notes what a wrong recipe would make of the value: once a value, so it costs little where ids come often. */
  private probe(value: string, hasher: Hasher): void {
    const { form } = this.options;
    for (const [mistake, digest] of mistakenDigests(form, value)) {
      this.probeFor(mistake).bottom.add(hasher.ofDigest(form, digest), null);
    }
  }

  private probeFor(mistake: string): Sample<null> {
    let sample = this.probes.get(mistake);
    if (sample === undefined) {
      sample = new Sample(new BottomK(PROBED, () => null), nothing);
      this.probes.set(mistake, sample);
    }
    return sample;
  }
}

const nothing: Payload<null> = { write: () => undefined, read: () => null };

function read(
  value: string,
  options: IdentifierOptions,
  hasher: Hasher,
  isPlaceholder: (value: string) => string | null,
): Reading {
  const placeholder = isPlaceholder(value);
  if (placeholder !== null)
    return { h: NO_ID, placeholder, as: 'raw', normal: true, misplaced: null, own: 0, n: 0, persons: 0 };
  const { as, digest, normal } = readId(options.form, value);
  const h = digest === null ? NO_ID : hasher.ofDigest(options.form, digest);
  const misplaced = options.misplaced(value);
  const own =
    (misplaced === null ? 0 : idFlags.misplaced) | (as === 'md5' || as === 'sha1' ? idFlags.otherHash : 0);
  return { h, placeholder, as, normal, misplaced, own, n: 0, persons: 0 };
}

/** The flag for an identity type by what it is. */
export function flagFor(form: FormId, tie: IdentifierOptions['tie']): number {
  if (form === 'email/std') return idFlags.hasEmail;
  if (form === 'phone/digits') return idFlags.hasPhone;
  return tie === 'anonymous' ? idFlags.hasAnonymous : idFlags.hasUser;
}
