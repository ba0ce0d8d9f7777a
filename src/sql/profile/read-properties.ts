import { counted, record, zeros } from '../../evidence/profile/counts.ts';
import { SLICES } from '../../evidence/profile/presence.ts';
import type { PathOptions } from '../../evidence/profile/properties.ts';
import { SAMPLED_VALUES, type ValueEntry, valuePayload } from '../../evidence/profile/property.ts';
import type { Counted, NumericProfile, PropertyProfile, SeenType } from '../../evidence/profile.ts';
import { BottomK } from '../../evidence/sketch/bottom-k.ts';
import { Sample } from '../../evidence/sketch/kmv.ts';
import { LogBuckets } from '../../evidence/sketch/log-buckets.ts';
import type { ResultRow } from '../types.ts';
import { Buckets } from './buckets.ts';

/** In the order of the queries' numbers. */
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
const EPOCHS = ['', 'epoch-s', 'epoch-ms', 'epoch-us'];

export type Violations = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Summaries of the properties of one event, from the rows about them. */
export class PropertyRows {
  private readonly paths = new Map<string, OneProperty>();

  add(row: ResultRow): void {
    const path = row.path ?? '';
    let property = this.paths.get(path);
    if (property === undefined) {
      property = new OneProperty();
      this.paths.set(path, property);
    }
    property.add(row);
  }

  /** `violations`: by path, keyword → values that failed it. */
  toJSON(options: PathOptions, violations: Violations = new Map()): Counted<PropertyProfile> {
    const shown = new Map(
      [...this.paths].map(([path, property]) => [
        path,
        { ...property.toJSON(options(path)), violations: counted(violations.get(path) ?? new Map()) },
      ]),
    );
    return record(shown, (profile) => profile);
  }
}

class OneProperty {
  private present = 0;
  private empty = 0;
  private readonly types = zeros(TYPES.length);
  private readonly pg = zeros(16);
  private readonly slices = zeros(SLICES.length);
  private readonly lengths = new LogBuckets();
  private readonly formats = new Map<string, number>();
  private readonly buckets = new Buckets();
  private readonly sum = { whole: 0, micro: 0, integers: 0, cents: 0, n: 0 };
  private min: number | null = null;
  private max: number | null = null;
  private readonly values = new Sample<ValueEntry>(new BottomK(SAMPLED_VALUES, joinValues), valuePayload);

  add(row: ResultRow): void {
    const parts = (row.key ?? '').split('|');
    switch (row.stat) {
      case 'profile.type':
        this.type(parts.map(Number), row.n);
        break;
      case 'profile.text':
        this.text(Number(parts[0]), parts[1] ?? '', row.n);
        break;
      case 'profile.number':
        this.number(parts, row);
        break;
      case 'profile.value':
        this.values.bottom.add(row.whole ?? 0, { n: row.n, groups: row.mask ?? 0, value: row.key });
    }
  }

  toJSON({ planned, shown }: ReturnType<PathOptions>): PropertyProfile {
    return {
      planned,
      present: this.present,
      null: this.types[5] ?? 0,
      empty: this.empty,
      types: named(TYPES, this.types),
      pg: this.pg,
      slices: named(SLICES, this.slices),
      violations: {},
      lengths: this.lengths.toJSON(),
      num: this.sum.n === 0 ? null : this.numbers(shown),
      distinct: this.values.toJSON(),
      top: this.top(),
      formats: counted(this.formats),
    };
  }

  private type([type = 0, slice = -1, group = -1]: readonly number[], n: number): void {
    this.present += n;
    this.types[type] = (this.types[type] ?? 0) + n;
    if (slice >= 0) this.slices[slice] = (this.slices[slice] ?? 0) + n;
    if (group >= 0) this.pg[group] = (this.pg[group] ?? 0) + n;
  }

  private text(length: number, shape: string, n: number): void {
    if (length === 0) this.empty += n;
    this.lengths.add(length, n);
    if (shape !== '') this.format(shape, n);
  }

  private number([bucket = '0', integer, cents, epoch = '0']: readonly string[], row: ResultRow): void {
    const { n } = row;
    this.buckets.add(bucket, n);
    this.sum.n += n;
    this.sum.whole += row.whole ?? 0;
    this.sum.micro += row.micro ?? 0;
    if (integer === '1') this.sum.integers += n;
    if (cents === '1') this.sum.cents += n;
    const shape = EPOCHS[Number(epoch)] ?? '';
    if (shape !== '') this.format(shape, n);
    if (row.low !== null) this.min = this.min === null ? row.low : Math.min(this.min, row.low);
    if (row.high !== null) this.max = this.max === null ? row.high : Math.max(this.max, row.high);
  }

  private numbers(shown: boolean): NumericProfile {
    const { whole, micro, integers, cents } = this.sum;
    const carried = Math.floor(micro / 1e6);
    return {
      buckets: this.buckets.toJSON(),
      min: shown ? this.min : null,
      max: shown ? this.max : null,
      sum: [whole + carried, micro - carried * 1e6],
      integers,
      cents,
    };
  }

  private top(): Readonly<Record<string, readonly [number, number]>> {
    const top = new Map<string, readonly [number, number]>();
    for (const [, { value, n, groups }] of this.values.bottom.entries()) {
      if (value !== null) top.set(value, [n, groups]);
    }
    return record(top, (each) => each);
  }

  private format(shape: string, n: number): void {
    this.formats.set(shape, (this.formats.get(shape) ?? 0) + n);
  }
}

function joinValues(a: ValueEntry, b: ValueEntry): ValueEntry {
  return { n: a.n + b.n, groups: a.groups | b.groups, value: a.value ?? b.value };
}

/** Counters that are not zero, by name. */
function named(names: readonly string[], counts: readonly number[]): Readonly<Record<string, number>> {
  return counted(new Map(names.flatMap((name, i) => ((counts[i] ?? 0) > 0 ? [[name, counts[i] ?? 0]] : []))));
}
