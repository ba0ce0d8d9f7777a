import type { Entry, ListNode, MapNode, Node } from '../node.ts';
import { quotedValue, scalarValue } from './scalars.ts';
import {
  COLON,
  COMMA,
  DASH,
  HASH,
  isFlow,
  isQuote,
  LF,
  LIST,
  LIST_END,
  MAP,
  MAP_END,
  NotPlain,
  PlainText,
  QUESTION,
  SPACE,
} from './text.ts';

/** Deeper than this is for the reader that says so. */
const MOST_DEPTH = 100;

/** Flow collections: `{ type: string }`, `[red, green]`, over as many lines as they take. */
export class FlowReader extends PlainText {
  private depth = 0;

  protected enter(): void {
    if (++this.depth > MOST_DEPTH) throw NotPlain;
  }

  protected leave(): void {
    this.depth--;
  }

  /** A flow collection that begins at `start`; its lines stand at `least` or deeper. */
  protected flow(start: number, least: number, level: number): MapNode | ListNode {
    this.enter();
    const { text, file } = this;
    const isMap = text.charCodeAt(start) === MAP;
    const closing = isMap ? MAP_END : LIST_END;
    const entries = new Map<string, Entry>();
    const items: Node[] = [];
    let at = this.flowGap(start + 1, least, level);
    while (text.charCodeAt(at) !== closing) {
      const entry = isMap ? this.flowEntry(at, least, level) : null;
      const value = entry?.value ?? this.flowValue(at, least, level);
      if (!entry) items.push(value);
      else if (entries.has(entry.key.name)) throw NotPlain;
      else entries.set(entry.key.name, entry);
      at = this.flowGap(value.end, least, level);
      if (text.charCodeAt(at) === COMMA) at = this.flowGap(at + 1, least, level);
      else if (text.charCodeAt(at) !== closing) throw NotPlain;
    }
    this.leave();
    const end = at + 1;
    return isMap ? { kind: 'map', entries, file, start, end } : { kind: 'list', items, file, start, end };
  }

  private flowEntry(start: number, least: number, level: number): Entry {
    const { text, file } = this;
    const quoted = isQuote(text.charCodeAt(start));
    const end = quoted ? this.quoteEnd(start) : this.flowPlainEnd(start);
    const source = text.slice(start, end);
    const key = { name: quoted ? quotedValue(source) : source, file, start, end };
    const colon = this.skipSpaces(end);
    if (text.charCodeAt(colon) !== COLON)
      return { key, value: { kind: 'scalar', value: null, file, start: end, end } };
    const behind = text.charCodeAt(colon + 1);
    if (!this.isEmpty(colon + 1) && !isFlow(behind) && (!quoted || colon > end)) throw NotPlain;
    const at = this.flowGap(colon + 1, least, level);
    const next = text.charCodeAt(at);
    if (next !== COMMA && next !== MAP_END) return { key, value: this.flowValue(at, least, level) };
    const empty = this.skipSpaces(colon + 1);
    return { key, value: { kind: 'scalar', value: null, file, start: empty, end: empty } };
  }

  private flowValue(start: number, least: number, level: number): Node {
    const code = this.text.charCodeAt(start);
    if (code === MAP || code === LIST) return this.flow(start, least, level + 1);
    const end = isQuote(code) ? this.quoteEnd(start) : this.flowPlainEnd(start);
    return { kind: 'scalar', value: scalarValue(this.text.slice(start, end)), file: this.file, start, end };
  }

  /** An unquoted scalar in a flow collection ends with its line: where it goes on, no comma follows. */
  private flowPlainEnd(start: number): number {
    const { text } = this;
    this.refuseIndicator(start);
    const first = text.charCodeAt(start);
    if (first === COLON || first === QUESTION || (first === DASH && isFlow(text.charCodeAt(start + 1))))
      throw NotPlain;
    let end = start;
    for (let at = start; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF || isFlow(code)) break;
      const next = text.charCodeAt(at + 1);
      if (code === COLON && (this.isEmpty(at + 1) || isFlow(next))) break;
      if (code === SPACE && next === HASH) break;
      if (code !== SPACE) end = at + 1;
    }
    return end;
  }

  /** Over blanks, line ends and comments inside a flow collection. */
  private flowGap(from: number, least: number, level: number): number {
    const { text } = this;
    for (let at = from; ; ) {
      const next = this.skipSpaces(at);
      const code = text.charCodeAt(next);
      if (code === HASH) {
        if (text.charCodeAt(next - 1) !== SPACE) throw NotPlain;
        at = this.lineEnd(next);
      } else if (code === LF) {
        at = this.skipSpaces(next + 1);
        const first = text.charCodeAt(at);
        if (at - next - 1 >= least || first === LF || first === HASH) continue;
        // Only the last bracket may stand under the key.
        if (at - next - 1 < least - 1 || level > 1 || (first !== MAP_END && first !== LIST_END))
          throw NotPlain;
      } else return next;
    }
  }
}
