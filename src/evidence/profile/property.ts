import { DIGIT, LETTER, OTHER, PLUS } from '../../text/characters.ts';
import type { Json } from '../../text/json.ts';
import { owned } from '../../text/owned.ts';
import type { PropertyProfile, SeenType } from '../profile.ts';
import { BottomK } from '../sketch/bottom-k.ts';
import type { Hasher } from '../sketch/hash.ts';
import { type Payload, Sample } from '../sketch/kmv.ts';
import { LogBuckets } from '../sketch/log-buckets.ts';
import { absorbCounts, absorbList, bump, counted, zeros } from './counts.ts';
import { Numbers } from './numbers.ts';
import { type Presence, type Seen, SLICES } from './presence.ts';
import { SmallCounts } from './small-counts.ts';
import { epochOf, shapeOf } from './value-shape.ts';

/** Values of one property that are sampled. */
export const SAMPLED_VALUES = 256;
/** Longer strings are free text, longer numerals identifiers: their values say nothing about a domain. */
export const LONGEST_VALUE = 64;
export const LONGEST_NUMERAL = 6;
/** Whole numbers below are counted one by one. */
const SMALL = 1024;
/** Lengths are counted one by one up to here. */
const SHORT = 256;

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

export interface PropertyOptions {
  readonly planned: boolean;
  /** Values and extremes may be kept: tagged `privacy: none`, or a planned enum. */
  readonly shown: boolean;
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

/**
 * Builds the summary of one property. The hot path of a profile: the usual counters are fields of the object itself, and what
 * can be worked out from others is, when somebody asks.
 */
export class PropertyCounter {
  // What every event touches comes first, and so lies together.
  /** Truth values, and whole numbers that are small: what they come to is worked out when somebody asks. */
  private flags: SmallCounts | null = null;
  private small: SmallCounts | null = null;
  private numbers: Numbers | null = null;
  /** By length, up to the longest value; longer ones in `lengths`. */
  private short: number[] = [];
  /** The shape that came last, and how often since it was last counted. */
  private shape: string | null = null;
  private shaped = 0;
  private present = 0;
  private empty = 0;
  private types: Record<SeenType, number> = {
    string: 0,
    'string:number': 0,
    integer: 0,
    number: 0,
    boolean: 0,
    null: 0,
    object: 0,
    array: 0,
  };
  private pg = zeros(16);
  private slices = zeros(SLICES.length);
  private violations = new Map<string, number>();
  private lengths = new LogBuckets();
  private formats = new Map<string, number>();
  private values: Sample<ValueEntry>;
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

  /** The property was there in so many events, null included. */
  seen(presence: Presence): void {
    this.present += presence.n;
    absorbList(this.pg, presence.groups);
    absorbList(this.slices, presence.slices);
  }

  /** The same for one element of a list. */
  seenOnce({ group, slice }: Seen): void {
    this.present++;
    if (group >= 0) up(this.pg, group);
    if (slice >= 0) up(this.slices, slice);
  }

  /** Its value in one event; that it was there is counted by `seen`. */
  add(value: Json, { group }: Seen): void {
    switch (typeof value) {
      case 'string':
        this.addString(value, group);
        break;
      case 'number':
        if (value >= 0 && value < SMALL && Math.trunc(value) === value) {
          this.small ??= new SmallCounts((...counted) => this.addSmall(...counted));
          this.small.add(value, group);
        } else this.addLarge(value, group);
        break;
      case 'bigint':
        this.types.integer++;
        this.addNumber(Number(value));
        this.sample(this.hasher.ofValue(String(value)), String(value), group);
        break;
      case 'boolean':
        this.flags ??= new SmallCounts((...counted) => this.addFlag(...counted));
        this.flags.add(value ? 1 : 0, group);
        break;
      default:
        this.types[value === null ? 'null' : Array.isArray(value) ? 'array' : 'object']++;
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
    for (const type of TYPES) this.types[type] += saved.types[type] ?? 0;
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
    this.settle();
    for (const [length, n] of this.short.entries()) if (n > 0) this.lengths.add(length, n);
    this.short = [];
    return {
      planned: this.planned,
      present: this.present,
      null: this.types.null,
      empty: this.empty,
      types: named(
        TYPES,
        TYPES.map((type) => this.types[type]),
      ),
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

  private addString(value: string, group: number): void {
    const { length } = value;
    if (length === 0) this.empty++;
    if (length <= SHORT) {
      while (this.short.length <= length) this.short.push(0);
      up(this.short, length);
    } else this.lengths.add(length);
    const kinds = this.hasher.texts.kindsOf(value);
    const numeric = isNumeric(value, kinds);
    if (numeric) {
      this.types['string:number']++;
      this.addNumber(Number(value));
    } else this.types.string++;
    const shape = shapeOf(value, kinds);
    // Instants, hashes and identifiers are told by their shape; hashing each of them would cost more than all the rest.
    if (shape !== null) this.countShape(shape);
    else if (length <= (numeric ? LONGEST_NUMERAL : LONGEST_VALUE))
      this.sample(this.hasher.ofValue(value), value, group);
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

  private addNumber(value: number, n = 1): void {
    this.numbers ??= new Numbers(this.options.shown);
    this.numbers.add(value, n);
    const epoch = epochOf(value);
    if (epoch !== null) this.countShape(epoch);
  }

  private addLarge(value: number, group: number): void {
    this.addNumber(value);
    if (!Number.isInteger(value)) {
      this.types.number++;
      return;
    }
    this.types.integer++;
    const h = this.hasher.ofWhole(value);
    if (!this.values.bottom.beyond(h)) this.sample(h, String(value), group);
  }

  /** Counts a value in the sample. Numbers with a fraction are amounts: their buckets say more. */
  private sample(h: number, text: string, group: number): void {
    const bit = group >= 0 ? 1 << group : 0;
    this.sampleMany(h, text, 1, bit, this.options.shown);
  }

  private sampleMany(h: number, text: string, n: number, groups: number, shown: boolean): void {
    const { bottom } = this.values;
    if (bottom.beyond(h)) return;
    const entry = bottom.get(h);
    if (entry !== undefined) {
      entry.n += n;
      entry.groups |= groups;
      // Its own text: a part of a line would keep the line.
    } else bottom.add(h, { n, groups, value: shown ? owned(text) : null });
  }

  private addSmall(value: number, n: number, groups: number): void {
    this.addNumber(value, n);
    this.types.integer += n;
    this.sampleMany(this.hasher.ofWhole(value), String(value), n, groups, this.options.shown);
  }

  private addFlag(value: number, n: number, groups: number): void {
    const text = value === 1 ? 'true' : 'false';
    this.types.boolean += n;
    this.sampleMany(this.hasher.ofValue(text), text, n, groups, true);
  }

  /** Brings all counts up to date. */
  private settle(): void {
    this.settleShape();
    this.small?.settle();
    this.flags?.settle();
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
