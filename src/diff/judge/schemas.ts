import type { Verdict } from '../../evidence/change.ts';
import type { Json } from '../../text/json.ts';
import { compareSchemas } from '../changes/compare-schemas.ts';
import { projected } from '../changes/focus.ts';
import type { SchemaChange } from '../changes/schema-change.ts';
import { type Containment, SchemaPair } from '../schema/contain.ts';
import { SchemaError } from '../schema/refs.ts';
import { highest, type Level, levelOf } from './bump.ts';
import { judgeWarehouse, type Warehouse, type WarehouseVerdict } from './warehouse.ts';

export interface JudgeOptions {
  /** Counts for the bump when named. */
  readonly warehouse?: Warehouse | null;
  /** Undeclared keys break as any other, and every break is a new major. */
  readonly strict?: boolean;
}

/** A change of a schema with what it does to data, by itself. */
export interface JudgedSchemaChange {
  readonly change: SchemaChange;
  readonly backward: Containment;
  readonly forward: Containment;
  readonly warehouse: WarehouseVerdict;
  readonly level: Level;
}

export interface JudgedSchemas {
  readonly backward: Containment;
  readonly forward: Containment;
  readonly level: Level;
  readonly changes: readonly JudgedSchemaChange[];
}

/** The verdicts and the bump of a pair, without a verdict for each change. */
export interface PairVerdict {
  readonly backward: Containment;
  readonly forward: Containment;
  readonly level: Level;
}

/** Quick: for many pairs, where only the whole counts. */
export function judgePair(before: Json, after: Json, options: JudgeOptions = {}): PairVerdict {
  const { backward, forward, changes } = outline(before, after, options);
  return { backward, forward, level: overall(backward, changes, options) };
}

function outline(before: Json, after: Json, { strict = false }: JudgeOptions) {
  const pair = new SchemaPair(before, after);
  return {
    pair,
    backward: pair.backward({ strict }),
    forward: pair.forward({ strict }),
    changes: listChanges(before, after),
  };
}

function listChanges(before: Json, after: Json): SchemaChange[] {
  try {
    return compareSchemas(before, after);
  } catch (error) {
    // The verdicts say the same, with the place.
    if (error instanceof SchemaError) return [];
    throw error;
  }
}

/** Without verdicts of their own, changes are taken to do what the whole does. */
function overall(backward: Containment, changes: readonly SchemaChange[], options: JudgeOptions): Level {
  const levels = changes.map((change) =>
    levelOf(change, backward.verdict, warehouseOf(change, options), options.strict ?? false),
  );
  return highest([...levels, floor(backward.verdict, levels)]);
}

function warehouseOf(change: SchemaChange, { warehouse = null }: JudgeOptions): Verdict | null {
  return warehouse === null ? null : judgeWarehouse(change, warehouse).verdict;
}

/** What breaks is at least a revision, whatever the changes look like one by one. */
function floor(backward: Verdict, levels: readonly Level[]): Level {
  if (backward === 'breaking') return levels.some((level) => level === 'revision') ? 'revision' : 'model';
  return backward === 'unknown' ? 'revision' : 'none';
}

/** Every change with its own verdicts and examples. */
export function judgeSchemas(before: Json, after: Json, options: JudgeOptions = {}): JudgedSchemas {
  const { pair, backward, forward, changes } = outline(before, after, options);
  const judged = changes.map((change): JudgedSchemaChange => {
    const own = judgeChange(pair, change, options);
    const warehouse = judgeWarehouse(change, options.warehouse ?? 'columnar');
    const counted = options.warehouse ? warehouse.verdict : null;
    return {
      change,
      ...own,
      warehouse,
      level: levelOf(change, own.backward.verdict, counted, options.strict ?? false),
    };
  });
  const levels = judged.map(({ level }) => level);
  return { backward, forward, changes: judged, level: highest([...levels, floor(backward.verdict, levels)]) };
}

const SILENT: ReadonlySet<SchemaChange['kind']> = new Set([
  'property.documented',
  'property.default-changed',
  'property.enum-reordered',
]);
const FINE: Containment = { verdict: 'compatible', witness: undefined, why: null };

/** One change both ways, as if it were the only one. */
export function judgeChange(
  pair: SchemaPair,
  change: SchemaChange,
  { strict = false }: JudgeOptions = {},
): { readonly backward: Containment; readonly forward: Containment } {
  if (SILENT.has(change.kind)) return { backward: FINE, forward: FINE };
  const part = (from: 'old' | 'new', focus: SchemaChange['focus']): Containment =>
    pair.against(from, projected(from === 'old' ? pair.new : pair.old, focus), { strict });
  if (change.kind !== 'property.renamed') {
    return { backward: part('old', change.focus), forward: part('new', change.focus) };
  }
  // Two names are in it: the one that is no longer known, and the one that may be asked for.
  const names = [change.focus, { ...change.focus, key: String(change.before) }];
  return {
    backward: worst(names.map((focus) => part('old', focus))),
    forward: worst(names.map((focus) => part('new', focus))),
  };
}

const SEVERITY: readonly Containment['verdict'][] = ['compatible', 'unknown', 'risky', 'breaking'];

function worst(all: readonly Containment[]): Containment {
  return all.reduce((a, b) => (SEVERITY.indexOf(b.verdict) > SEVERITY.indexOf(a.verdict) ? b : a), FINE);
}
