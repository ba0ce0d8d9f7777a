/** Bytes to be written, gathered in one growing buffer and taken away in pieces. */
export class OutBuffer {
  #bytes = Buffer.allocUnsafe(1 << 16);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A line of text, with its end. */
  line(text: string): void {
    this.#grow(text.length * 3 + 1);
    this.#length += this.#bytes.write(text, this.#length, 'utf8');
    this.#bytes[this.#length++] = 10;
  }

  /** A line of bytes, with its end. */
  copy(bytes: Buffer, start: number, end: number): void {
    this.#grow(end - start + 1);
    this.#length += bytes.copy(this.#bytes, this.#length, start, end);
    this.#bytes[this.#length++] = 10;
  }

  /** What was gathered; the buffer starts anew. */
  take(): Uint8Array {
    const taken = Uint8Array.prototype.slice.call(this.#bytes, 0, this.#length);
    this.#length = 0;
    return taken;
  }

  #grow(by: number): void {
    if (this.#length + by <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#length + by));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
