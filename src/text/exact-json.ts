import type { Json } from './json.ts';
import { escapeStep } from './json-pointer.ts';

/** Where a value stands in a text, in UTF-16 units; `key` is its name's place in a map. */
export interface JsonPlace {
  readonly start: number;
  readonly end: number;
  readonly key: { readonly start: number; readonly end: number } | null;
}

const DEEPEST = 500;
/** Longer numbers are no data, and slow to read. */
const MOST_DIGITS = 1_000;

/**
 * Reads JSON and keeps every digit of an integer beyond 2^53, as a `bigint`. Maps have no prototype.
 * Throws SyntaxError. `seen` is told each value's JSON pointer and place.
 */
export function parseExactJson(text: string, seen?: (pointer: string, place: JsonPlace) => void): Json {
  // The engine's own parser is several times faster, and loses nothing where no number is that long.
  if (seen === undefined && !/\d{16}|\d[eE]|__proto__/.test(text)) return JSON.parse(text);
  return new Parser(text, seen ?? null).parse();
}

class Parser {
  private at = 0;
  private readonly text: string;
  private readonly seen: ((pointer: string, place: JsonPlace) => void) | null;

  constructor(text: string, seen: ((pointer: string, place: JsonPlace) => void) | null) {
    this.text = text;
    this.seen = seen;
  }

  parse(): Json {
    const value = this.value('', null, 0);
    this.space();
    if (this.at < this.text.length) throw this.error('the end of the text');
    return value;
  }

  private error(expected: string): SyntaxError {
    const line = this.text.slice(0, this.at).split('\n').length;
    const got = this.at < this.text.length ? JSON.stringify(this.text[this.at]) : 'the end';
    return new SyntaxError(`line ${line}: expected ${expected}, got ${got}`);
  }

  private space(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.at += 1;
    }
  }

  private eat(char: string): boolean {
    this.space();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private value(pointer: string, key: JsonPlace['key'], depth: number): Json {
    if (depth > DEEPEST) throw new SyntaxError(`nested more than ${DEEPEST} deep`);
    this.space();
    const start = this.at;
    const value = this.plain(pointer, depth);
    this.seen?.(pointer, { start, end: this.at, key });
    return value;
  }

  private plain(pointer: string, depth: number): Json {
    const char = this.text[this.at];
    if (char === '{') return this.map(pointer, depth);
    if (char === '[') return this.list(pointer, depth);
    if (char === '"') return this.string();
    for (const [word, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.number();
  }

  private map(pointer: string, depth: number): Json {
    const map: Record<string, Json> = Object.create(null);
    this.at += 1;
    if (this.eat('}')) return map;
    do {
      this.space();
      const start = this.at;
      if (this.text[start] !== '"') throw this.error('a name in double quotes');
      const name = this.string();
      const key = { start, end: this.at };
      if (!this.eat(':')) throw this.error('":"');
      map[name] = this.value(`${pointer}/${escapeStep(name)}`, key, depth + 1);
    } while (this.eat(','));
    if (!this.eat('}')) throw this.error('"," or "}"');
    return map;
  }

  private list(pointer: string, depth: number): Json {
    const list: Json[] = [];
    this.at += 1;
    if (this.eat(']')) return list;
    do list.push(this.value(`${pointer}/${list.length}`, null, depth + 1));
    while (this.eat(','));
    if (!this.eat(']')) throw this.error('"," or "]"');
    return list;
  }

  private string(): string {
    const start = this.at;
    for (let i = start + 1; ; i++) {
      i = this.text.indexOf('"', i);
      if (i < 0) break;
      let escapes = 0;
      while (this.text[i - 1 - escapes] === '\\') escapes += 1;
      // An even number of them escape one another.
      if (escapes % 2 === 1) continue;
      this.at = i + 1;
      return JSON.parse(this.text.slice(start, i + 1));
    }
    throw this.error('a closing quote');
  }

  private number(): number | bigint {
    const pattern = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) throw this.error('a value');
    if (match[0].length > MOST_DIGITS) throw this.error(`a number of at most ${MOST_DIGITS} digits`);
    this.at += match[0].length;
    const number = Number(match[0]);
    const whole = match[1] === undefined && match[2] === undefined;
    if (!whole || Number.isSafeInteger(number)) return number;
    return BigInt(match[0]);
  }
}
