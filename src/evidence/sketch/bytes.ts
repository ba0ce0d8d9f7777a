import { DataError } from './error.ts';

/** Writes the little-endian layouts that sketches have in files. */
export class ByteWriter {
  private bytes: number[] = [];

  /** Unsigned integer below 2^53, seven bits a byte, low bits first. */
  varint(value: number): this {
    let rest = value;
    while (rest >= 128) {
      this.bytes.push((rest % 128) | 128);
      rest = Math.floor(rest / 128);
    }
    this.bytes.push(rest);
    return this;
  }

  /** Any integer, its sign in the lowest bit. */
  signed(value: number): this {
    return this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  uint32(value: number): this {
    this.bytes.push(value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24);
    return this;
  }

  float64(value: number): this {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value, true);
    for (let i = 0; i < 8; i++) this.bytes.push(view.getUint8(i));
    return this;
  }

  text(value: string): this {
    const bytes = Buffer.from(value, 'utf8');
    this.varint(bytes.length);
    for (const byte of bytes) this.bytes.push(byte);
    return this;
  }

  base64(): string {
    return Buffer.from(this.bytes).toString('base64');
  }
}

/** Reads them back. Saved profiles come from outside: every step is checked against the end. */
export class ByteReader {
  private readonly bytes: Uint8Array;
  private at = 0;

  constructor(base64: string) {
    this.bytes = Buffer.from(base64, 'base64');
  }

  get done(): boolean {
    return this.at >= this.bytes.length;
  }

  varint(): number {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.next();
      value += (byte & 127) * factor;
      if (byte < 128) break;
    }
    if (!Number.isSafeInteger(value)) throw new DataError('a number in the sketch is too large');
    return value;
  }

  signed(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  uint32(): number {
    return this.next() + this.next() * 2 ** 8 + this.next() * 2 ** 16 + this.next() * 2 ** 24;
  }

  float64(): number {
    const view = new DataView(new ArrayBuffer(8));
    for (let i = 0; i < 8; i++) view.setUint8(i, this.next());
    return view.getFloat64(0, true);
  }

  text(): string {
    const length = this.varint();
    if (this.at + length > this.bytes.length) throw new DataError('the sketch ends too early');
    const text = Buffer.from(this.bytes.subarray(this.at, this.at + length)).toString('utf8');
    this.at += length;
    return text;
  }

  private next(): number {
    const byte = this.bytes[this.at++];
    if (byte === undefined) throw new DataError('the sketch ends too early');
    return byte;
  }
}
