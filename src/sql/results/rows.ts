import { UsageError } from '../../system/errors.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import { RESULT_COLUMNS, type ResultRow } from '../types.ts';

const NUMBERS = new Set<string>(['n', 'low', 'high', 'whole', 'micro', 'mask', 'rows']);
const NEEDED = ['query', 'stat', 'n', 'rows'] as const;

/**
 * One row of any engine as a ResultRow: names in either case, numbers also as text, empty text as null.
 * @throws UsageError, with `where` in front, for what is no row of a statement.
 */
export function resultRow(record: unknown, where: string): ResultRow {
  if (!isObject(record))
    throw new UsageError(`${where}: expected a result row, an object with ${NEEDED.join(', ')}.`);
  const cells = new Map(Object.entries(record).map(([name, value]) => [name.toLowerCase(), value]));
  for (const column of NEEDED) {
    if (cells.get(column) === undefined || cells.get(column) === null)
      throw new UsageError(
        `${where}: a result row has no "${column}". Export all columns that the query of "dataplan sql" gives.`,
      );
  }
  const row: Record<string, string | number | null> = {};
  for (const column of RESULT_COLUMNS) {
    const value = cells.get(column) ?? null;
    if (NUMBERS.has(column)) row[column] = numberOf(value, column, where);
    else
      row[column] =
        value === null || (value === '' && column !== 'path' && column !== 'event') ? null : String(value);
  }
  return row as unknown as ResultRow;
}

function numberOf(value: unknown, column: string, where: string): number | null {
  if (value === null || value === '') return null;
  const number =
    typeof value === 'number' || typeof value === 'bigint' || typeof value === 'string'
      ? Number(value)
      : Number.NaN;
  if (Number.isNaN(number))
    throw new UsageError(
      `${where}: "${column}" should be a number; it is ${typeof value === 'string' ? 'another text' : typeof value}.`,
    );
  return number;
}

/** The rows in a file: NDJSON, a JSON list, or CSV with a header. @throws UsageError with the line. */
export async function parseRows(content: string, file: string): Promise<ResultRow[]> {
  const start = content.trimStart();
  if (start === '') throw new UsageError(`${file} is empty. Export the whole result of the query.`);
  if (start.startsWith('['))
    return list(content, file).map((record, i) => resultRow(record, `${file}, row ${i + 1}`));
  if (start.startsWith('{')) {
    return content
      .split(/\r?\n/)
      .flatMap((line, i) =>
        line.trim() === '' ? [] : [resultRow(parsed(line, `${file}:${i + 1}`), `${file}:${i + 1}`)],
      );
  }
  const { parse } = await import('./csv.ts');
  return parse(content, file).map((record, i) => resultRow(record, `${file}, row ${i + 1}`));
}

function list(content: string, file: string): readonly unknown[] {
  const value = parsed(content, file);
  if (!Array.isArray(value)) throw new UsageError(`${file}: expected a list of result rows.`);
  return value;
}

function parsed(text: string, where: string): JsonObject | readonly unknown[] {
  try {
    return JSON.parse(text);
  } catch {
    throw new UsageError(`${where}: not JSON. Is the export whole? NDJSON, a JSON list and CSV are read.`);
  }
}
