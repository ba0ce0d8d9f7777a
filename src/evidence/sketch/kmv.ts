import { BottomK } from './bottom-k.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { DataError } from './error.ts';
import { HASH_RANGE } from './hash.ts';

/** A sample by hash as it is saved. */
export interface KmvData {
  /** Distinct things: exact while `theta` is 2^48, else an estimate. */
  readonly n: number;
  /** All hashes below it are in the sample. 2^48: all there are, and `n` is exact; 0: joined without rows. */
  readonly theta: number;
  /** Base64: per entry the gap to the hash before as a varint, then its payload. Null: left out on saving. */
  readonly rows: string | null;
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

/** A sample that can also carry on without its rows, once it took in one saved without a key. */
export class Sample<T> {
  private lost: number | null = null;

  constructor(
    readonly bottom: BottomK<T>,
    private readonly payload: Payload<T>,
  ) {}

  /** Saved samples without rows are taken as "at least as many"; `mergeProfiles` mixes no others in. */
  absorb(data: KmvData): void {
    if (data.rows === null) this.lost = Math.max(this.lost ?? 0, data.n);
    else absorbKmv(this.bottom, data, this.payload);
  }

  toJSON(): KmvData {
    if (this.lost !== null) return { n: this.lost, theta: 0, rows: null };
    return encodeKmv(this.bottom, this.payload);
  }
}

/** As it is saved where its rows may not be. */
export function withoutRows(data: KmvData): KmvData {
  return { n: data.n, theta: data.theta, rows: null };
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
  const reader = new ByteReader(data.rows ?? '');
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
