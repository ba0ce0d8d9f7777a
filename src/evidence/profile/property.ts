import { DIGIT, LETTER, OTHER, PLUS } from '../../text/characters.ts';
import type { Json } from '../../text/json.ts';
import { owned } from '../../text/owned.ts';
import type { PropertyProfile, SeenType } from '../profile.ts';
import { BottomK } from '../sketch/bottom-k.ts';
import type { Hasher } from '../sketch/hash.ts';
import { type Payload, Sample } from '../sketch/kmv.ts';
import { LogBuckets } from '../sketch/log-buckets.ts';
import { QuickMemo } from '../sketch/quick-memo.ts';
import { absorbCounts, absorbList, bump, counted, zeros } from './counts.ts';
import { Numbers } from './numbers.ts';
import { epochOf, shapeOf } from './value-shape.ts';

/** Values of one property that are sampled. */
export const SAMPLED_VALUES = 256;
/** Longer strings are free text, longer numerals identifiers: their values say nothing about a domain. */
export const LONGEST_VALUE = 64;
export const LONGEST_NUMERAL = 6;
const REMEMBERED = 2048;
/** Integers below have a place of their own. */
const SMALL = 1024;
/** Lengths are counted one by one up to here. */
const SHORT = 256;

/** In the order of counters. */
const TYPES: readonly SeenType[] = [
  'string',
  'string:number',
  'integer',
  'number',
  'boolean',
  'null',
  'object',
  'array',
];
const [STRING, NUMERIC_STRING, INTEGER, NUMBER, BOOLEAN, NULL, OBJECT, ARRAY] = [0, 1, 2, 3, 4, 5, 6, 7];

/** Platforms by which presence is counted, in the order of counters. */
export const SLICES: readonly string[] = ['ios', 'android', 'web', 'server', 'other'];

export interface PropertyOptions {
  readonly planned: boolean;
  /** Values and extremes may be kept: tagged `privacy: none`, or a planned enum. */
  readonly shown: boolean;
}

/** What the event says besides the property, for every property of it. */
export interface Seen {
  /** Group of the person, 0 to 15; -1 without one. */
  readonly group: number;
  /** Index in `SLICES`; -1 without one. */
  readonly slice: number;
}

export interface ValueEntry {
  n: number;
  /** Bit per group of persons. */
  groups: number;
  /** The value itself, where it may be shown. */
  value: string | null;
}

export const valuePayload: Payload<ValueEntry> = {
  write(entry, writer) {
    writer
      .varint(entry.n)
      .varint(entry.groups)
      .varint(entry.value === null ? 0 : 1);
    if (entry.value !== null) writer.text(entry.value);
  },
  read(reader) {
    const n = reader.varint();
    const groups = reader.varint();
    return { n, groups, value: reader.varint() === 0 ? null : reader.text() };
  },
};

function joinValues(a: ValueEntry, b: ValueEntry): ValueEntry {
  a.n += b.n;
  a.groups |= b.groups;
  a.value ??= b.value;
  return a;
}

/** Builds the summary of one property. The hot path of a profile: counters are arrays, not maps. */
export class PropertyCounter {
  private present = 0;
  private empty = 0;
  private types = zeros(TYPES.length);
  private pg = zeros(16);
  private slices = zeros(SLICES.length);
  private violations = new Map<string, number>();
  /** By length, up to the longest value; longer ones in `lengths`. */
  private short: number[] = [];
  private lengths = new LogBuckets();
  private numbers: Numbers | null = null;
  private formats = new Map<string, number>();
  private values: Sample<ValueEntry>;
  /**
   * What became of values seen before, found without the sample's hash: their entry, or null beyond the sample.
   * A value that was dropped never comes back, so nothing here grows stale. Made when there is a text.
   */
  private common: QuickMemo<ValueEntry | null> | null = null;
  /** The same for integers, which need no text made of them then: small ones by themselves. */
  private small: (ValueEntry | null | undefined)[] = [];
  private large = new Map<number, ValueEntry | null>();
  /** The shape that came last, and how often since it was last counted. */
  private shape: string | null = null;
  private shaped = 0;
  /** `top` of profiles that were saved without their samples. */
  private kept = new Map<string, readonly [number, number]>();
  private planned: boolean;

