import { BottomK } from './bottom-k.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { DataError } from './error.ts';
import { HASH_RANGE } from './hash.ts';

/** A sample by hash as it is saved. */
export interface KmvData {
  /** Distinct things: exact while `theta` is 2^48, else an estimate. */
  readonly n: number;
  /** All hashes below it are in the sample. 2^48: nothing was left out. */
  readonly theta: number;
  /** Base64: per entry the gap to the hash before as a varint, then its payload. Empty where left out. */
  readonly rows: string;
}

/** How one entry's payload stands in the rows. */
export interface Payload<T> {
  write(payload: T, writer: ByteWriter): void;
  read(reader: ByteReader): T;
}

/** How often each sampled thing was seen: exact. */
export const occurrences: Payload<number> = {
  write: (n, writer) => void writer.varint(n),
  read: (reader) => reader.varint(),
};

/** A sample of distinct values with exact counts. */
export function countingKmv(k: number): BottomK<number> {
  return new BottomK(k, (a: number, b: number) => a + b);
}

export function encodeKmv<T>(sample: BottomK<T>, payload: Payload<T>): KmvData {
  const writer = new ByteWriter();
  let previous = -1;
  for (const [h, value] of sample.entries()) {
    writer.varint(h - previous - 1);
    payload.write(value, writer);
    previous = h;
  }
  return { n: sample.distinct, theta: sample.theta, rows: writer.base64() };
}

/** By rising hash. Throws DataError on rows that no sketch has. */
export function decodeKmv<T>(data: KmvData, payload: Payload<T>): Array<[number, T]> {
  const reader = new ByteReader(data.rows);
  const entries: Array<[number, T]> = [];
  let previous = -1;
  while (!reader.done) {
    previous += reader.varint() + 1;
    if (previous >= data.theta || previous >= HASH_RANGE) {
      throw new DataError('a hash in the sketch lies beyond its theta');
    }
    entries.push([previous, payload.read(reader)]);
  }
  return entries;
}

/** Takes a saved sample into one that is being built. */
export function absorbKmv<T>(sample: BottomK<T>, data: KmvData, payload: Payload<T>): void {
  sample.absorb(data.theta, decodeKmv(data, payload));
}
