import { type AsyncBuffer, type FileMetaData, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import type { Files } from '../../system/system.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { Bag } from '../bag.ts';
import type { Stream } from './stream.ts';

/**
 * Reads a Parquet file row group by row group: a smaller piece would decode the whole group again. A row is a record; its
 * number stands for the line.
 */
export async function feedParquet(
  stream: Stream,
  files: Files,
  path: string,
  progress: (bytes: number) => Promise<void> | undefined,
): Promise<void> {
  const file = await asBuffer(files, path);
  let metadata: FileMetaData;
  try {
    metadata = await parquetMetadataAsync(file);
  } catch (error) {
    stream.broken('truncated-input', 1, `its Parquet footer cannot be read (${messageOf(error)}).`);
    return;
  }
  let row = 0;
  for (const group of metadata.row_groups) {
    if (!stream.wantsMore) return;
    const rowStart = row;
    row += Number(group.num_rows);
    try {
      const rows = await parquetReadObjects({ file, metadata, compressors, rowStart, rowEnd: row });
      rows.forEach((each, i) => {
        if (stream.wantsMore) stream.record(recordOf(each), rowStart + i + 1, null);
      });
    } catch (error) {
      stream.broken('truncated-input', rowStart + 1, `its rows cannot be read (${messageOf(error)}).`);
      return;
    }
    const wait = progress(Number(group.total_compressed_size ?? group.total_byte_size));
    if (wait) await wait;
  }
}

async function asBuffer(files: Files, path: string): Promise<AsyncBuffer> {
  const byteLength = (await files.stat(path))?.size ?? 0;
  return {
    byteLength,
    async slice(start, end) {
      const from = start < 0 ? Math.max(0, byteLength + start) : start;
      const chunks: Uint8Array[] = [];
      for await (const chunk of files.stream(path, { start: from, end: end ?? byteLength }))
        chunks.push(Buffer.from(chunk));
      const whole = Buffer.concat(chunks);
      return whole.buffer.slice(whole.byteOffset, whole.byteOffset + whole.length);
    },
  };
}

/** A row as JSON would have it: an absent value is not there, an instant is ISO 8601. */
function recordOf(row: Readonly<Record<string, unknown>>): JsonObject {
  const record = new Bag();
  for (const [name, value] of Object.entries(row)) {
    if (value === null || value === undefined) continue;
    record[name] = jsonOf(value);
  }
  return record;
}

function jsonOf(value: unknown): Json {
  if (value === null || value === undefined) return null;
  switch (typeof value) {
    case 'bigint':
      return Number.isSafeInteger(Number(value)) ? Number(value) : value;
    case 'string':
    case 'number':
    case 'boolean':
      return value;
    default:
      break;
  }
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  const object = new Bag();
  for (const [name, each] of Object.entries(value)) object[name] = jsonOf(each);
  return object;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : String(error);
}
