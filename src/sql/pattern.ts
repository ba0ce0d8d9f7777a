import { invert, type PatternNode, parsePattern } from '../text/pattern-syntax.ts';

/** Families of regular expressions that engines have. `posix` has no escapes for code points. */
export type Flavour = 're2' | 'java' | 'postgres' | 'posix';

/** The largest count that `{n,m}` takes. */
const MOST: Readonly<Record<Flavour, number>> = { re2: 1000, java: 65_535, postgres: 255, posix: 255 };
const LAST = 0x10ffff;
/** Scripts that RE2 and Java both have; categories have one or two letters. */
const SCRIPTS = new Set(
  'Arabic Armenian Bengali Cyrillic Devanagari Georgian Greek Han Hangul Hebrew Hiragana Katakana Latin Tamil Thai'.split(
    ' ',
  ),
);

type Range = readonly [number, number];

/** What JSON Schema's `pattern` says, as a tree; `fold`: letters of ASCII in either case. */
export function patternOf(source: string, fold = false): PatternNode {
  const node = parsePattern(source);
  return fold ? folded(node) : node;
}

/**
 * The same language in the syntax of an engine, sets spelt out: they disagree on `\d`, `\s`, `.` and `$`. Null where it has
 * no equal: look-around, back references, counts beyond the engine's, sets of Unicode where it knows none.
 */
export function patternText(node: PatternNode, flavour: Flavour): string | null {
  switch (node.kind) {
    case 'set':
      return setText(node, flavour);
    case 'sequence':
      return joined(node.items, flavour, '');
    case 'choice': {
      const inside = joined(node.items, flavour, '|');
      return inside === null ? null : group(inside, flavour);
    }
    case 'repeat': {
      const inside = patternText(node.item, flavour);
      const most = node.max === Number.POSITIVE_INFINITY ? node.min : node.max;
      if (inside === null || most > MOST[flavour]) return null;
      const atom = node.item.kind === 'set' ? inside : group(inside, flavour);
      return `${atom}${bounds(node.min, node.max)}`;
    }
    case 'edge':
      return edge(node.text, flavour);
    case 'look':
    case 'back':
      return null;
  }
}

function joined(items: readonly PatternNode[], flavour: Flavour, separator: string): string | null {
  const texts = items.map((item) => patternText(item, flavour));
  return texts.includes(null) ? null : texts.join(separator);
}

function group(inside: string, flavour: Flavour): string {
  return flavour === 'posix' ? `(${inside})` : `(?:${inside})`;
}

function edge(text: '^' | '$' | '\\b' | '\\B', flavour: Flavour): string | null {
  if (text === '^' || text === '$') {
    // Before a last line break, Java's $ holds too.
    return flavour === 'java' ? (text === '^' ? '\\A' : '\\z') : text;
  }
  if (flavour === 're2' || flavour === 'java') return text;
  return flavour === 'postgres' ? (text === '\\b' ? '\\y' : '\\Y') : null;
}

function bounds(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  if (min === 0 && max === 1) return '?';
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function setText(set: Extract<PatternNode, { kind: 'set' }>, flavour: Flavour): string | null {
  if (/\\[pP]\{/.test(set.re2)) return unicodeSet(set.re2, set.negated, flavour);
  const sorted = merged(set.ranges);
  const [only] = sorted;
  if (sorted.length === 1 && only && only[0] === only[1]) return point(only[0], flavour, false);
  if (sorted.length === 0) return null;
  if (sorted.length === 1 && only && only[0] === 0 && only[1] === LAST) {
    return flavour === 're2' || flavour === 'java' ? '(?s:.)' : flavour === 'postgres' ? '.' : '(.|\n)';
  }
  const most = sorted.at(-1);
  const negated = most !== undefined && most[1] === LAST;
  const inside = (negated ? invert(sorted) : sorted).map((range) => rangeText(range, flavour));
  return inside.includes(null) ? null : `[${negated ? '^' : ''}${inside.join('')}]`;
}

function unicodeSet(re2: string, negated: boolean, flavour: Flavour): string | null {
  if (flavour === 'postgres' || flavour === 'posix') return null;
  let known = true;
  const inside = re2.replace(/\\([pP])\{([^}]*)\}/g, (_, letter: string, called: string) => {
    if (/^[A-Z][a-z]?$/.test(called)) return `\\${letter}{${called}}`;
    if (!SCRIPTS.has(called)) known = false;
    return flavour === 'java' ? `\\${letter}{Is${called}}` : `\\${letter}{${called}}`;
  });
  return known ? `[${negated ? '^' : ''}${inside}]` : null;
}

function rangeText([from, to]: Range, flavour: Flavour): string | null {
  const [start, end] = [point(from, flavour, true), point(to, flavour, true)];
  if (start === null || end === null) return null;
  return from === to ? start : `${start}-${end}`;
}

/** One code point, inside brackets or outside. */
function point(code: number, flavour: Flavour, bracket: boolean): string | null {
  if (code === 0 || (code >= 0xd800 && code <= 0xdfff))
    return flavour === 're2' || flavour === 'java' ? hex(code) : null;
  const char = String.fromCodePoint(code);
  if (/[A-Za-z0-9_ ]/.test(char)) return char;
  if (code >= 33 && code < 127) {
    // Where a backslash needs escaping itself, a bracket is plainer; inside one these four must have it.
    if (flavour === 'posix' && !bracket)
      return /[\\^]/.test(char) ? `\\${char}` : /[.$*+?()[\]{}|]/.test(char) ? `[${char}]` : char;
    return /[\\\]^-]/.test(char) ||
      (!bracket && /[.$*+?()[{}|/]/.test(char)) ||
      (bracket && char === '[') ||
      (flavour === 'java' && char === '&')
      ? `\\${char}`
      : char;
  }
  switch (flavour) {
    case 're2':
    case 'java':
      return hex(code);
    case 'postgres':
      return code > 0xffff
        ? `\\U${code.toString(16).padStart(8, '0')}`
        : `\\u${code.toString(16).padStart(4, '0')}`;
    case 'posix':
      return char;
  }
}

function hex(code: number): string {
  return `\\x{${code.toString(16)}}`;
}

function merged(ranges: readonly Range[]): Range[] {
  const out: [number, number][] = [];
  for (const [from, to] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = out.at(-1);
    if (before !== undefined && from <= before[1] + 1) before[1] = Math.max(before[1], to);
    else out.push([from, to]);
  }
  return out;
}

/** Either case of ASCII's letters, and no others. */
function folded(node: PatternNode): PatternNode {
  switch (node.kind) {
    case 'set':
      return { ...node, ranges: node.ranges.flatMap(bothCases) };
    case 'sequence':
    case 'choice':
      return { ...node, items: node.items.map(folded) };
    case 'repeat':
      return { ...node, item: folded(node.item) };
    case 'look':
      return { ...node, item: folded(node.item) };
    default:
      return node;
  }
}

/** Of a set that is a complement the letters are all in it, or none should be: `[^a]` means no `A` either, when folded. */
function bothCases([from, to]: Range): Range[] {
  const shifted = (low: number, high: number, by: number): Range[] => {
    const [start, end] = [Math.max(from, low), Math.min(to, high)];
    return start <= end ? [[start + by, end + by]] : [];
  };
  return [[from, to], ...shifted(65, 90, 32), ...shifted(97, 122, -32)];
}
