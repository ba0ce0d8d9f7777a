import type { Entry, KeyPlace, ListNode, MapNode, Node, ScalarNode } from '../node.ts';
import { FlowReader } from './flow.ts';
import { joinFolded, quotedValue, scalarValue } from './scalars.ts';
import { BAR, COLON, DASH, FOLD, HASH, isQuote, LF, LIST, MAP, NotPlain, SPACE } from './text.ts';

/** YAML refuses keys of 1,024 characters. */
const LONGEST_KEY = 1000;
/** Tabs, carriage returns and marks: where they stand matters too much to be quick about them. */
const CONTROL = /[\u0000-\u0009\u000b-\u001f\ufeff]/;

/**
 * Reads the part of YAML in which plans are written: block maps and lists, flow collections, plain, quoted and
 * block scalars, comments. Null for everything beyond that and for everything that is wrong: `yaml` then reads
 * the text and says what it is. What is read here is what `yaml` makes of it, value by value and place by place
 * (`test/plan/plain.test.ts` holds the two together), in a tenth of the time.
 */
export function readPlainYaml(text: string, file: number): Node | null {
  if (CONTROL.test(text)) return null;
  try {
    return new PlainReader(text, file).document();
  } catch (error) {
    if (error === NotPlain) return null;
    throw error;
  }
}

/** `at` is where the next token stands, alone or first on its line, and `column` its column; -1 at the end. */
class PlainReader extends FlowReader {
  private at = 0;
  private column = 0;
  /** Where the last value ends with its comments: a block collection ends where its last value does. */
  private tail = 0;
  /** Column of the deepest comment between `tail` and `at` that belongs to no collection yet; -1: none. */
  private comment = -1;

  document(): Node {
    this.toContent(0, Number.POSITIVE_INFINITY);
    if (this.column === 0 && this.text.startsWith('---\n', this.at))
      this.toContent(this.at + 4, Number.POSITIVE_INFINITY);
    if (this.column !== 0) throw NotPlain;
    const root = this.isIndicator(this.at, DASH) ? this.list(0) : this.map(0);
    if (this.at < this.text.length) throw NotPlain;
    return root;
  }

  private map(indent: number): MapNode {
    this.enter();
    const start = this.at;
    const entries = new Map<string, Entry>();
    do {
      const key = this.blockKey();
      if (entries.has(key.name)) throw NotPlain;
      entries.set(key.name, { key, value: this.valueAfter(indent) });
    } while (this.column === indent);
    const end = this.endOf(indent);
    return { kind: 'map', entries, file: this.file, start, end };
  }

  private list(indent: number): ListNode {
    this.enter();
    const start = this.at;
    const items: Node[] = [];
    do {
      const from = this.skipSpaces(this.at + 1);
      const width = from - this.at;
      this.at = from;
      this.column = indent + width;
      items.push(this.valueHere(indent, true));
    } while (this.column === indent && this.isIndicator(this.at, DASH));
    const end = this.endOf(indent);
    return { kind: 'list', items, file: this.file, start, end };
  }

  /** Where a block collection at this column ends. A comment as deep as it belongs to it, with all that follows. */
  private endOf(indent: number): number {
    if (this.column > indent) throw NotPlain;
    this.leave();
    const end = this.tail;
    if (indent > 0 && this.comment >= indent) {
      this.tail = this.at;
      this.comment = -1;
    }
    return end;
  }

  /** A key with its colon, after which `at` is left. */
  private blockKey(): KeyPlace {
    const { text, at: start } = this;
    if (this.column === 0 && (text.startsWith('---', start) || text.startsWith('...', start))) throw NotPlain;
    const colon = this.colonOf(start);
    if (colon === -1 || colon - start > LONGEST_KEY) throw NotPlain;
    let end = colon;
    while (text.charCodeAt(end - 1) === SPACE) end--;
    const source = text.slice(start, end);
    this.at = colon + 1;
    return {
      name: isQuote(text.charCodeAt(start)) ? quotedValue(source) : source,
      file: this.file,
      start,
      end,
    };
  }

