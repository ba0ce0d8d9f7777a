import type { Verdict } from '../../evidence/change.ts';
import type { Json } from '../../text/json.ts';
import type { SchemaChange } from '../changes/schema-change.ts';
import { compare, decimal } from '../schema/decimal.ts';

/**
 * What a table that is loaded from these events takes. `strict`: typed columns made once by hand. `redshift`:
 * typed columns with widths and not-null. `columnar`: Snowflake, BigQuery, Databricks, which coerce and let
 * columns be null. `streaming`: rows validated against the newest schema on their way.
 */
export type Warehouse = 'strict' | 'redshift' | 'columnar' | 'streaming';

/** The strictest first. */
export const WAREHOUSES: readonly Warehouse[] = ['strict', 'redshift', 'columnar', 'streaming'];

/** Of several, the one that takes least; null where none is named. */
export function strictest(named: readonly string[]): Warehouse | null {
  return WAREHOUSES.find((kind) => named.includes(kind)) ?? null;
}

export interface WarehouseVerdict {
  readonly verdict: Verdict;
  readonly why: string | null;
}

const FINE: WarehouseVerdict = { verdict: 'compatible', why: null };
const breaking = (why: string): WarehouseVerdict => ({ verdict: 'breaking', why });
const risky = (why: string): WarehouseVerdict => ({ verdict: 'risky', why });

export function judgeWarehouse(change: SchemaChange, warehouse: Warehouse): WarehouseVerdict {
  const typed = warehouse === 'strict' || warehouse === 'redshift';
  switch (change.kind) {
    case 'property.added':
      if (!change.traits.required) return FINE;
      return typed
        ? breaking('a not-null column cannot be added in place')
        : risky('NULL in all rows before');
    case 'property.removed':
      return change.traits.wasRequired && typed ? breaking('a not-null column gets no value') : FINE;
    case 'property.renamed':
      return typed
        ? breaking('one column ends and another begins')
        : risky('history is split over two columns');
    case 'property.type-replaced':
      return breaking('the column changes its type');
    case 'property.shape-changed':
      return breaking('the column changes its shape');
    case 'property.type-widened':
      return typed ? breaking('the column changes its type') : risky('values are coerced');
    case 'property.null-added':
      return typed ? breaking('a not-null column gets nulls') : FINE;
    case 'property.made-optional':
      return typed ? breaking('a not-null column gets no value') : FINE;
    case 'property.enum-value-added':
      return typed && longer(change.before, change.after) ? risky('the column may be too narrow') : FINE;
    case 'property.limit-widened':
      return typed ? widened(change) : FINE;
    case 'property.limit-tightened':
      return warehouse === 'strict' && change.keyword === 'maxLength' ? risky('the column can shrink') : FINE;
    case 'property.format-added':
    case 'property.format-changed':
    case 'property.format-removed':
      return typed && [change.before, change.after].some(isColumnType)
        ? breaking('the format is a column type of its own')
        : FINE;
    case 'content.opened':
      return warehouse === 'strict' ? risky('keys without a column may arrive') : FINE;
    case 'combination.changed':
      return { verdict: 'unknown', why: 'what columns become of combined schemas is not known' };
    default:
      return FINE;
  }
}

function isColumnType(format: Json | undefined): boolean {
  return format === 'date-time' || format === 'date' || format === 'time' || format === 'uuid';
}

function longer(before: Json | undefined, after: Json | undefined): boolean {
  const longest = (values: Json | undefined): number =>
    Array.isArray(values) ? Math.max(0, ...values.map((value) => String(value).length)) : 0;
  return longest(after) > longest(before);
}

/** Widths of whole-number columns. */
const WIDTHS = [2n ** 15n, 2n ** 31n, 2n ** 63n];

function widened({ keyword, before, after }: SchemaChange): WarehouseVerdict {
  if (keyword === 'maxLength') return risky('the column has to become wider');
  if (keyword !== 'minimum' && keyword !== 'maximum') return FINE;
  return widthOf(before) === widthOf(after) ? FINE : breaking('the range needs a wider column type');
}

function widthOf(limit: Json | undefined): number {
  if (typeof limit !== 'number' && typeof limit !== 'bigint') return WIDTHS.length;
  const value = decimal(limit);
  const size = value.digits < 0n ? { ...value, digits: -value.digits } : value;
  return WIDTHS.findIndex((width) => compare(size, decimal(width)) <= 0);
}
