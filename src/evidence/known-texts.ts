import { kindsOf } from '../text/characters.ts';
import { quickHash } from './sketch/hash.ts';

/**
 * What whoever read a text can tell about it without a look at its characters again: it had its bytes in hand, where a
 * look costs a fifth. The answers are those of `kindsOf` and `quickHash`, for any text.
 */
export interface KnownTexts {
  kindsOf(text: string): number;
  quickHash(text: string): number;
}

/** For texts of which nothing is known. */
export const unknownTexts: KnownTexts = { kindsOf, quickHash };
