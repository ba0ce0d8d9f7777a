import type { Finding } from '../findings/finding.ts';
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
  write: ({ findings }) => csvRows(rows(findings)),
};

function* rows(findings: readonly Finding[]): Iterable<readonly (string | number | null)[]> {
  yield COLUMNS;
  for (const finding of findings) {
    const { file, start } = finding.location;
    yield [
      finding.severity,
      finding.status,
      finding.rule,
      finding.message,
      finding.subject,
      finding.owners.join(', '),
      file,
      start.line,
      start.column,
      finding.count,
      finding.rate,
      finding.fingerprint,
    ];
  }
}
