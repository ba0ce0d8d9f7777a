import { hash } from 'node:crypto';
import { kindsOf } from '../../text/characters.ts';
import type { KnownTexts } from '../known-texts.ts';
import { QuickMemo } from './quick-memo.ts';

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
  /** Where the value's own sha256 (64 lower-case hex digits) is all there is. */
  ofDigest(form: string, digest: string): number;
  /** What the reader of the values knows of their texts. */
  readonly texts: KnownTexts;
}

/** Hashes of texts that are remembered. */
const REMEMBERED = 131_072;

/**
 * `h` = first 12 hex digits of sha256(key ":" form ":" sha256hex(value)) as a number.
 * In SQL: `substr(sha256(key || ':' || form || ':' || sha256(value)), 1, 12)`.
 */
export function createHasher(key: string | null, texts: KnownTexts = { kindsOf, quickHash }): Hasher {
  const secret = key ?? PUBLIC_KEY;
  const memos = new Map<string, QuickMemo<number>>();
  const ofDigest = (form: string, digest: string) =>
    Number.parseInt(sha256(`${secret}:${form}:${digest}`).slice(0, 12), 16);
  const remember = (make: (text: string) => number) => new QuickMemo(make, REMEMBERED, () => {}, texts);
  const values = remember((text) => Number.parseInt(sha256(`${secret}:value:${text}`).slice(0, 12), 16));
  return {
    texts,
    ofValue: (value) => values.get(value),
    keyId: key === null ? null : sha256(`id:${key}`).slice(0, 8),
    ofDigest,
    of(form, value) {
      let memo = memos.get(form);
      if (memo === undefined) {
        memo = remember((text) => ofDigest(form, sha256(text)));
        memos.set(form, memo);
      }
      return memo.get(value);
    },
  };
}

/** Lower-case hex SHA-256 of the value's UTF-8 bytes. */
export function sha256(value: string): string {
  return hash('sha256', value, 'hex');
}

/** Hash of a name of the plan's or the vendor's: no secret, so the same in every profile. */
export function nameHash(name: string): number {
  return Number.parseInt(sha256(name).slice(0, 12), 16);
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
