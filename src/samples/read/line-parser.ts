import { kindOfCode } from '../../text/characters.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { LineTexts } from './line-texts.ts';
import { type Budget, type Layout, Spot } from './shape.ts';
import { eachUnusualLine } from './unusual-lines.ts';

const quote = 34;
const comma = 44;
const minus = 45;
const dot = 46;
const zero = 48;
const nine = 57;
const colon = 58;
const openList = 91;
const closeList = 93;
const letterE = 101;
const letterF = 102;
const letterN = 110;
const letterT = 116;
const openObject = 123;
const closeObject = 125;

/** What a byte is inside a string: a kind of character, or something to stop at. */
const control = 0x4000;
const ending = 0x4001;
const escaping = 0x4002;
const beyondAscii = 0x4003;
const stop = control;
const meaning = new Uint16Array(256).fill(control);
meaning.set(kindOfCode.subarray(32), 32);
meaning.fill(beyondAscii, 128);
meaning[quote] = ending;
meaning[92] = escaping;

const words = { true: Buffer.from('true'), false: Buffer.from('false'), null: Buffer.from('null') };

const tens = Array.from({ length: 16 }, (_, i) => 10 ** i);
/** Whole numbers of that many digits are exact, and so is their quotient by a power of ten. */
const exactDigits = 15;
/** Where most of so many lines are of other kinds, many more are not tried. */
const window = 256;
const deepest = 64;
/** Values that wait for their object, of a usual line. */
const room: readonly Json[] = new Array<Json>(48).fill(null);
const mostValues = 10_000;
/** Parts of a text keep all of it in memory: texts of longer lines are copied. */
const longestShared = 4096;

/**
 * V8 leaves out of what it optimises whatever it has not seen, and throws all of it away at the first line that is
 * different: the first parser has seen every kind before it begins.
 */
let practised = false;

/** Stands for a value that could not be read, as nothing in JSON does. */
const failed = undefined;
type Read = Json | typeof failed;

/**
 * Reads JSON objects of which most look like the ones before: same keys, same order. A key is compared with the one that came
 * there last time instead of being read, and the object is made in one step; that is about twice as fast as `JSON.parse`.
 * What it reads is what `JSON.parse` gives, with nothing lost on the way: for anything else it gives null, and the caller
 * takes the long way. Nulls are broken lines, doubled keys, whole numbers beyond 2^53, bytes that are no UTF-8, objects
 * with ever new keys, and what is nested too deep.
 */
export class LineParser {
  /** What is known of the texts of the line that was read last. */
  readonly texts = new LineTexts();
  readonly #budget: Budget = { layouts: 0, factories: 0 };
  readonly #root = new Spot(this.#budget);
  #values: Json[] = [];
  #bytes: Buffer = Buffer.alloc(0);
  /** The same bytes, four at a time. */
  #words = new DataView(this.#bytes.buffer);
  /** Where four bytes can still be read. */
  #lastWord = -1;
  /** The line, a character a byte, and whether texts are parts of it; else they are copied. */
  #line = '';
  #shares = false;
  #start = 0;
  /** Behind what was read last. */
  #at = 0;
  #used = 0;
  #depth = 0;

  /** Lines of the last few that were not read here, and how many to leave alone because most were not. */
  #missed = 0;
  #tried = 0;
  #left = 0;

  constructor() {
    if (practised) return;
    practised = true;
    const practice = new LineParser();
    eachUnusualLine((bytes, start, end) => practice.parse(bytes, start, end));
  }

  /** The object in `bytes[start, end)`, or null. */
  parse(bytes: Buffer, start: number, end: number): JsonObject | null {
    this.texts.begin(bytes);
    if (this.#left > 0) {
      this.#left--;
      return null;
    }
    const object = this.#whole(bytes, start, end);
    if (object === null) this.#missed++;
    if (++this.#tried === window) {
      if (this.#missed > window / 2) this.#left = window * 16;
      this.#tried = 0;
      this.#missed = 0;
    }
    return object;
  }

  #whole(bytes: Buffer, start: number, end: number): JsonObject | null {
    if (bytes !== this.#bytes) this.#take(bytes);
    this.#start = start;
    this.#shares = end - start <= longestShared;
    this.#line = this.#shares ? bytes.toString('latin1', start, end) : '';
    // An array of its own for each line: what is young is cheaper to write to than what has grown old.
    this.#values = room.slice();
    this.#used = 0;
    this.#depth = 0;
    const first = this.#blank(start);
    if (bytes[first] !== openObject) return null;
    const object = this.#object(this.#root, first + 1);
    if (object === failed) return null;
    let at = this.#at;
    while (at < end && isBlank(bytes[at] ?? 0)) at++;
    // Bytes behind the line are whoever's: only what ends where the line ends was read from it alone.
    return at === end ? object : null;
  }

  #take(bytes: Buffer): void {
    this.#bytes = bytes;
    this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#lastWord = bytes.length - 4;
  }

