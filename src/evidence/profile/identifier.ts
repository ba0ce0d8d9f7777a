import type { Json } from '../../text/json.ts';
import type { FormId } from '../identity/form.ts';
import { readId } from '../identity/form.ts';
import { placeholderOf } from '../identity/placeholder.ts';
import type { IdentifierProfile } from '../profile.ts';
import type { Hasher } from '../sketch/hash.ts';
import { type IdEntry, idFlags, idPayload, idSketch } from '../sketch/id-sketch.ts';
import { Sample } from '../sketch/kmv.ts';
import { Memo } from '../sketch/memo.ts';
import { absorbCounts, bump, counted } from './counts.ts';

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
}

export const NO_ID = -1;

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
  private readings: Memo<Reading>;

  constructor(
    readonly options: IdentifierOptions,
    k: number,
    hasher: Hasher,
    isPlaceholder: (value: string) => string | null = placeholderOf,
  ) {
    this.ids = new Sample(idSketch(k), idPayload);
    this.readings = new Memo((value) => read(value, options, hasher, isPlaceholder));
  }

  /** Counts one event's value; its hash, or NO_ID when there is none to join by. */
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
    if (reading.placeholder !== null) {
      bump(this.placeholder, reading.placeholder);
      return NO_ID;
    }
    bump(this.forms, reading.as);
    if (reading.misplaced !== null) bump(this.wrongField, reading.misplaced);
    if (!reading.normal) this.unnormalized++;
    if (reading.h === NO_ID) this.malformed++;
    return reading.h;
  }

  /** After all identifiers of the event are known: what this one was seen with. */
  link(h: number, flags: number, higher: number): void {
    const { bottom } = this.ids;
    if (bottom.beyond(h)) return;
    const known = bottom.get(h);
    if (known !== undefined && (higher === NO_ID || known.links.includes(higher))) known.flags |= flags;
    else bottom.add(h, { flags, links: higher === NO_ID ? [] : [higher] });
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
  }

  toJSON(): IdentifierProfile {
    return {
      seen: this.seen,
      missing: this.missing,
      placeholder: counted(this.placeholder),
      malformed: this.malformed,
      unnormalized: this.unnormalized,
      forms: counted(this.forms),
      wrong_field: counted(this.wrongField),
      ids: this.ids.toJSON(),
    };
  }
}

function read(
  value: string,
  options: IdentifierOptions,
  hasher: Hasher,
  isPlaceholder: (value: string) => string | null,
): Reading {
  const placeholder = isPlaceholder(value);
  if (placeholder !== null) return { h: NO_ID, placeholder, as: 'raw', normal: true, misplaced: null };
  const { as, digest, normal } = readId(options.form, value);
  const h = digest === null ? NO_ID : hasher.ofDigest(options.form, digest);
  return { h, placeholder, as, normal, misplaced: options.misplaced(value) };
}

/** The flag for an identity type by what it is. */
export function flagFor(form: FormId, tie: IdentifierOptions['tie']): number {
  if (form === 'email/std') return idFlags.hasEmail;
  if (form === 'phone/digits') return idFlags.hasPhone;
  return tie === 'anonymous' ? idFlags.hasAnonymous : idFlags.hasUser;
}
