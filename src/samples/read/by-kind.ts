/** Lines that wait at most, and kinds that are told apart: names that share a number are read together. */
const MOST = 4096;
const KINDS = 256;
/** Bytes of a name that are looked at. */
const LOOKED_AT = 32;
const quote = 34;

/** Takes one line, `bytes[start, end)`. */
export type TakeLine = (bytes: Buffer, start: number, end: number, number: number) => void;

/**
 * Hands on the lines of a chunk by the names of their events: what is kept about events of one name is then still near
 * the processor when the next of them comes. Only for who does not mind the order of records. A name is whatever stands
 * behind the first `"event"` of a line: one that is guessed wrong costs time and nothing else.
 */
export class ByKind {
  readonly #key: Buffer;
  readonly #take: TakeLine;
  #bytes: Buffer = Buffer.alloc(0);
  #waiting = 0;
  readonly #starts = new Int32Array(MOST);
  readonly #ends = new Int32Array(MOST);
  readonly #numbers = new Float64Array(MOST);
  readonly #kinds = new Uint8Array(MOST);
  /** The first line of each kind, and behind each line the next one of its kind; -1 for none. */
  readonly #first = new Int16Array(KINDS);
  readonly #next = new Int16Array(MOST);
  /** How far a search may go on from a byte that stands where the key would end. */
  readonly #skips: Uint8Array;

  /** `key`: the key of an event's name. */
  constructor(key: string, take: TakeLine) {
    this.#key = Buffer.from(JSON.stringify(key));
    this.#take = take;
    const { length } = this.#key;
    this.#skips = new Uint8Array(256).fill(length);
    for (let i = 0; i < length - 1; i++) this.#skips[this.#key[i] ?? 0] = length - 1 - i;
  }

  line(bytes: Buffer, start: number, end: number, number: number): void {
    if (bytes !== this.#bytes || this.#waiting === MOST) this.flush();
    this.#bytes = bytes;
    const i = this.#waiting++;
    this.#starts[i] = start;
    this.#ends[i] = end;
    this.#numbers[i] = number;
    this.#kinds[i] = this.#kindOf(start, end);
  }

  /** Hands on all lines that wait: their bytes are about to go. */
  flush(): void {
    const [first, next] = [this.#first.fill(-1), this.#next];
    for (let i = this.#waiting - 1; i >= 0; i--) {
      const kind = this.#kinds[i] ?? 0;
      next[i] = first[kind] ?? -1;
      first[kind] = i;
    }
    this.#waiting = 0;
    for (const start of first) {
      for (let i = start; i >= 0; i = next[i] ?? -1)
        this.#take(this.#bytes, this.#starts[i] ?? 0, this.#ends[i] ?? 0, this.#numbers[i] ?? 0);
    }
  }

  #kindOf(start: number, end: number): number {
    const bytes = this.#bytes;
    let at = this.#behindKey(bytes, start, end);
    while (at < end && bytes[at] !== quote) at++;
    const last = Math.min(at + LOOKED_AT, end);
    let kind = 0;
    for (at++; at < last && bytes[at] !== quote; at++) kind = Math.imul(kind ^ (bytes[at] ?? 0), 0x9e3779b1);
    return kind >>> 24;
  }

  /** The end of the line where the key is not in it. Horspool's search: `indexOf` sets itself up anew for each line. */
  #behindKey(bytes: Buffer, start: number, end: number): number {
    const key = this.#key;
    const skips = this.#skips;
    const last = key.length - 1;
    let at = start + last;
    while (at < end) {
      const byte = bytes[at] ?? 0;
      if (byte === quote && bytes[at - 1] === key[last - 1]) {
        let same = last - 1;
        while (same > 0 && bytes[at - last + same - 1] === key[same - 1]) same--;
        if (same === 0) return at + 1;
      }
      at += skips[byte] ?? 1;
    }
    return end;
  }
}