  /** `at` is behind the opening brace. */
  #object(spot: Spot, at: number): JsonObject | typeof failed {
    const bytes = this.#bytes;
    const from = this.#used;
    let layout: Layout = spot.start;
    let i = at;
    if ((bytes[i] ?? 0) <= 32) i = this.#blank(i);
    if (bytes[i] === closeObject) {
      this.#at = i + 1;
      return {};
    }
    if (spot.loose || ++this.#depth > deepest || from > mostValues) return failed;
    for (;;) {
      const { guess } = layout;
      const next: Layout | null = guess?.isAt(this.#words, i, bytes.length)
        ? guess
        : this.#key(spot, layout, i);
      if (next === null) return failed;
      layout = next;
      i += next.length;
      if (bytes[i] !== colon) {
        i = this.#blank(i);
        if (bytes[i] !== colon) return failed;
      }
      const value = this.#value(next.inner, i + 1);
      if (value === failed) return failed;
      this.#values[this.#used++] = value;
      i = this.#at;
      let byte = bytes[i] ?? 0;
      if (byte <= 32) {
        i = this.#blank(i);
        byte = bytes[i] ?? 0;
      }
      i++;
      if (byte === comma) {
        if ((bytes[i] ?? 0) <= 32) i = this.#blank(i);
      } else if (byte === closeObject) {
        this.#at = i;
        this.#used = from;
        this.#depth--;
        return spot.build(layout, this.#values, from);
      } else return failed;
    }
  }

  /** A key that was not expected. */
  #key(spot: Spot, layout: Layout, at: number): Layout | null {
    const bytes = this.#bytes;
    for (const each of layout.followers) {
      if (!each.isAt(this.#words, at, bytes.length)) continue;
      layout.guess = each;
      return each;
    }
    if (bytes[at] !== quote) return null;
    let end = at + 1;
    while (!isStop(meaning[bytes[end] ?? 0]) || meaning[bytes[end] ?? 0] === beyondAscii) end++;
    if (bytes[end] !== quote) return null;
    const key = bytes.toString('utf8', at + 1, end);
    if (key.includes('\ufffd')) return null;
    const made = spot.extend(layout, key, Uint8Array.prototype.slice.call(bytes, at, end + 1));
    if (made !== null) layout.guess = made;
    return made;
  }

  #value(spot: Spot, at: number): Read {
    const bytes = this.#bytes;
    let i = at;
    let byte = bytes[i] ?? 0;
    if (byte <= 32) {
      i = this.#blank(i);
      byte = bytes[i] ?? 0;
    }
    switch (byte) {
      case quote:
        return this.#text(i + 1);
      case openObject:
        return this.#object(spot, i + 1);
      case openList:
        return this.#list(spot, i + 1);
      case letterT:
        return this.#word(i, words.true, true);
      case letterF:
        return this.#word(i, words.false, false);
      case letterN:
        return this.#word(i, words.null, null);
      default:
        return this.#number(i);
    }
  }

  #list(spot: Spot, at: number): Read {
    const bytes = this.#bytes;
    const list: Json[] = [];
    let i = at;
    if ((bytes[i] ?? 0) <= 32) i = this.#blank(i);
    if (bytes[i] === closeList) {
      this.#at = i + 1;
      return list;
    }
    if (++this.#depth > deepest) return failed;
    const inner = spot.element;
    for (;;) {
      const value = this.#value(inner, i);
      if (value === failed) return failed;
      list.push(value);
      i = this.#at;
      if ((bytes[i] ?? 0) <= 32) i = this.#blank(i);
      const byte = bytes[i];
      i++;
      if (byte === comma) continue;
      if (byte !== closeList) return failed;
      this.#at = i;
      this.#depth--;
      return list;
    }
  }

  /** `from` is behind the opening quote. */
  #text(from: number): Read {
    const bytes = this.#bytes;
    const view = this.#words;
    const lastWord = this.#lastWord;
    const table = meaning;
    let i = from;
    let kinds = 0;
    while (i <= lastWord) {
      const word = view.getInt32(i, true);
      const four =
        (table[word & 255] ?? 0) |
        (table[(word >>> 8) & 255] ?? 0) |
        (table[(word >>> 16) & 255] ?? 0) |
        (table[word >>> 24] ?? 0);
      if (four >= stop) break;
      kinds |= four;
      i += 4;
    }
    let what = table[bytes[i] ?? 0] ?? control;
    while (what < stop) {
      kinds |= what;
      what = table[bytes[++i] ?? 0] ?? control;
    }
    if (what !== ending) return this.#unusualText(from, i);
    this.#at = i + 1;
    if (!this.#shares) return bytes.toString('latin1', from, i);
    const text = this.#line.substring(from - this.#start, i - this.#start);
    this.texts.note(text, kinds, from);
    return text;
  }

  /** With escapes, or beyond ASCII. `at` is the first byte that is. */
  #unusualText(from: number, at: number): Read {
    const bytes = this.#bytes;
    let escaped = false;
    let i = at;
    for (let what = meaning[bytes[i] ?? 0]; what !== ending; what = meaning[bytes[++i] ?? 0]) {
      if (what === control || what === undefined) return failed;
      if (what !== escaping) continue;
      escaped = true;
      i++;
    }
    this.#at = i + 1;
    const text = bytes.toString('utf8', from, i);
    if (text.includes('\ufffd')) return failed;
    if (!escaped) return text;
    try {
      return JSON.parse(`"${text}"`);
    } catch {
      return failed;
    }
  }

  #number(from: number): Read {
    const bytes = this.#bytes;
    const negative = bytes[from] === minus;
    let i = negative ? from + 1 : from;
    const first = i;
    let byte = bytes[i] ?? 0;
    let value = 0;
    if (byte === zero) byte = bytes[++i] ?? 0;
    else if (!isDigit(byte)) return failed;
    else for (; isDigit(byte); byte = bytes[++i] ?? 0) value = value * 10 + byte - zero;
    let digits = i - first;
    let fraction = 0;
    if (byte === dot) {
      byte = bytes[++i] ?? 0;
      if (!isDigit(byte)) return failed;
      const behind = i;
      for (; isDigit(byte); byte = bytes[++i] ?? 0) value = value * 10 + byte - zero;
      fraction = i - behind;
      digits += fraction;
    }
    this.#at = i;
    if ((byte | 32) === letterE || digits > exactDigits) return this.#unusualNumber(from, i);
    if (fraction > 0) value /= tens[fraction] ?? 1;
    return negative ? -value : value;
  }

