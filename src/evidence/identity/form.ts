import { sha256 } from '../sketch/hash.ts';

/** How a value of an identifier came: as it is, or as the hash of a recipe. */
export type HashForm = 'raw' | 'sha256' | 'SHA256' | 'sha256/base64' | 'md5' | 'sha1';

/** A recipe that brings all ways to write one identifier to one digest, the same on every side. */
export type FormId = 'email/std' | 'phone/digits' | 'raw';

export interface IdReading {
  readonly as: HashForm;
  /**
   * sha256 of the normalised value, lower-case hex; null for a value that cannot be one. Where another hash came it
   * is that one: an id of its own, which only a probe for the mistake can join.
   */
  readonly digest: string | null;
  /** False: the value was not in its normal form, and its digest is that of the normal form. */
  readonly normal: boolean;
}

const MALFORMED: IdReading = { as: 'raw', digest: null, normal: true };
const HEX = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,253}\.[^\s@.]{2,63}$/;

/** Which hash the value looks like; `raw` when none. */
export function hashForm(value: string): HashForm {
  switch (value.length) {
    case 64:
      if (!HEX.test(value)) return 'raw';
      return value === value.toLowerCase() ? 'sha256' : 'SHA256';
    case 44:
      return /^[A-Za-z0-9+/]{43}=$/.test(value) ? 'sha256/base64' : 'raw';
    case 40:
      return HEX.test(value) ? 'sha1' : 'raw';
    case 32:
      return HEX.test(value) ? 'md5' : 'raw';
    default:
      return 'raw';
  }
}

/** Reads one value by a recipe. Lower-casing is ASCII's, as SQL engines differ beyond it. */
export function readId(form: FormId, value: string): IdReading {
  const as = hashForm(value);
  if (form === 'raw') {
    // A destination may hash a user id; shorter hex is what many shops use for the id itself.
    const hashed = as === 'sha256' || as === 'SHA256';
    if (hashed) return { as, digest: value.toLowerCase(), normal: as === 'sha256' };
    return { as: 'raw', digest: sha256(value), normal: value === value.trim() };
  }
  if (as !== 'raw') return { as, digest: digestOf(as, value), normal: as === 'sha256' };
  const normalised = form === 'email/std' ? asciiLower(value.trim()) : phoneDigits(value);
  if (normalised === null || (form === 'email/std' && !EMAIL.test(normalised))) return MALFORMED;
  return { as, digest: sha256(normalised), normal: value === normalised || value === `+${normalised}` };
}

function digestOf(as: HashForm, value: string): string {
  return as === 'sha256/base64' ? Buffer.from(value, 'base64').toString('hex') : value.toLowerCase();
}

export function asciiLower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Country code and number, digits only; null when it cannot be an international number. */
function phoneDigits(value: string): string | null {
  if (!/^\s*(?:\+|00)?[\d\s().-]{7,24}\s*$/.test(value)) return null;
  const digits = value.replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 7 && digits.length <= 15 ? digits : null;
}
