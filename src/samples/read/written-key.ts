/**
 * A key as its bytes stand in a line, with quotes, and a test whether it stands there again. Most keys have 16 bytes at
 * most: they are kept as up to four numbers of the object itself, as those of an array lie elsewhere in memory.
 */
export class WrittenKey {
  readonly length: number;
  /** How many words the key has; 0 where it is longer or shorter than these. */
  readonly #words: number;
  readonly #first: number;
  readonly #second: number;
  readonly #third: number;
  /** The last four bytes, of which some may be in the word before too. */
  readonly #last: number;

  constructor(private readonly written: Uint8Array) {
    const { length } = written;
    const view = new DataView(written.buffer, written.byteOffset, length);
    const word = (at: number) => (at + 4 <= length ? view.getInt32(at, true) : 0);
    this.length = length;
    this.#words = length < 4 || length > 16 ? 0 : Math.ceil(length / 4);
    this.#first = word(0);
    this.#second = word(4);
    this.#third = word(8);
    this.#last = length < 4 ? 0 : word(length - 4);
  }

  /** True where it stands at `at`. `end`: where the bytes end. */
  isAt(bytes: DataView, at: number, end: number): boolean {
    const words = this.#words;
    if (at + this.length > end) return false;
    if (words === 0) return this.#isAtByBytes(bytes, at);
    if (words > 1 && bytes.getInt32(at, true) !== this.#first) return false;
    if (words > 2 && bytes.getInt32(at + 4, true) !== this.#second) return false;
    if (words > 3 && bytes.getInt32(at + 8, true) !== this.#third) return false;
    return bytes.getInt32(at + this.length - 4, true) === this.#last;
  }

  #isAtByBytes(bytes: DataView, at: number): boolean {
    const { written } = this;
    for (let k = 0; k < written.length; k++) if (bytes.getUint8(at + k) !== written[k]) return false;
    return true;
  }
}
