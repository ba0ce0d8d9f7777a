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
import { absorbCounts, bump, counted, record } from './counts.ts';
import { IdReadings, type Reading, type Way } from './id-readings.ts';

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

/** Hashes are not negative: there is none to join by, or a stand-in took its place. */
export const NO_ID = -1;
export const STAND_IN = -2;
const PROBED = 512;

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
  private probes = new Map<string, Sample<null>>();
  /** Events are counted there by what the value is, and here when the counts are asked for. */
  private readings: IdReadings;

  constructor(
    readonly options: IdentifierOptions,
    k: number,
    hasher: Hasher,
    isPlaceholder: (value: string) => string | null = placeholderOf,
    persons: (h: number, n: number) => void = () => {},
  ) {
    this.ids = new Sample(idSketch(k), idPayload);
    const make = (value: string) => {
      const reading = read(value, options, hasher, isPlaceholder);
      if (reading.h >= 0) this.probe(value, hasher);
      return reading;
    };
    this.readings = new IdReadings(make, persons, hasher.texts);
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
    const h = this.readings.add(typeof value === 'string' ? value : String(value));
    return h < 0 && this.readings.way?.placeholder !== null ? STAND_IN : h;
  }

  /** The value that `add` read last is the event's person. */
  isPerson(): void {
    this.readings.isPerson();
  }

  /** Brings all counts up to date. */
  settle(): void {
    this.readings.settle(({ placeholder, as, normal, misplaced, hashed }, n) => {
      if (placeholder !== null) {
        bump(this.placeholder, placeholder, n);
        return;
      }
      bump(this.forms, as, n);
      if (misplaced !== null) bump(this.wrongField, misplaced, n);
      if (!normal) this.unnormalized += n;
      if (!hashed) this.malformed += n;
    });
  }

  /** After all identifiers of the event are known: what this one was seen with. `day`: since 1970; `best`: a link, or NO_ID. */
  link(h: number, flags: number, reach: number, day: number, best: number): void {
    const { bottom } = this.ids;
    if (bottom.beyond(h)) return;
    bottom.add(h, {
      flags: flags | (this.readings.way?.own ?? 0),
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
    this.settle();
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
  if (placeholder !== null) {
    const way: Way = { placeholder, as: 'raw', normal: true, misplaced: null, hashed: false, own: 0 };
    return { h: NO_ID, way };
  }
  const { as, digest, normal } = readId(options.form, value);
  const misplaced = options.misplaced(value);
  const own =
    (misplaced === null ? 0 : idFlags.misplaced) | (as === 'md5' || as === 'sha1' ? idFlags.otherHash : 0);
  const way: Way = { placeholder, as, normal, misplaced, hashed: digest !== null, own };
  return { h: digest === null ? NO_ID : hasher.ofDigest(options.form, digest), way };
}

/** The flag for an identity type by what it is. */
export function flagFor(form: FormId, tie: IdentifierOptions['tie']): number {
  if (form === 'email/std') return idFlags.hasEmail;
  if (form === 'phone/digits') return idFlags.hasPhone;
  return tie === 'anonymous' ? idFlags.hasAnonymous : idFlags.hasUser;
}
