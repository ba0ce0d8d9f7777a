/** What a document splitter hands on. The bytes are only there until the call returns. */
export interface ValueSink {
  /** One JSON value, by its bytes; `line` is where it starts. */
  value(bytes: Buffer, line: number): void;
  tooLong(line: number, length: number): void;
  /** The stream ended inside a value or a list that began at `line`. */
  truncated(line: number): void;
  /** Something between the values that is no JSON; reading goes on behind it. */
  stray(line: number): void;
}

const quote = 34;
const backslash = 92;
const newline = 10;
const comma = 44;
const colon = 58;
const openList = 91;
const closeList = 93;
const openObject = 123;
const closeObject = 125;

/**
 * Finds the JSON values in a stream without parsing them: the elements of a list that is the whole document, or
 * documents one after another, over any number of lines. Keeps one value at a time.
 */
export class DocumentSplitter {
  readonly #sink: ValueSink;
  readonly #limit: number;
  #line = 1;
  #depth = 0;
  #inText = false;
  #escaped = false;
  /** Inside the list that the whole document is. */
  #inList = false;
  #listLine = 0;
  #start = 0;
  #reading = false;
  #pieces: Buffer[] = [];
  #kept = 0;
  #dropped = 0;

  constructor(sink: ValueSink, limit: number) {
    this.#sink = sink;
    this.#limit = limit;
  }

  /** Lines that began so far. */
  get lines(): number {
    return this.#line;
  }

  push(chunk: Uint8Array): void {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      if (byte === newline) {
        this.#line++;
        if (this.#inText) continue;
      }
      if (this.#inText) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === backslash) this.#escaped = true;
        else if (byte === quote) {
          this.#inText = false;
          if (this.#depth === 0 && this.#reading) from = this.#finish(bytes, from, i + 1);
        }
        continue;
      }
      if (!this.#reading) {
        if (isSpace(byte) || (byte === comma && this.#inList)) continue;
        if (byte === openList && !this.#inList) {
          this.#inList = true;
          this.#listLine = this.#line;
          continue;
        }
        if (byte === closeList && this.#inList) {
          this.#inList = false;
          continue;
        }
        if (byte === comma || byte === colon || byte === closeList || byte === closeObject) {
          this.#sink.stray(this.#line);
          continue;
        }
        this.#reading = true;
        this.#start = this.#line;
        from = i;
        if (byte === openObject || byte === openList) this.#depth = 1;
        else if (byte === quote) this.#inText = true;
        continue;
      }
      if (byte === quote) this.#inText = true;
      else if (byte === openObject || byte === openList) this.#depth++;
      else if (this.#depth > 0 && (byte === closeObject || byte === closeList)) {
        if (--this.#depth === 0) from = this.#finish(bytes, from, i + 1);
      } else if (this.#depth === 0 && (isSpace(byte) || byte === comma || byte === closeList)) {
        // A bare number or word ends where something else begins.
        from = this.#finish(bytes, from, i);
        if (byte === closeList) this.#inList = false;
      }
    }
    if (this.#reading) this.#keep(bytes.subarray(from));
  }

  end(): void {
    if (this.#reading && this.#depth === 0 && !this.#inText) this.#finish(Buffer.alloc(0), 0, 0);
    if (this.#reading) this.#sink.truncated(this.#start);
    else if (this.#inList) this.#sink.truncated(this.#listLine);
  }

  #keep(bytes: Buffer): void {
    if (this.#dropped > 0 || this.#kept + bytes.length > this.#limit) {
      this.#dropped += this.#kept + bytes.length;
      this.#kept = 0;
      this.#pieces = [];
      return;
    }
    // A copy: the chunk's buffer may be used again.
    this.#pieces.push(Buffer.from(bytes));
    this.#kept += bytes.length;
  }

  #finish(bytes: Buffer, from: number, to: number): number {
    const piece = bytes.subarray(from, to);
    const length = this.#dropped + this.#kept + piece.length;
    if (length > this.#limit) this.#sink.tooLong(this.#start, length);
    else
      this.#sink.value(
        this.#pieces.length === 0 ? piece : Buffer.concat([...this.#pieces, piece]),
        this.#start,
      );
    this.#pieces = [];
    this.#kept = 0;
    this.#dropped = 0;
    this.#depth = 0;
    this.#reading = false;
    return to;
  }
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === newline || byte === 13 || byte === 9;
}
