import { type Chars, DIGIT, DOT, foldCase, invert, one, SPACE, union, WORD } from './chars.ts';

/** A regular expression without what regular languages do not have. */
export type Tree =
  | { readonly is: 'chars'; readonly chars: Chars }
  | { readonly is: 'sequence'; readonly parts: readonly Tree[] }
  | { readonly is: 'choice'; readonly parts: readonly Tree[] }
  | { readonly is: 'repeat'; readonly part: Tree; readonly min: number; readonly max: number }
  | { readonly is: 'start' }
  | { readonly is: 'end' };

/** The expression has something this parser has no theory of: look-around, back references, `\b`, `\p`. */
export class NotRegular extends Error {}

/** Nesting that no real pattern has, and that would exhaust the stack. */
const DEEPEST = 100;

/** Reads the source of a RegExp that JavaScript has already accepted. */
export function parsePattern(source: string, ignoreCase = false): Tree {
  return new Parser(source, ignoreCase).parse();
}

class Parser {
  private at = 0;
  private readonly units: readonly string[];
  private depth = 0;
  private readonly ignoreCase: boolean;

  constructor(source: string, ignoreCase: boolean) {
    this.units = [...source];
    this.ignoreCase = ignoreCase;
  }

  parse(): Tree {
    const tree = this.choice();
    if (this.at < this.units.length) throw new NotRegular(`"${this.peek()}" out of place`);
    return tree;
  }

  private peek(): string {
    return this.units[this.at] ?? '';
  }

