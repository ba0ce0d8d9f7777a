/** What `pattern.ts` needs to know about a regular expression: its structure, with every atom as a set of code points. */
export type PatternNode =
  | CodePointSet
  | { readonly kind: 'sequence' | 'choice'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly min: number; readonly max: number }
  | { readonly kind: 'edge'; readonly text: '^' | '$' | '\\b' | '\\B' }
  | { readonly kind: 'look'; readonly item: PatternNode }
  | { readonly kind: 'back' };

/** One code point out of some. `ranges` may be too wide (properties such as `\p{L}`), never too narrow. */
export interface CodePointSet {
  readonly kind: 'set';
  readonly ranges: readonly Range[];
  /** The same in RE2's syntax, to stand inside brackets. */
  readonly re2: string;
  readonly negated: boolean;
}

type Range = readonly [number, number];

const last = 0x10ffff;
const digit: readonly Range[] = [[48, 57]];
const word: readonly Range[] = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];
/** ECMA-262 WhiteSpace and LineTerminator. */
const space: readonly Range[] = [
  [9, 13],
  [32, 32],
  [160, 160],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
];
const newline: readonly Range[] = [
  [10, 10],
  [13, 13],
  [0x2028, 0x2029],
];
const escapes: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, 0: 0 };

export function set(ranges: readonly Range[]): CodePointSet {
  return { kind: 'set', ranges, re2: ranges.map(rangeText).join(''), negated: false };
}

export function invert(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const out: Range[] = [];
  let next = 0;
  for (const [from, to] of sorted) {
    if (from > next) out.push([next, from - 1]);
    next = Math.max(next, to + 1);
  }
  if (next <= last) out.push([next, last]);
  return out;
}

function rangeText([from, to]: Range): string {
  const hex = (point: number) => `\\x{${point.toString(16)}}`;
  return from === to ? hex(from) : `${hex(from)}-${hex(to)}`;
}

