import type { DriftResult } from '../../drift/types.ts';
import type { Report } from '../../findings/report.ts';
import { share } from './figures.ts';

type Row = readonly (string | number | boolean | null)[];

const COLUMNS = [
  'table',
  'event',
  'property',
  'identifier',
  'left',
  'right',
  'planned',
  'code',
  'seen',
  'share',
  'low',
  'high',
  'severity',
  'rule',
  'message',
  'owners',
];

/** Everything in one table for a spreadsheet: `table` says what a row is, to filter by. */
export function* driftRows(result: DriftResult, report: Report): Iterable<Row> {
  yield COLUMNS;
  for (const { severity, rule, message, subject, owners, status } of report.findings) {
    if (status !== 'open') continue;
    yield row({ table: 'finding', event: subject, severity, rule, message, owners: owners.join(', ') });
  }
  for (const { event, property, planned, code, seen } of result.matrix) {
    for (const [system, n] of Object.entries(seen))
      yield row({ table: 'matrix', event, property, left: system, planned, code, seen: n });
    if (Object.keys(seen).length === 0) yield row({ table: 'matrix', event, property, planned, code });
  }
  for (const { event, left, right, causes, unexplained } of result.gaps) {
    const place = { table: 'gap', event, left: left.system, right: right.system };
    yield row({ ...place, message: left.system, seen: left.count });
    for (const { cause, count, text } of causes)
      yield row({ ...place, rule: cause, message: text, seen: -count });
    yield row({ ...place, message: 'not explained', seen: -unexplained });
    yield row({ ...place, message: right.system, seen: right.count });
  }
  for (const { left, right, identifier, share: part, low, high, leftIds } of result.joins)
    yield row({ table: 'join', identifier, left, right, share: part, low, high, seen: leftIds });
  const view = result.customerView;
  if (view !== null) {
    const { people, share: part, low, high } = view;
    yield row({ table: 'customer view', seen: people, share: part, low, high });
    for (const { text, identifier, system, people: n, gain } of view.causes)
      yield row({
        table: 'customer view',
        identifier,
        left: system,
        message: `${text} (+${share(gain)})`,
        seen: n,
      });
  }
}

function row(values: Readonly<Record<string, string | number | boolean | null>>): Row {
  return COLUMNS.map((column) => values[column] ?? null);
}
