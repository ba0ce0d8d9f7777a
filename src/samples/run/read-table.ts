import { parse } from 'csv-parse';
import { Bag } from '../bag.ts';
import { BrokenInput } from '../read/bytes.ts';
import type { Feed } from './read-source.ts';
import type { Stream } from './stream.ts';

/** One row with the line it ended on, as csv-parse gives it. */
interface Row {
  readonly record: Readonly<Record<string, string>>;
  readonly info: { readonly lines: number };
}

/** Reads a table, row by row: each is an object of texts, an empty cell is absent. */
export async function feedTable(stream: Stream, source: Feed): Promise<void> {
  const parser = parse({
    delimiter: source.shape === 'tsv' ? '\t' : ',',
    columns: source.columns ? [...source.columns] : (header: string[]) => header.map((name) => name.trim()),
    info: true,
    bom: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: source.maxRecord,
    // Snowplow's tables are not quoted.
    quote: source.shape === 'tsv' ? null : '"',
  });
  let failed: unknown = null;
  let line = 1;
  parser.on('error', (error) => {
    failed = error;
  });
  const drain = () => {
    for (let row: Row | null = parser.read(); row !== null; row = parser.read()) {
      line = row.info.lines;
      const record = new Bag();
      for (const [name, value] of Object.entries(row.record)) if (value !== '') record[name] = value;
      if (stream.wantsMore) stream.record(record, line, null);
    }
  };
  try {
    for await (const chunk of source.chunks) {
      if (!parser.write(Buffer.from(chunk))) await Promise.resolve();
      drain();
      if (failed || !stream.wantsMore) break;
      const wait = source.progress?.(chunk.length);
      if (wait) await wait;
    }
    if (!failed) await ended(parser, drain);
  } catch (error) {
    if (!(error instanceof BrokenInput)) throw error;
    drain();
    stream.broken('truncated-input', line, error.message);
  }
  if (failed) stream.broken('not-samples', line, failed instanceof Error ? failed.message : String(failed));
}

function ended(parser: ReturnType<typeof parse>, drain: () => void): Promise<void> {
  return new Promise((resolve) => {
    parser.on('readable', drain);
    parser.on('end', resolve);
    parser.on('error', () => resolve());
    parser.end();
    drain();
  });
}
