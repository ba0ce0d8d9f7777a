import type { InventoryRow } from '../report/inventory.ts';
import type { Model } from '../report/model.ts';
import { duration, plainCategory } from './html/words.ts';

type Rows = Iterable<readonly (string | number | boolean | null)[]>;

/** The tables of the report that a spreadsheet may want, by name. */
export const TABLES = ['processing', 'dictionary', 'coverage', 'sides', 'joins'] as const;
export type TableName = (typeof TABLES)[number];

/** One table of the report, its head first. Empty but for the head where nothing was looked at. */
export function stewardTable(table: TableName, model: Model | null): Rows {
  switch (table) {
    case 'processing':
      return recordOfProcessing(model?.inventory ?? [], model);
    case 'dictionary':
      return dictionary(model);
    case 'coverage':
      return coverage(model);
    case 'sides':
      return sides(model);
    case 'joins':
      return joins(model);
  }
}

const COLUMNS = [
  'activity',
  'controller',
  'personal data',
  'category',
  'data subjects',
  'received by',
  'recipient kind',
  'country',
  'safeguard',
  'legal ground',
  'consent signal',
  'handling',
  'kept for',
  'carried by',
  'security measures',
  'state',
];

/** A record of processing as GDPR Art. 30 (1) lists its contents. What nobody states says so. */
export function* recordOfProcessing(rows: readonly InventoryRow[], model: Model | null): Iterable<string[]> {
  const gap = 'not declared';
  const or = (values: readonly string[]) => values.join('; ') || gap;
  yield COLUMNS;
  for (const row of rows) {
    yield [
      or(row.purposes),
      model?.plan.privacy.controller ?? gap,
      plainCategory(row.category),
      row.category,
      or(row.subjects),
      row.system,
      row.role ?? gap,
      row.country ?? gap,
      row.agreement ?? gap,
      or(row.grounds),
      row.signals.join('; ') || 'none asked',
      row.handling.map((one) => (one === 'raw' ? 'as is' : one)).join('; '),
      or(row.retention.map(duration)),
      or(row.carriedBy),
      gap,
      row.state === 'allowed'
        ? 'allowed'
        : `${row.state === 'denied' ? 'not allowed' : 'incomplete'}: ${row.gaps.join('; ')}`,
    ];
  }
}

function* dictionary(model: Model | null): Rows {
  yield ['event', 'meaning', 'owner', 'status', 'stage', 'sent from', 'properties'];
  for (const { key, description, owner, status, stage, from, properties } of model?.plan.events.values() ??
    [])
    yield [key, description, owner, status, stage, from.join('; '), [...properties.keys()].join('; ')];
}

/** Events, and properties where systems were held against each other; empty: nobody looked. */
function* coverage(model: Model | null): Rows {
  const drift = model?.evidence.drift ?? null;
  const systems = [...new Set(drift?.matrix.flatMap(({ seen }) => Object.keys(seen)) ?? [])];
  yield ['event', 'property', 'planned', 'in code', 'seen', ...systems];
  for (const { event, planned, inCode, seen } of drift === null ? (model?.matrix ?? []) : [])
    yield [event, null, planned, inCode, seen];
  for (const { event, property, planned, code, seen } of drift?.matrix ?? []) {
    const counts = systems.map((key) => seen[key] ?? null);
    const known = counts.filter((count) => count !== null);
    yield [
      event,
      property,
      planned,
      code === 'unknown' ? null : code === 'yes',
      known.length === 0 ? null : known.some((count) => count > 0),
      ...counts,
    ];
  }
}

function* sides(model: Model | null): Rows {
  yield ['event', 'from', 'to', 'step', 'count'];
  for (const { event, left, right, causes, unexplained } of model?.evidence.drift?.gaps ?? []) {
    const place = [event, left.system, right.system];
    yield [...place, `in ${left.system}`, left.count];
    for (const { text, count } of causes) yield [...place, text, -count];
    yield [...place, 'not explained', -unexplained];
    yield [...place, `in ${right.system}`, right.count];
  }
}

function* joins(model: Model | null): Rows {
  yield ['identifier', 'ids of', 'found in', 'share', 'low', 'high', 'ids', 'looked up'];
  for (const join of model?.evidence.drift?.joins ?? []) {
    const { identifier, left, right, share, low, high, leftIds, sampled } = join;
    yield [identifier, left, right, share, low, high, leftIds, sampled];
  }
}