  private eat(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.units[this.at + i] !== text[i]) return false;
    this.at += text.length;
    return true;
  }

  private choice(): Tree {
    this.depth += 1;
    if (this.depth > DEEPEST) throw new NotRegular('groups nested too deeply');
    const parts = [this.sequence()];
    while (this.eat('|')) parts.push(this.sequence());
    this.depth -= 1;
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { is: 'choice', parts };
  }

  private sequence(): Tree {
    const parts: Tree[] = [];
    while (this.at < this.units.length && this.peek() !== '|' && this.peek() !== ')') {
      parts.push(this.quantified(this.term()));
    }
    return { is: 'sequence', parts };
  }

  private quantified(part: Tree): Tree {
    const [min, max] = this.quantifier() ?? [1, 1];
    if (min === 1 && max === 1) return part;
    this.eat('?'); // Lazy or greedy: the same language.
    return { is: 'repeat', part, min, max };
  }

  private quantifier(): [number, number] | null {
    if (this.eat('*')) return [0, Number.POSITIVE_INFINITY];
    if (this.eat('+')) return [1, Number.POSITIVE_INFINITY];
    if (this.eat('?')) return [0, 1];
    const braces = /^\{(\d{1,9})(,(\d{0,9}))?\}/.exec(this.units.slice(this.at, this.at + 24).join(''));
    if (braces === null) return null;
    this.at += braces[0].length;
    const min = Number(braces[1]);
    if (braces[2] === undefined) return [min, min];
    return [min, braces[3] ? Number(braces[3]) : Number.POSITIVE_INFINITY];
  }

  private term(): Tree {
    if (this.eat('^')) return { is: 'start' };
    if (this.eat('$')) return { is: 'end' };
    if (this.eat('(')) return this.group();
    if (this.eat('[')) return this.chars(this.set());
    if (this.eat('.')) return { is: 'chars', chars: DOT };
    if (this.eat('\\')) return this.chars(this.escape());
    return this.chars(one(this.next()));
  }

  private chars(chars: Chars): Tree {
    return { is: 'chars', chars: this.ignoreCase ? foldCase(chars) : chars };
  }

  private next(): number {
    const unit = this.units[this.at];
    if (unit === undefined) throw new NotRegular('ends too soon');
    this.at += 1;
    return unit.codePointAt(0) ?? 0;
  }

  private group(): Tree {
    if (this.eat('?')) {
      const named = /^<[^=!>][^>]*>/.exec(this.units.slice(this.at, this.at + 100).join(''));
      if (named !== null) this.at += [...named[0]].length;
      else if (!this.eat(':')) throw new NotRegular('it looks ahead or behind');
    }
    const tree = this.choice();
    if (!this.eat(')')) throw new NotRegular('a group is open');
    return tree;
  }

  private escape(): Chars {
    const code = this.next();
    switch (String.fromCodePoint(code)) {
      case 'd':
        return DIGIT;
      case 'D':
        return invert(DIGIT);
      case 'w':
        return WORD;
      case 'W':
        return invert(WORD);
      case 's':
        return SPACE;
      case 'S':
        return invert(SPACE);
      case 'n':
        return one(0xa);
      case 'r':
        return one(0xd);
      case 't':
        return one(0x9);
      case 'v':
        return one(0xb);
      case 'f':
        return one(0xc);
      case 'x':
        return one(this.hex(2));
      case 'u':
        return one(this.unicode());
      case 'c':
        return one(this.next() % 32);
      case '0':
        if (/\d/.test(this.peek())) throw new NotRegular('an octal escape');
        return one(0);
      case 'b':
      case 'B':
        throw new NotRegular('it asks for word boundaries');
      case 'p':
      case 'P':
        throw new NotRegular('it names a Unicode property');
      case 'k':
        throw new NotRegular('it refers back');
      default:
        if (code >= 0x31 && code <= 0x39) throw new NotRegular('it refers back');
        return one(code);
    }
  }

  private hex(length: number): number {
    const text = this.units.slice(this.at, this.at + length).join('');
    if (!new RegExp(`^[0-9a-fA-F]{${length}}$`).test(text)) throw new NotRegular('an unfinished escape');
    this.at += length;
    return Number.parseInt(text, 16);
  }

  private unicode(): number {
    if (this.eat('{')) {
      let text = '';
      while (this.peek() !== '}' && this.at < this.units.length) text += String.fromCodePoint(this.next());
      this.eat('}');
      return Number.parseInt(text, 16);
    }
    const high = this.hex(4);
    if (high >= 0xd800 && high <= 0xdbff && this.eat('\\u')) {
      const low = this.hex(4);
      return 0x10000 + (high - 0xd800) * 0x400 + (low - 0xdc00);
    }
    return high;
  }

  private set(): Chars {
    const negated = this.eat('^');
    const members: Chars[] = [];
    while (!this.eat(']')) {
      const from = this.member();
      const only = from.length === 1 && from[0]?.[0] === from[0]?.[1] ? from[0]?.[0] : undefined;
      // A dash makes a range only between two single characters.
      if (only !== undefined && this.peek() === '-' && this.units[this.at + 1] !== ']') {
        this.at += 1;
        const to = this.member();
        const last = to.length === 1 && to[0]?.[0] === to[0]?.[1] ? to[0]?.[0] : undefined;
        if (last === undefined) members.push(from, one(0x2d), to);
        else members.push([[only, last]]);
      } else members.push(from);
    }
    const chars = union(...members);
    return negated ? invert(this.ignoreCase ? foldCase(chars) : chars) : chars;
  }

  private member(): Chars {
    if (!this.eat('\\')) return one(this.next());
    if (this.eat('b')) return one(0x8);
    if (this.eat('-')) return one(0x2d);
    return this.escape();
  }
}

/**
 * How long a backtracking engine may need on a text of this length, in steps, from each place it may
 * start at: repeats side by side share the text in every way there is, one inside another may double with
 * each character.
 */
export function costOf(tree: Tree, length: number): number {
  const { nested, loops } = loopsOf(tree);
  if (nested) return 2 ** Math.min(length, 1000);
  let ways = Math.max(1, length);
  for (let i = 1; i <= loops; i++) ways = (ways * (length + i)) / i;
  return ways;
}

function loopsOf(tree: Tree): { nested: boolean; loops: number } {
  switch (tree.is) {
    case 'sequence':
    case 'choice': {
      const inner = tree.parts.map(loopsOf);
      return {
        nested: inner.some((part) => part.nested),
        loops: inner.reduce((sum, part) => sum + part.loops, 0),
      };
    }
    case 'repeat': {
      const inner = loopsOf(tree.part);
      const many = tree.max > 10;
      return { nested: inner.nested || (many && inner.loops > 0), loops: inner.loops + (many ? 1 : 0) };
    }
    default:
      return { nested: false, loops: 0 };
  }
}
