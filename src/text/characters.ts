/** What kinds of characters a text has, as bits: most texts are done with after this. */
export const DIGIT = 1;
export const LOWER = 2;
export const UPPER = 4;
export const SPACE = 8;
export const AT = 16;
export const COLON = 32;
export const PERCENT = 64;
export const PLUS = 128;
/** What starts the query or the fragment of a URL. */
export const QUERY = 256;
export const OTHER = 512;
export const LETTER = LOWER | UPPER;

/** Longer texts are looked at up to here: bounded time for a text of any size. */
export const LOOKED_AT = 4096;

/** By code below 128; everything above counts as a letter of either case. */
export const kindOfCode = new Uint16Array(128).fill(OTHER);
kindOfCode.fill(DIGIT, 48, 58);
kindOfCode.fill(UPPER, 65, 91);
kindOfCode.fill(LOWER, 97, 123);
for (const [chars, kind] of [
  [' \n\t', SPACE],
  ['@', AT],
  [':', COLON],
  ['%', PERCENT],
  ['+', PLUS],
  ['?#', QUERY],
] as const) {
  for (const char of chars) kindOfCode[char.charCodeAt(0)] = kind;
}

export function kindsOf(text: string): number {
  let kinds = 0;
  const length = Math.min(text.length, LOOKED_AT);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    kinds |= code < 128 ? (kindOfCode[code] ?? 0) : LETTER;
  }
  return kinds;
}

export function countDigits(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) digits++;
  }
  return digits;
}

/** How often one character stands in a text. */
export function count(text: string, char: string): number {
  let n = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + 1)) n++;
  return n;
}
