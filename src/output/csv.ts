import { csvRows } from '../text/markup.ts';
import type { Format } from './format.ts';

const COLUMNS = [
  'severity',
  'status',
  'rule',
  'message',
  'subject',
  'owners',
  'file',
  'line',
  'column',
  'count',
  'rate',
  'fingerprint',
];

/** One finding a row, for a spreadsheet. */
export const csv: Format = {
  *write({ findings }) {
    yield* csvRows([COLUMNS]);
    const rows = findings.map((finding) => [
      finding.severity,
      finding.status,
      finding.rule,
      finding.message,
      finding.subject,
      finding.owners.join(', '),
      finding.location.file,
      finding.location.start.line,
      finding.location.start.column,
      finding.count,
      finding.rate,
      finding.fingerprint,
    ]);
    for (const piece of csvRows(rows)) if (piece !== '\ufeff') yield piece;
  },
};