  constructor(
    private readonly options: PropertyOptions,
    private readonly hasher: Hasher,
  ) {
    this.planned = options.planned;
    this.values = new Sample(new BottomK(SAMPLED_VALUES, joinValues), valuePayload);
  }

  add(value: Json, seen: Seen): void {
    this.present++;
    if (seen.group >= 0) up(this.pg, seen.group);
    if (seen.slice >= 0) up(this.slices, seen.slice);
    switch (typeof value) {
      case 'string':
        this.addString(value, seen);
        break;
      case 'number':
        this.addNumber(value);
        if (Number.isInteger(value)) {
          up(this.types, INTEGER);
          this.sampleInteger(value, seen);
        } else up(this.types, NUMBER);
        break;
      case 'bigint':
        up(this.types, INTEGER);
        this.addNumber(Number(value));
        this.sample(String(value), seen);
        break;
      case 'boolean':
        up(this.types, BOOLEAN);
        this.sampleSmall(value ? 1 : 0, String(value), true, seen);
        break;
      default:
        up(this.types, value === null ? NULL : Array.isArray(value) ? ARRAY : OBJECT);
    }
  }

  /** A JSON Schema keyword that a value of this property failed. */
  violate(keyword: string): void {
    bump(this.violations, keyword);
  }

  absorb(saved: PropertyProfile): void {
    this.planned ||= saved.planned;
    this.present += saved.present;
    this.empty += saved.empty;
    for (const [i, type] of TYPES.entries()) this.types[i] = (this.types[i] ?? 0) + (saved.types[type] ?? 0);
    absorbList(this.pg, saved.pg);
    for (const [i, slice] of SLICES.entries())
      this.slices[i] = (this.slices[i] ?? 0) + (saved.slices[slice] ?? 0);
    absorbCounts(this.violations, saved.violations);
    this.lengths.absorb(saved.lengths);
    absorbCounts(this.formats, saved.formats);
    if (saved.num !== null) {
      this.numbers ??= new Numbers(this.options.shown || saved.num.min !== null);
      this.numbers.absorb(saved.num);
    }
    this.values.absorb(saved.distinct);
    if (saved.distinct.rows !== null) return;
    for (const value of Object.keys(saved.top)) {
      const [n, groups] = saved.top[value] ?? [0, 0];
      const [known, mask] = this.kept.get(value) ?? [0, 0];
      this.kept.set(value, [known + n, mask | groups]);
    }
  }

  toJSON(): PropertyProfile {
    this.settleShape();
    for (const [length, n] of this.short.entries()) if (n > 0) this.lengths.add(length, n);
    this.short = [];
    return {
      planned: this.planned,
      present: this.present,
      null: this.types[NULL] ?? 0,
      empty: this.empty,
      types: named(TYPES, this.types),
      pg: this.pg,
      slices: named(SLICES, this.slices),
      violations: counted(this.violations),
      lengths: this.lengths.toJSON(),
      num: this.numbers?.toJSON() ?? null,
      distinct: this.values.toJSON(),
      top: this.top(),
      formats: counted(this.formats),
    };
  }

  private addString(value: string, seen: Seen): void {
    const { length } = value;
    if (length === 0) this.empty++;
    if (length <= SHORT) {
      while (this.short.length <= length) this.short.push(0);
      up(this.short, length);
    } else this.lengths.add(length);
    const kinds = this.hasher.texts.kindsOf(value);
    const numeric = isNumeric(value, kinds);
    up(this.types, numeric ? NUMERIC_STRING : STRING);
    if (numeric) this.addNumber(Number(value));
    const shape = shapeOf(value, kinds);
    // Instants, hashes and identifiers are told by their shape; hashing each of them would cost more than all the rest.
    if (shape !== null) this.countShape(shape);
    else if (length <= (numeric ? LONGEST_NUMERAL : LONGEST_VALUE)) this.sample(value, seen);
  }

