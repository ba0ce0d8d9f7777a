/** Thrown where text goes beyond what the plain reader reads: `yaml` takes over, and nothing is lost but a moment. */
export const NotPlain = Symbol('not plain');

export const LF = 10;
export const SPACE = 32;
export const HASH = 35;
export const COMMA = 44;
export const DASH = 45;
export const COLON = 58;
export const FOLD = 62;
export const QUESTION = 63;
export const LIST = 91;
export const LIST_END = 93;
export const MAP = 123;
export const BAR = 124;
export const MAP_END = 125;
const DOUBLE = 34;
const SINGLE = 39;

/** What no unquoted scalar begins with. */
const INDICATORS = codes('\n []{},#&*!|>\'"%@`');
const FLOW = codes('[]{},');

function codes(text: string): ReadonlySet<number> {
  return new Set([...text].map((char) => char.charCodeAt(0)));
}

export function isQuote(code: number): boolean {
  return code === DOUBLE || code === SINGLE;
}

/** Brackets and commas, which end an unquoted scalar inside a flow collection. */
export function isFlow(code: number): boolean {
  return FLOW.has(code);
}

/** A text and where things end in it. */
export class PlainText {
  protected readonly text: string;
  protected readonly file: number;

  constructor(text: string, file: number) {
    this.text = text;
    this.file = file;
  }

  protected skipSpaces(from: number): number {
    let at = from;
    while (this.text.charCodeAt(at) === SPACE) at++;
    return at;
  }

  protected lineEnd(from: number): number {
    const end = this.text.indexOf('\n', from);
    return end < 0 ? this.text.length : end;
  }

  protected nextLine(from: number): number {
    return Math.min(this.lineEnd(from) + 1, this.text.length);
  }

  protected isLineEnd(at: number): boolean {
    return at >= this.text.length || this.text.charCodeAt(at) === LF;
  }

  protected isEmpty(at: number): boolean {
    return this.isLineEnd(at) || this.text.charCodeAt(at) === SPACE;
  }

  /** True for a dash, colon or question mark that stands for itself. */
  protected isIndicator(at: number, code: number): boolean {
    return this.text.charCodeAt(at) === code && this.isEmpty(at + 1);
  }

  /** What begins no plain scalar: anchors, tags, reserved characters, and what would be structure. */
  protected refuseIndicator(at: number): void {
    const code = this.text.charCodeAt(at);
    if (INDICATORS.has(code) || Number.isNaN(code)) throw NotPlain;
    if ((code === DASH || code === COLON || code === QUESTION) && this.isEmpty(at + 1)) throw NotPlain;
  }

  /** The end, behind the second quote, of a quoted scalar on one line. */
  protected quoteEnd(start: number): number {
    const { text } = this;
    const quote = text.charAt(start);
    let end = text.indexOf(quote, start + 1);
    if (quote === "'")
      while (text.charCodeAt(end + 1) === SINGLE && end > 0) end = text.indexOf(quote, end + 2);
    else while (this.isEscaped(end)) end = text.indexOf(quote, end + 1);
    const line = text.indexOf('\n', start);
    if (end < 0 || (line >= 0 && line < end)) throw NotPlain;
    return end + 1;
  }

  protected isEscaped(at: number): boolean {
    let first = at;
    while (first > 0 && this.text.charAt(first - 1) === '\\') first--;
    return (at - first) % 2 === 1;
  }
}
