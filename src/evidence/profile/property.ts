import type { Json } from '../../text/json.ts';
import type { PropertyProfile, SeenType } from '../profile.ts';
import { BottomK } from '../sketch/bottom-k.ts';
import type { Hasher } from '../sketch/hash.ts';
import { type Payload, Sample } from '../sketch/kmv.ts';
import { LogBuckets } from '../sketch/log-buckets.ts';
import { absorbCounts, absorbList, bump, counted, zeros } from './counts.ts';
import { Numbers } from './numbers.ts';
import { epochOf, shapeOf } from './value-shape.ts';

/** Values of one property that are sampled. */
const SAMPLED_VALUES = 256;
/** Longer strings are free text: their values say nothing about a domain. */
const LONGEST_VALUE = 256;

export interface PropertyOptions {
  readonly planned: boolean;
  /** Values and extremes may be kept: tagged `privacy: none`, or a planned enum. */
  readonly shown: boolean;
}

/** What the event says besides the property, for every property of it. */
export interface Seen {
  /** Group of the person, 0 to 15; -1 without one. */
  readonly group: number;
  readonly slice: string | null;
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

/** Builds the summary of one property. */
export class PropertyCounter {
  private present = 0;
  private empty = 0;
  private types = new Map<SeenType, number>();
  private pg = zeros(16);
  private slices = new Map<string, number>();
  private violations = new Map<string, number>();
  private lengths = new LogBuckets();
  private numbers: Numbers | null = null;
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

  add(value: Json, seen: Seen): void {
    this.present++;
    if (seen.group >= 0) this.pg[seen.group] = (this.pg[seen.group] ?? 0) + 1;
    if (seen.slice !== null) bump(this.slices, seen.slice);
    switch (typeof value) {
      case 'string':
        this.addString(value, seen);
        break;
      case 'number':
        this.type(Number.isInteger(value) ? 'integer' : 'number');
        this.addNumber(value);
        this.sample(String(value), seen);
        break;
      case 'bigint':
        this.type('integer');
        this.addNumber(Number(value));
        this.sample(String(value), seen);
        break;
      case 'boolean':
        this.type('boolean');
        this.sample(String(value), seen, true);
        break;
      default:
        this.type(value === null ? 'null' : Array.isArray(value) ? 'array' : 'object');
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
    absorbCounts(this.types as Map<string, number>, saved.types as Record<string, number>);
    absorbList(this.pg, saved.pg);
    absorbCounts(this.slices, saved.slices);
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
    return {
      planned: this.planned,
      present: this.present,
      null: this.types.get('null') ?? 0,
      empty: this.empty,
      types: counted(this.types),
      pg: this.pg,
      slices: counted(this.slices),
      violations: counted(this.violations),
      lengths: this.lengths.toJSON(),
      num: this.numbers?.toJSON() ?? null,
      distinct: this.values.toJSON(),
      top: this.top(),
      formats: counted(this.formats),
    };
  }

  private addString(value: string, seen: Seen): void {
    if (value === '') this.empty++;
    this.lengths.add(value.length);
    const numeric = isNumeric(value);
    this.type(numeric ? 'string:number' : 'string');
    if (numeric) this.addNumber(Number(value));
    const shape = shapeOf(value);
    if (shape !== null) bump(this.formats, shape);
    if (value.length <= LONGEST_VALUE) this.sample(value, seen);
  }

  private addNumber(value: number): void {
    this.numbers ??= new Numbers(this.options.shown);
    this.numbers.add(value);
    const epoch = epochOf(value);
    if (epoch !== null) bump(this.formats, epoch);
  }

  private sample(text: string, seen: Seen, always = false): void {
    const h = this.hasher.of('value', text);
    const { bottom } = this.values;
    if (bottom.beyond(h)) return;
    const known = bottom.get(h);
    const groups = seen.group < 0 ? 0 : 1 << seen.group;
    if (known === undefined) {
      bottom.add(h, { n: 1, groups, value: always || this.options.shown ? text : null });
      return;
    }
    known.n++;
    known.groups |= groups;
  }

  private type(type: SeenType): void {
    this.types.set(type, (this.types.get(type) ?? 0) + 1);
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

/** A number as JSON would write it, nothing else: no spaces, no hexadecimal, no "Infinity". */
function isNumeric(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first === 45 || (first >= 48 && first <= 57)) && text.length <= 32 && NUMERIC.test(text);
}

const NUMERIC = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/;