  /** A property has one shape nearly always. */
  private countShape(shape: string): void {
    if (shape !== this.shape) {
      this.settleShape();
      this.shape = shape;
    }
    this.shaped++;
  }

  private settleShape(): void {
    if (this.shape !== null && this.shaped > 0) bump(this.formats, this.shape, this.shaped);
    this.shaped = 0;
  }

  private addNumber(value: number): void {
    this.numbers ??= new Numbers(this.options.shown);
    this.numbers.add(value);
    const epoch = epochOf(value);
    if (epoch !== null) this.countShape(epoch);
  }

  private sampleInteger(value: number, seen: Seen): void {
    if (value >= 0 && value < SMALL) {
      this.sampleSmall(value, null, this.options.shown, seen);
      return;
    }
    let entry = this.large.get(value);
    if (entry === undefined) {
      entry = this.entryOf(String(value), this.options.shown);
      if (this.large.size < REMEMBERED) this.large.set(value, entry);
    }
    if (entry !== null) touch(entry, seen);
  }

  /** A property that has truth values and the numbers 0 and 1 keeps them apart by `text`. */
  private sampleSmall(value: number, text: string | null, shown: boolean, seen: Seen): void {
    const at = text === null ? value + 2 : value;
    while (this.small.length <= at) this.small.push(undefined);
    let entry = this.small[at];
    if (entry === undefined) {
      entry = this.entryOf(text ?? String(value), shown);
      this.small[at] = entry;
    }
    if (entry !== null) touch(entry, seen);
  }

  /** Counts a value in the sample. Numbers with a fraction are amounts: their buckets say more. */
  private sample(text: string, seen: Seen): void {
    this.common ??= new QuickMemo(
      (value) => this.entryOf(value, this.options.shown),
      REMEMBERED,
      () => {},
      this.hasher.texts,
    );
    const entry = this.common.get(text);
    if (entry !== null) touch(entry, seen);
  }

  private entryOf(text: string, shown: boolean): ValueEntry | null {
    const h = this.hasher.ofValue(text);
    const { bottom } = this.values;
    let entry = bottom.get(h) ?? null;
    if (entry === null && !bottom.beyond(h)) {
      // Its own text: a part of a line would keep the line.
      entry = { n: 0, groups: 0, value: shown ? owned(text) : null };
      bottom.add(h, entry);
    }
    return entry;
  }

  private top(): Readonly<Record<string, readonly [number, number]>> {
    const top = new Map(this.kept);
    for (const [, { value, n, groups }] of this.values.bottom.entries()) {
      if (value !== null) top.set(value, [n, groups]);
    }
    const out: Record<string, readonly [number, number]> = Object.create(null);
    for (const value of [...top.keys()].sort()) out[value] = top.get(value) ?? [0, 0];
    return out;
  }
}

function touch(entry: ValueEntry, seen: Seen): void {
  entry.n++;
  if (seen.group >= 0) entry.groups |= 1 << seen.group;
}

function up(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

/** Counters that are not zero, by name, sorted. */
function named(names: readonly string[], counts: readonly number[]): Readonly<Record<string, number>> {
  return counted(new Map(names.flatMap((name, i) => ((counts[i] ?? 0) > 0 ? [[name, counts[i] ?? 0]] : []))));
}

/** A number as JSON would write it, nothing else: no spaces, no hexadecimal, no "Infinity". */
function isNumeric(text: string, kinds: number): boolean {
  if ((kinds & DIGIT) === 0 || (kinds & ~IN_NUMBERS) !== 0 || text.length > 32) return false;
  return kinds === DIGIT || NUMERIC.test(text);
}

const IN_NUMBERS = DIGIT | LETTER | PLUS | OTHER;
const NUMERIC = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