  /** With an exponent or many digits. `at` is behind what was read of it. */
  #unusualNumber(from: number, at: number): Read {
    const bytes = this.#bytes;
    let i = at;
    const whole = bytes.subarray(from, i).indexOf(dot) < 0 && ((bytes[i] ?? 0) | 32) !== letterE;
    if (((bytes[i] ?? 0) | 32) === letterE) {
      i++;
      if (bytes[i] === minus || bytes[i] === 43) i++;
      if (!isDigit(bytes[i] ?? 0)) return failed;
      while (isDigit(bytes[i] ?? 0)) i++;
    }
    this.#at = i;
    const value = Number(bytes.toString('latin1', from, i));
    return whole && !Number.isSafeInteger(value) ? failed : value;
  }

  #word(at: number, written: Uint8Array, value: boolean | null): Read {
    if (!this.#stands(written, at)) return failed;
    this.#at = at + written.length;
    return value;
  }

  /** True where these bytes stand. */
  #stands(written: Uint8Array, at: number): boolean {
    const bytes = this.#bytes;
    for (let k = 0; k < written.length; k++) if (bytes[at + k] !== written[k]) return false;
    return true;
  }

  /** The first byte from here on that is no blank. */
  #blank(at: number): number {
    let i = at;
    while (isBlank(this.#bytes[i] ?? 0)) i++;
    return i;
  }
}

function isStop(meaning: number | undefined): boolean {
  return meaning === undefined || meaning >= stop;
}

function isBlank(byte: number): boolean {
  return byte === 32 || byte === 9 || byte === 10 || byte === 13;
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= nine;
}
