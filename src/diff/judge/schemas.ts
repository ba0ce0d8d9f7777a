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
    const own = changeVerdicts(pair, change, { backward, forward }, options);
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

function changeVerdicts(
  pair: SchemaPair,
  change: SchemaChange,
  whole: { readonly backward: Containment; readonly forward: Containment },
  { strict = false }: JudgeOptions,
): { backward: Containment; forward: Containment } {
  const fine: Containment = { verdict: 'compatible', witness: undefined, why: null };
  if (SILENT.has(change.kind)) return { backward: fine, forward: fine };
  const direction = (from: 'old' | 'new', all: Containment): Containment => {
    // Nothing in a direction that is sound as a whole, and nothing to add where it could not be read.
    if (all.verdict === 'compatible') return all;
    const target = from === 'old' ? pair.new : pair.old;
    const focus = from === 'old' ? change.focus : focusBefore(change);
    return pair.against(from, projected(target, focus), { strict });
  };
  return { backward: direction('old', whole.backward), forward: direction('new', whole.forward) };
}

/** A renamed property has its old name in the old schema. */
function focusBefore(change: SchemaChange): SchemaChange['focus'] {
  if (change.kind !== 'property.renamed') return change.focus;
  return { ...change.focus, key: String(change.before) };
}