/** Parses what `new RegExp(source, 'u')` or `new RegExp(source)` has already accepted. */
export function parsePattern(source: string): PatternNode {
  const points = Array.from(source);
  let at = 0;

  const peek = () => points[at];
  const take = (text: string) => {
    if (
      !points
        .slice(at, at + text.length)
        .join('')
        .startsWith(text)
    )
      return false;
    at += text.length;
    return true;
  };

  function choice(): PatternNode {
    const items = [sequence()];
    while (take('|')) items.push(sequence());
    return items.length === 1 && items[0] ? items[0] : { kind: 'choice', items };
  }

  function sequence(): PatternNode {
    const items: PatternNode[] = [];
    while (at < points.length && peek() !== '|' && peek() !== ')') items.push(quantified());
    return { kind: 'sequence', items };
  }

  function quantified(): PatternNode {
    const item = atom();
    const bounds = quantifier();
    if (!bounds) return item;
    take('?'); // lazy: the same language, the same cost
    return { kind: 'repeat', item, min: bounds[0], max: bounds[1] };
  }

  function quantifier(): [number, number] | null {
    if (take('*')) return [0, Number.POSITIVE_INFINITY];
    if (take('+')) return [1, Number.POSITIVE_INFINITY];
    if (take('?')) return [0, 1];
    const braces = /^\{(\d+)(,(\d*))?\}/.exec(points.slice(at, at + 40).join(''));
    if (!braces) return null;
    at += braces[0].length;
    const min = Number(braces[1]);
    if (braces[2] === undefined) return [min, min];
    return [min, braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY];
  }

  function atom(): PatternNode {
    if (take('(')) return group();
    if (take('[')) return brackets();
    if (take('^')) return { kind: 'edge', text: '^' };
    if (take('$')) return { kind: 'edge', text: '$' };
    if (take('.')) return set(invert(newline));
    if (take('\\')) {
      if (take('b')) return { kind: 'edge', text: '\\b' };
      if (take('B')) return { kind: 'edge', text: '\\B' };
      const next = peek() ?? '';
      if ((next >= '1' && next <= '9') || next === 'k') return backReference();
      return afterBackslash();
    }
    return set([point()]);
  }

  function backReference(): PatternNode {
    if (take('k')) while (at < points.length && points[at++] !== '>');
    else while (/\d/.test(peek() ?? '')) at++;
    return { kind: 'back' };
  }

  function group(): PatternNode {
    const look = ['?=', '?!', '?<=', '?<!'].find((mark) => take(mark));
    if (!look && take('?<')) while (at < points.length && points[at++] !== '>');
    else if (!look) take('?:');
    const item = choice();
    take(')');
    return look ? { kind: 'look', item } : item;
  }

  function afterBackslash(): CodePointSet {
    const letter = points[at++] ?? '\\';
    if (letter === 'd') return set(digit);
    if (letter === 'w') return set(word);
    if (letter === 's') return set(space);
    if (letter === 'D') return set(invert(digit));
    if (letter === 'W') return set(invert(word));
    if (letter === 'S') return set(invert(space));
    if ((letter === 'p' || letter === 'P') && peek() === '{') return property(letter);
    return set([escaped(letter)]);
  }

  function property(letter: string): CodePointSet {
    let name = '';
    at++;
    while (at < points.length && peek() !== '}') name += points[at++];
    at++;
    const short = name.replace(/^(Script|sc|General_Category|gc)=/, '');
    return { kind: 'set', ranges: [[0, last]], re2: `\\${letter}{${short}}`, negated: false };
  }

  /** One code point, written with an escape whose letter is taken. */
  function escaped(letter: string): Range {
    const rest = points.slice(at, at + 12).join('');
    const hex =
      (letter === 'x' && /^([0-9a-fA-F]{2})/.exec(rest)) ||
      (letter === 'u' && (/^\{([0-9a-fA-F]+)\}/.exec(rest) ?? /^([0-9a-fA-F]{4})/.exec(rest)));
    if (hex) {
      at += hex[0].length;
      return one(surrogates(Number.parseInt(hex[1] ?? '0', 16)));
    }
    if (letter === 'c' && /^[A-Za-z]/.test(rest)) return one((points[at++] ?? 'A').charCodeAt(0) % 32);
    return one(escapes[letter] ?? letter.codePointAt(0) ?? 0);
  }

  /** `🛒` is one code point. */
  function surrogates(high: number): number {
    const low = /^\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(points.slice(at, at + 6).join(''));
    if (high < 0xd800 || high > 0xdbff || !low) return high;
    at += 6;
    return (high - 0xd800) * 0x400 + (Number.parseInt(low[1] ?? '0', 16) - 0xdc00) + 0x10000;
  }

  function point(): Range {
    return one((points[at++] ?? '').codePointAt(0) ?? 0);
  }

  function brackets(): CodePointSet {
    const negated = take('^');
    const parts: CodePointSet[] = [];
    while (at < points.length && peek() !== ']') parts.push(member());
    at++;
    const ranges = parts.flatMap((part) => part.ranges);
    // The complement of a set that may be too wide may be anything.
    const loose = parts.some((part) => /^\\[pP]/.test(part.re2));
    return {
      kind: 'set',
      ranges: negated ? (loose ? [[0, last]] : invert(ranges)) : ranges,
      re2: parts.map((part) => part.re2).join(''),
      negated,
    };
  }

  function member(): CodePointSet {
    const from = bracketAtom();
    const start = from.ranges[0];
    const single = from.ranges.length === 1 && start && start[0] === start[1];
    if (!single || peek() !== '-' || points[at + 1] === ']') return from;
    const dash = at++;
    const to = bracketAtom();
    const end = to.ranges[0];
    if (to.ranges.length === 1 && end && end[0] === end[1]) return set([[start[0], end[0]]]);
    at = dash; // `[a-\d]`, outside Unicode mode: the dash is itself
    return from;
  }

  function bracketAtom(): CodePointSet {
    if (!take('\\')) return set([point()]);
    if (take('b')) return set([one(8)]);
    if (take('-')) return set([one(45)]);
    return afterBackslash();
  }

  return choice();
}

function one(point: number): Range {
  return [point, point];
}
