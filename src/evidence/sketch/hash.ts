import { hash } from 'node:crypto';
import { kindsOf } from '../../text/characters.ts';
import type { KnownTexts } from '../known-texts.ts';
import { NumberMemo } from './number-memo.ts';

/** Hashes lie in 0 ≤ h < 2^48: exact in a double, and 12 hex digits in any SQL engine. */
export const HASH_RANGE = 2 ** 48;

/** Stands in for a key where none was given: results repeat, but nothing made with it may be saved. */
export const PUBLIC_KEY = 'dataplan';

/** The one sampling hash: the same id is sampled on every side that uses the same key and form. */
export interface Hasher {
  /** First 8 hex digits of sha256("id:" key); null without a key. */
  readonly keyId: string | null;
  /** `value` as it stands. */
  of(form: string, value: string): number;
  /** Of a property's value: hashed once, as nobody sends values hashed. */
  ofValue(value: string): number;
  /** The same of a whole number's text. */
  ofWhole(value: number): number;
  /** Where the value's own sha256 (64 lower-case hex digits) is all there is. */
  ofDigest(form: string, digest: string): number;
  /** What the reader of the values knows of their texts. */
  readonly texts: KnownTexts;
}

/** Hashes that are remembered: 131,072 of texts and as many of numbers, as bits. */
const REMEMBERED = 17;

/**
 * `h` = first 12 hex digits of sha256(key ":" form ":" sha256hex(value)) as a number.
 * In SQL: `substr(sha256(key || ':' || form || ':' || sha256(value)), 1, 12)`.
 */
export function createHasher(key: string | null, texts: KnownTexts = { kindsOf, quickHash }): Hasher {
  const secret = key ?? PUBLIC_KEY;
  const ofDigest = (form: string, digest: string) => nameHash(`${secret}:${form}:${digest}`);
  const valueHash = (text: string) => nameHash(`${secret}:value:${text}`);
  const [values, wholes] = [new NumberMemo(REMEMBERED), new NumberMemo(REMEMBERED)];
  return {
    texts,
    keyId: key === null ? null : sha256(`id:${key}`).slice(0, 8),
    of: (form, value) => ofDigest(form, sha256(value)),
    ofDigest,
    ofValue(value) {
      const at = quickKey(texts.quickHash(value), value.length);
      const known = values.get(at);
      if (known >= 0) return known;
      const made = valueHash(value);
      values.put(at, made);
      return made;
    },
    ofWhole(value) {
      if (value < 0 || value > 2 ** 52) return valueHash(String(value));
      const known = wholes.get(value);
      if (known >= 0) return known;
      const made = valueHash(String(value));
      wholes.put(value, made);
      return made;
    },
  };
}

/**
 * A number that stands for a text, of its quick hash and length. Two texts have the same by chance once in 10^15 pairs;
 * what is remembered under it must be worth no more than that.
 */
export function quickKey(hash: number, length: number): number {
  return hash * 16 + (length & 15);
}

/** Lower-case hex SHA-256 of the value's UTF-8 bytes. */
export function sha256(value: string): string {
  return hash('sha256', value, 'hex');
}

/** Hash of a name of the plan's or the vendor's: no secret, so the same in every profile. The first 48 bits of its SHA-256. */
export function nameHash(name: string): number {
  const bytes = hash('sha256', name, 'binary');
  let h = 0;
  for (let i = 0; i < 6; i++) h = h * 256 + bytes.charCodeAt(i);
  return h;
}

/**
 * A fast hash of the same range, for state that never leaves the run: who chooses texts to collide only spoils the
 * counts about them.
 */
export function quickHash(text: string): number {
  let a = FIRST;
  let b = SECOND;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    a = Math.imul(a ^ code, 0xcc9e2d51);
    b = Math.imul(b + code, 0x1b873593) ^ (a >>> 13);
  }
  return joined(a, b);
}

/** The same of a text of ASCII by its bytes. */
export function quickHashOf(bytes: Uint8Array, from: number, to: number): number {
  let a = FIRST;
  let b = SECOND;
  for (let i = from; i < to; i++) {
    const code = bytes[i] ?? 0;
    a = Math.imul(a ^ code, 0xcc9e2d51);
    b = Math.imul(b + code, 0x1b873593) ^ (a >>> 13);
  }
  return joined(a, b);
}

const FIRST = 0x9e3779b9;
const SECOND = 0x85ebca6b;

function joined(first: number, second: number): number {
  let [a, b] = [first, second];
  a = Math.imul(a ^ (b >>> 15), 0x2c1b3c6d);
  b = Math.imul(b ^ (a >>> 13), 0x297a2d39);
  return ((b ^ (b >>> 16)) >>> 16) * 2 ** 32 + ((a ^ (a >>> 15)) >>> 0);
}
