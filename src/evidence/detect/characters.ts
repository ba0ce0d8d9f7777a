/** Characters of a value counted in one pass: nearly every value is done with after this. */
export interface Characters {
  length: number;
  digits: number;
  letters: number;
  spaces: number;
  dots: number;
  colons: number;
  dashes: number;
  commas: number;
  /** Index of the first `@`, `%`, `:`; -1 without. */
  at: number;
  percent: number;
  colon: number;
  plus: boolean;
  slashes: number;
}

/** Longer values are looked at up to here: bounded time for a value of any size. */
export const LOOKED_AT = 4096;

/** Fills `into`, which the caller keeps: no allocation per value. */
export function countCharacters(text: string, into: Characters): void {
  let digits = 0;
  let letters = 0;
  let spaces = 0;
  let dots = 0;
  let colons = 0;
  let dashes = 0;
  let commas = 0;
  let slashes = 0;
  let at = -1;
  let percent = -1;
  let colon = -1;
  let plus = false;
  const length = Math.min(text.length, LOOKED_AT);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 97 && code <= 122) letters++;
    else if (code >= 48 && code <= 57) digits++;
    else if (code >= 65 && code <= 90) letters++;
    else if (code === 32) spaces++;
    else if (code === 45) dashes++;
    else if (code === 46) dots++;
    else if (code === 47) slashes++;
    else if (code === 58) {
      if (colon < 0) colon = i;
      colons++;
    } else if (code === 64) {
      if (at < 0) at = i;
    } else if (code === 37) {
      if (percent < 0) percent = i;
    } else if (code === 43) plus = true;
    else if (code === 44) commas++;
    else if (code > 127) letters++;
  }
  into.length = length;
  into.digits = digits;
  into.letters = letters;
  into.spaces = spaces;
  into.dots = dots;
  into.colons = colons;
  into.dashes = dashes;
  into.commas = commas;
  into.slashes = slashes;
  into.at = at;
  into.percent = percent;
  into.colon = colon;
  into.plus = plus;
}

export function noCharacters(): Characters {
  return {
    length: 0,
    digits: 0,
    letters: 0,
    spaces: 0,
    dots: 0,
    colons: 0,
    dashes: 0,
    commas: 0,
    at: -1,
    percent: -1,
    colon: -1,
    plus: false,
    slashes: 0,
  };
}
