import type { System } from '../../system/system.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import {
  asUtf8,
  BrokenInput,
  type Chunks,
  type Compression,
  compressionOf,
  decompress,
  peek,
} from './bytes.ts';

/** How records stand in a file. */
export type Shape = 'lines' | 'documents' | 'csv' | 'tsv' | 'parquet' | 'empty' | 'binary';

/** A file, or standard input, as its first bytes show it. */
export interface Sniffed {
  readonly compression: Compression;
  readonly shape: Shape;
  /** The first records, to tell the format by; empty for tables. */
  readonly records: readonly JsonObject[];
  /** Plain UTF-8 by lines: parts of it can be read on their own. */
  readonly splittable: boolean;
}

const firstRecords = 20;

/** Opens a source without looking inside. */
export function open(system: System, path: string): AsyncIterable<Uint8Array> {
  return path === '-' ? system.stdin : system.files.stream(path);
}

/** How a whole file is compressed. */
export async function openWhole(system: System, path: string): Promise<Compression> {
  const { head, all } = await peek(system.files.stream(path, { start: 0, end: 16 }));
  await all.return();
  return compressionOf(path, head);
}

/**
 * Looks at the beginning of a source. `rest` is the whole of it, from its first byte on, as UTF-8 without
 * compression: standard input can be read once only. Who does not read it to its end returns it.
 */
export async function sniff(
  chunks: AsyncIterable<Uint8Array>,
  path: string,
): Promise<{ readonly sniffed: Sniffed; readonly rest: Chunks }> {
  const raw = await peek(chunks);
  const compression = compressionOf(path, raw.head);
  if (startsWith(raw.head, 'PAR1')) {
    return { sniffed: { compression, shape: 'parquet', records: [], splittable: false }, rest: raw.all };
  }
  const { head, all } = await peekOrBroken(asUtf8(decompress(raw.all, compression)));
  const text = new TextDecoder().decode(head.subarray(0, 1 << 18));
  const shape = shapeOf(text, path.replace(/\.(gz|zst|br)$/i, ''));
  const plain = compression === 'none' && !isUtf16(raw.head);
  return {
    sniffed: {
      compression,
      shape,
      records: firstOf(text, shape),
      splittable: plain && shape === 'lines' && path !== '-',
    },
    rest: all,
  };
}

/** Data that breaks in its first chunk: what reads it meets the same error. */
async function peekOrBroken(chunks: AsyncIterable<Uint8Array>): ReturnType<typeof peek> {
  try {
    return await peek(chunks);
  } catch (error) {
    if (!(error instanceof BrokenInput)) throw error;
    const all: Chunks = {
      [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }),
      return: async () => {},
    };
    return { head: new Uint8Array(0), all };
  }
}

function shapeOf(text: string, path: string): Shape {
  if (/\.csv$/i.test(path)) return 'csv';
  if (/\.tsv$/i.test(path)) return 'tsv';
  const start = text.trimStart();
  if (start === '') return 'empty';
  if (start[0] === '[') {
    // A list that ends on its line and has more below it is one line of many.
    const first = firstLine(start);
    return parsed(first) !== undefined && start.slice(first.length).trim() !== '' ? 'lines' : 'documents';
  }
  if (start[0] === '{') {
    const first = firstLine(start).trimEnd();
    // A document over several lines has its first line end inside it; a bad first line of NDJSON does not.
    const inside = first.endsWith('{') || first.endsWith('[') || first.endsWith(',');
    return inside && parsed(first) === undefined ? 'documents' : 'lines';
  }
  if (text.includes('\u0000')) return 'binary';
  if (/\.(nd)?jsonl?$/i.test(path)) return 'lines';
  const columns = firstLine(start);
  if (columns.split('\t').length > 2) return 'tsv';
  return columns.split(',').length > 2 && !/[{}]/.test(columns) ? 'csv' : 'lines';
}

function firstOf(text: string, shape: Shape): JsonObject[] {
  if (shape === 'lines') {
    return text
      .split('\n', firstRecords)
      .map(parsed)
      .filter((value) => isObject(value));
  }
  return [];
}

function firstLine(text: string): string {
  const end = text.indexOf('\n');
  return end < 0 ? text : text.slice(0, end);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function isUtf16([a, b]: Uint8Array): boolean {
  return (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0;
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return [...text].every((character, i) => bytes[i] === character.charCodeAt(0));
}
