/** What a splitter hands on. The bytes are only there until the call returns: buffers are used again. */
export interface LineSink {
  /** `bytes[start, end)` is one line without its newline (a carriage return before that stays), `number` counts from 1. Empty lines are not handed on. */
  line(bytes: Buffer, start: number, end: number, number: number): void;
  /** The bytes of all lines so far are about to go. */
  flush?(): void;
  /** A line longer than the limit was passed over. */
  tooLong(number: number, length: number): void;
}

const newline = 10;
const carriageReturn = 13;

/** Splits bytes into lines without making text of them. A line that spans chunks is copied once, up to the limit. */
export class LineSplitter {
  readonly #sink: LineSink;
  readonly #limit: number;
  /** The beginning of a line whose end has not come yet. */
  #carry = Buffer.alloc(0);
  #carried = 0;
  /** Length of a line that is too long to keep, so far; 0 when there is none. */
  #skipped = 0;
  #number: number;

  /** `first` is the number of the first line, for readers that start further down. */
  constructor(sink: LineSink, limit: number, first = 1) {
    this.#sink = sink;
    this.#limit = limit;
    this.#number = first;
  }

  /** Lines that began so far. */
  get lines(): number {
    return this.#number - 1;
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    if (this.#carried > 0 || this.#skipped > 0) {
      const end = bytes.indexOf(newline);
      if (end < 0) {
        this.#keep(bytes, 0);
        return;
      }
      this.#finish(bytes, end);
      from = end + 1;
    }
    for (let end = bytes.indexOf(newline, from); end >= 0; end = bytes.indexOf(newline, from)) {
      this.#emit(bytes, from, end);
      from = end + 1;
    }
    this.#sink.flush?.();
    if (from < bytes.length) this.#keep(bytes, from);
  }

  /** The last line may have no end. */
  end(): void {
    if (this.#carried > 0 || this.#skipped > 0) this.#finish(Buffer.alloc(0), 0);
    this.#sink.flush?.();
  }

  #emit(bytes: Buffer, start: number, end: number): void {
    const number = this.#number++;
    const length = end - start;
    if (length > this.#limit) this.#sink.tooLong(number, length);
    else if (!isBlank(bytes, start, end)) this.#sink.line(bytes, start, end, number);
  }

  #keep(bytes: Buffer, from: number): void {
    const length = bytes.length - from;
    if (this.#skipped > 0 || this.#carried + length > this.#limit) {
      this.#skipped += this.#carried + length;
      this.#carried = 0;
      return;
    }
    const needed = this.#carried + length;
    if (needed > this.#carry.length) {
      const larger = Buffer.allocUnsafe(
        Math.min(this.#limit, Math.max(needed, this.#carry.length * 2, 1 << 16)),
      );
      this.#carry.copy(larger, 0, 0, this.#carried);
      this.#carry = larger;
    }
    bytes.copy(this.#carry, this.#carried, from);
    this.#carried = needed;
  }

  /** Ends the line that is kept with the first bytes of this chunk. */
  #finish(bytes: Buffer, end: number): void {
    if (end > 0) this.#keep(bytes.subarray(0, end), 0);
    const [carried, skipped] = [this.#carried, this.#skipped];
    this.#carried = 0;
    this.#skipped = 0;
    if (skipped > 0) this.#sink.tooLong(this.#number++, skipped);
    else this.#emit(this.#carry, 0, carried);
  }
}

/** True for a line of JSON's own white space. Looks no further than the first character of any other. */
function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const byte = bytes[at];
    if (byte !== 32 && byte !== 9 && byte !== carriageReturn) return false;
  }
  return true;
}