  /** Where the colon of a key on this line stands; -1 when there is none. */
  private colonOf(start: number): number {
    const { text } = this;
    if (isQuote(text.charCodeAt(start))) {
      const colon = this.skipSpaces(this.quoteEnd(start));
      return this.isIndicator(colon, COLON) ? colon : -1;
    }
    this.refuseIndicator(start);
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF || (code === HASH && text.charCodeAt(at - 1) === SPACE)) return -1;
      if (code === COLON && this.isEmpty(at + 1)) return at;
    }
    return -1;
  }

  /** What follows a key and its colon. */
  private valueAfter(indent: number): Node {
    const from = this.skipSpaces(this.at);
    const code = this.text.charCodeAt(from);
    if (code !== HASH && !this.isLineEnd(from)) {
      this.at = from;
      return this.valueHere(indent, false);
    }
    this.toContent(this.nextLine(from), Number.POSITIVE_INFINITY);
    const comments = code === HASH || this.comment >= 0;
    this.comment = -1;
    if (this.column >= indent && this.isIndicator(this.at, DASH)) return this.list(this.column);
    if (this.column > indent) {
      const node = this.valueHere(indent, true);
      // Comments before such a scalar move where `yaml` ends it.
      if (comments && node.kind === 'scalar') throw NotPlain;
      return node;
    }
    // To whom comments behind nothing belong is for `yaml` to say.
    if (comments) throw NotPlain;
    this.tail = from;
    return { kind: 'scalar', value: null, file: this.file, start: from, end: from };
  }

  /** A value that begins at `at`; `mapped`: it may be the first key of a map. */
  private valueHere(indent: number, mapped: boolean): Node {
    const { text, at: start, file } = this;
    const code = text.charCodeAt(start);
    if (code === BAR || code === FOLD) return this.blockScalar(indent);
    if (code === MAP || code === LIST) {
      const node = this.flow(start, indent + 1, 1);
      this.endLine(node.end, indent);
      return node;
    }
    if (mapped && this.colonOf(start) !== -1) return this.map(this.column);
    const end = isQuote(code) ? this.quoteEnd(start) : this.plainEnd(start, indent + 1);
    const source = text.slice(start, end);
    this.endLine(end, indent);
    return { kind: 'scalar', value: scalarValue(source), file, start, end };
  }

  /** Where an unquoted scalar ends whose further lines stand at `least` or deeper. */
  private plainEnd(start: number, least: number): number {
    const { text } = this;
    this.refuseIndicator(start);
    let end = start;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === COLON && this.isEmpty(at + 1)) break;
      if (code !== SPACE && code !== LF) {
        end = at + 1;
        continue;
      }
      if (text.charCodeAt(at + 1) === HASH) break;
      if (code === SPACE) continue;
      const next = this.skipSpaces(at + 1);
      if (text.charCodeAt(next) !== LF && next - at - 1 < least) break;
      at = Math.max(at, next - 2);
    }
    return end;
  }

  /** `|` and `>`, with or without `-`: what else their first line can say, `yaml` reads. */
  private blockScalar(indent: number): ScalarNode {
    const { text, at: start, file } = this;
    const kept = text.charCodeAt(start + 1) === DASH ? '' : '\n';
    const head = this.skipSpaces(start + (kept === '' ? 2 : 1));
    const first = this.nextLine(head);
    const width = this.skipSpaces(first) - first;
    if (text.charCodeAt(head) !== LF || width <= indent || this.isLineEnd(first + width)) throw NotPlain;
    const lines: string[] = [];
    let filled = 0;
    let end = first;
    for (let line = first; line < text.length; ) {
      const from = this.skipSpaces(line);
      const blank = this.isLineEnd(from);
      if (blank ? from > line : from - line > width && text.charCodeAt(start) === FOLD) throw NotPlain;
      if (!blank && from - line < width) break;
      const next = this.nextLine(from);
      lines.push(blank ? '' : text.slice(line + width, text.charCodeAt(next - 1) === LF ? next - 1 : next));
      line = next;
      if (blank) continue;
      filled = lines.length;
      end = next;
    }
    lines.length = filled;
    const joined = text.charCodeAt(start) === FOLD ? joinFolded(lines) : lines.join('\n');
    this.tail = end;
    this.toContent(end, Number.POSITIVE_INFINITY);
    return { kind: 'scalar', value: joined + kept, file, start, end };
  }

  /** After a value: only a comment may follow on its line. Comments below it that are deeper than `indent` are its. */
  private endLine(end: number, indent: number): void {
    const at = this.skipSpaces(end);
    if (!this.isLineEnd(at) && (this.text.charCodeAt(at) !== HASH || at === end)) throw NotPlain;
    this.tail = this.nextLine(at);
    this.toContent(this.tail, indent);
  }

  /** Goes to the next token from the start of a line. */
  private toContent(start: number, indent: number): void {
    let owned = true;
    this.comment = -1;
    for (let line = start; ; line = this.nextLine(line)) {
      const at = this.skipSpaces(line);
      if (at >= this.text.length) {
        this.at = this.text.length;
        this.column = -1;
        return;
      }
      const code = this.text.charCodeAt(at);
      if (code === LF) continue;
      const column = at - line;
      if (code !== HASH) {
        this.at = at;
        this.column = column;
        return;
      }
      owned &&= column > indent;
      if (owned) this.tail = this.nextLine(at);
      else this.comment = Math.max(this.comment, column);
    }
  }
}
