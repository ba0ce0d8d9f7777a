import type { Files } from '../../system/system.ts';
import { ByKind, type TakeLine } from '../read/by-kind.ts';
import { BrokenInput } from '../read/bytes.ts';
import { DocumentSplitter } from '../read/documents.ts';
import { LineSplitter } from '../read/lines.ts';
import type { Shape } from '../read/source.ts';
import type { Stream } from './stream.ts';

/** Bytes of a source on their way into a stream. */
export interface Feed {
  readonly path: string;
  readonly chunks: AsyncIterable<Uint8Array>;
  readonly shape: Shape;
  readonly maxRecord: number;
  /** Number of the first line, where reading starts further down. */
  readonly firstLine: number;
  /** For tables without a header. */
  readonly columns: readonly string[] | null;
  /** Told after each chunk; what it returns is waited for. */
  readonly progress: ((bytes: number) => Promise<void> | undefined) | null;
}

/** Reads a source to its end, or until the stream wants no more. What breaks on the way becomes a finding. */
export async function feed(stream: Stream, files: Files, source: Feed): Promise<void> {
  switch (source.shape) {
    case 'lines':
      return pump(stream, source, lines(stream, source));
    case 'documents':
      return pump(stream, source, documents(stream, source));
    case 'csv':
    case 'tsv': {
      const { feedTable } = await import('./read-table.ts');
      return feedTable(stream, source);
    }
    case 'parquet': {
      if (source.path === '-') {
        stream.broken(
          'not-samples',
          1,
          'Parquet is read from its end, which standard input does not have; name a file',
        );
        return;
      }
      const { feedParquet } = await import('./read-parquet.ts');
      return feedParquet(stream, files, source.path, (bytes) => source.progress?.(bytes));
    }
    case 'binary':
      stream.broken('not-samples', 1, 'it is neither text nor Parquet');
      return;
    case 'empty':
      // Without a byte there is nothing to check, unless the data broke before its first byte.
      return pump(stream, source, lines(stream, source));
  }
}

interface Splitter {
  push(chunk: Uint8Array): void;
  end(): void;
  readonly lines: number;
}

async function pump(stream: Stream, { chunks, progress }: Feed, splitter: Splitter): Promise<void> {
  try {
    for await (const chunk of chunks) {
      splitter.push(chunk);
      const wait = progress?.(chunk.length);
      if (wait) await wait;
      if (!stream.wantsMore) return;
    }
    splitter.end();
  } catch (error) {
    if (!(error instanceof BrokenInput)) throw error;
    splitter.end();
    stream.broken('truncated-input', splitter.lines, error.message);
  }
}

function lines(stream: Stream, { maxRecord, firstLine }: Feed): Splitter {
  const take: TakeLine = (bytes, start, end, number) => stream.text(bytes, start, end, number);
  const { nameKey } = stream;
  const byKind = nameKey === null ? null : new ByKind(nameKey, take);
  return new LineSplitter(
    {
      line: byKind === null ? take : (bytes, start, end, number) => byKind.line(bytes, start, end, number),
      flush: () => byKind?.flush(),
      tooLong: (number, length) => stream.bad('line-too-long', number, null, `${length} bytes`),
    },
    maxRecord,
    firstLine,
  );
}

function documents(stream: Stream, { maxRecord }: Feed): Splitter {
  const splitter = new DocumentSplitter(
    {
      value: (bytes, line) => stream.text(bytes, 0, bytes.length, line),
      tooLong: (line, length) => stream.bad('line-too-long', line, null, `${length} bytes`),
      truncated: (line) => stream.broken('truncated-input', line, 'a list or object is not closed.'),
      stray: (line) => stream.bad('malformed-json', line, null),
    },
    maxRecord,
  );
  return splitter;
}
