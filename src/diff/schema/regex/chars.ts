/** A set of code points: sorted, disjoint, inclusive ranges. */
export type Chars = readonly (readonly [number, number])[];

export const LAST = 0x10ffff;
export const EVERY: Chars = [[0, LAST]];
export const DIGIT: Chars = [[0x30, 0x39]];
export const WORD: Chars = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
];
/** WhiteSpace and LineTerminator of ECMA-262. */
export const SPACE: Chars = [
  [0x9, 0xd],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const LINE_ENDS: Chars = [
  [0xa, 0xa],
  [0xd, 0xd],
  [0x2028, 0x2029],
];
export const DOT: Chars = invert(LINE_ENDS);

export function one(code: number): Chars {
  return [[code, code]];
}

export function union(...sets: readonly Chars[]): Chars {
  const all = sets.flat().sort((a, b) => a[0] - b[0]);
  const out: [number, number][] = [];
  for (const [lo, hi] of all) {
    const last = out.at(-1);
    if (last !== undefined && lo <= last[1] + 1) last[1] = Math.max(last[1], hi);
    else out.push([lo, hi]);
  }
  return out;
}

export function invert(set: Chars): Chars {
  const out: [number, number][] = [];
  let next = 0;
  for (const [lo, hi] of set) {
    if (lo > next) out.push([next, lo - 1]);
    next = hi + 1;
  }
  if (next <= LAST) out.push([next, LAST]);
  return out;
}

/** Adds the other case of the ASCII letters in it. */
export function foldCase(set: Chars): Chars {
  const shifted = (from: number, to: number, by: number): Chars =>
    set.flatMap(([lo, hi]): [number, number][] => {
      const a = Math.max(lo, from);
      const b = Math.min(hi, to);
      return a <= b ? [[a + by, b + by]] : [];
    });
  return union(set, shifted(0x41, 0x5a, 32), shifted(0x61, 0x7a, -32));
}

export function has(set: Chars, code: number): boolean {
  let low = 0;
  let high = set.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = set[middle];
    if (range === undefined) return false;
    if (code < range[0]) high = middle - 1;
    else if (code > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

/** What a reader likes to see first: letters, digits, then the rest of what prints. */
const PLEASANT: Chars = [
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x2d, 0x2d],
  [0x5f, 0x5f],
  [0x20, 0x7e],
  [0xa1, 0x2fff],
];

/**
 * A code point of an inclusive range, the pleasantest; null when the range has surrogates only, which no
 * text has alone. The rank says how pleasant, 0 the most.
 */
export function pick(lo: number, hi: number): { code: number; rank: number } | null {
  for (const [rank, [a, b]] of PLEASANT.entries()) {
    const code = Math.max(lo, a);
    if (code <= Math.min(hi, b)) return { code, rank };
  }
  const code = lo >= 0xd800 && lo <= 0xdfff ? 0xe000 : lo;
  return code <= hi ? { code, rank: PLEASANT.length } : null;
}
