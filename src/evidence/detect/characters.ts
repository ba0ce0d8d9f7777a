/** What kinds of characters a value has, as bits: nearly every value is done with after this. */
export const DIGIT = 1;
export const LETTER = 2;
export const SPACE = 4;
export const AT = 8;
export const COLON = 16;
export const PERCENT = 32;
export const PLUS = 64;

/** Longer values are looked at up to here: bounded time for a value of any size. */
export const LOOKED_AT = 4096;

/** By code below 128; everything above counts as a letter. */
const KINDS = new Uint8Array(128);
for (let code = 48; code < 58; code++) KINDS[code] = DIGIT;
for (let code = 65; code < 91; code++) KINDS[code] = LETTER;
for (let code = 97; code < 123; code++) KINDS[code] = LETTER;
for (const [char, kind] of [
  [' ', SPACE],
  ['\n', SPACE],
  ['\t', SPACE],
  ['@', AT],
  [':', COLON],
  ['%', PERCENT],
  ['+', PLUS],
] as const) {
  KINDS[char.charCodeAt(0)] = kind;
}

export function kindsOf(text: string): number {
  let kinds = 0;
  const length = Math.min(text.length, LOOKED_AT);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    kinds |= code < 128 ? (KINDS[code] ?? 0) : LETTER;
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
