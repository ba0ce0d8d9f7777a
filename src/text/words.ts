import { remembered } from './remembered.ts';

/**
 * What a name is made of, whatever its spelling: `orderId`, `order_id`, `Order ID` and `order-id` are the
 * words order and id.
 */

/** Invisible or disguised: format and control characters, and every space but U+0020. */
const INVISIBLE = /[\p{Cf}\p{Cc}\p{DI}]|(?! )\p{Z}/u;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
const FORMAT = /[\p{Cf}\p{DI}]/gu;

/** Plural acronym, acronym before a word, word with its digits, capitals with theirs, bare digits. */
const WORD =
  /\p{Lu}{2,}s(?!\p{Ll})|\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{Lm}\p{M}]+\p{N}*|\p{Lu}+\p{N}*|\p{N}+|\p{Lt}/gu;

/** In front of and behind a letter: Seller's. */
const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu;

/** The words of a name, as written. Whatever is neither letter nor digit separates and is left out. */
export const words: (name: string) => readonly string[] = remembered(
  (name) => name.replace(FORMAT, '').replace(APOSTROPHE, '').match(WORD) ?? [],
);

export interface Invisible {
  /** Offset in UTF-16 units. */
  readonly index: number;
  /** `U+2008` */
  readonly code: string;
}

/** Characters that a reader cannot see, or that only look like a plain space. */
export function invisibles(name: string): Invisible[] {
  if (!INVISIBLE.test(name)) return [];
  return [...name.matchAll(ALL_INVISIBLE)].map((match) => ({
    index: match.index,
    code: codePoint(match[0]),
  }));
}

/** The name as a reader takes it: invisible characters gone, odd spaces plain, ends trimmed. */
export function visible(name: string): string {
  return name.replace(FORMAT, '').replace(ALL_INVISIBLE, ' ').replace(/ {2,}/g, ' ').trim();
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
