import { BottomK } from './bottom-k.ts';
import type { Payload } from './kmv.ts';

/**
 * One sampled message or order, to be found again on another side. Several records of one id: `seen` adds
 * up, the rest is of the earliest.
 */
export interface PairEntry {
  seen: number;
  /** Minutes since the epoch. */
  readonly minute: number;
  readonly name: string;
  /** At most four, by path; empty unless tagged `privacy: none`. */
  readonly values: readonly (readonly [string, number])[];
  readonly currency: string;
  /** Platform: 0 none said, else its place among `SLICES` from 1. */
  readonly slice: number;
  /** A bit for each of the profile's `reaches`: the plan lets this record through to it. */
  readonly reach: number;
}

export const PAIR_VALUES = 4;

export function pairSample(k: number): BottomK<PairEntry> {
  return new BottomK(k, (a, b) => {
    const kept = earlier(a, b) ? a : b;
    const seen = a.seen + b.seen;
    kept.seen = seen;
    return kept;
  });
}

export const pairPayload: Payload<PairEntry> = {
  write(entry, writer) {
    writer.varint(entry.seen).signed(entry.minute).text(entry.name).varint(entry.values.length);
    for (const [path, value] of entry.values) writer.text(path).float64(value);
    writer.text(entry.currency).varint(entry.slice).varint(entry.reach);
  },
  read(reader) {
    const seen = reader.varint();
    const minute = reader.signed();
    const name = reader.text();
    const values = Array.from({ length: Math.min(reader.varint(), PAIR_VALUES) }, (): [string, number] => [
      reader.text(),
      reader.float64(),
    ]);
    const currency = reader.text();
    return { seen, minute, name, values, currency, slice: reader.varint(), reach: reader.varint() };
  },
};

/** A total order, so that of equal minutes always the same record counts. */
function earlier(a: PairEntry, b: PairEntry): boolean {
  return a.minute !== b.minute ? a.minute < b.minute : contentOf(a) <= contentOf(b);
}

function contentOf(entry: PairEntry): string {
  return JSON.stringify([entry.name, entry.values, entry.currency, entry.slice, entry.reach]);
}
