import { Readable } from 'node:stream';
import { TextDecoder } from 'node:util';
import { createBrotliDecompress, createGunzip } from 'node:zlib';

export type Compression = 'none' | 'gzip' | 'zstd' | 'brotli';

/** The input ended or broke before its time: what came until then has been handed on. */
export class BrokenInput extends Error {
  override readonly name = 'BrokenInput';
}

/** What the name says (`.gz`, `.zst`, `.br`), or the first bytes: brotli alone has no mark of its own. */
export function compressionOf(path: string, head: Uint8Array): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return 'gzip';
  if (head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd) return 'zstd';
  return /\.br$/i.test(path) ? 'brotli' : 'none';
}

/** Chunks as they were before they were compressed. Never more than a few chunks are in memory. */
export async function* decompress(
  chunks: AsyncIterable<Uint8Array>,
  compression: Compression,
): AsyncIterable<Uint8Array> {
  if (compression === 'none') yield* chunks;
  else if (compression === 'zstd') yield* unzstd(chunks);
  else yield* inflate(chunks, compression);
}

async function* inflate(
  chunks: AsyncIterable<Uint8Array>,
  compression: 'gzip' | 'brotli',
): AsyncIterable<Uint8Array> {
  const options = { chunkSize: 1 << 20 };
  const through = compression === 'gzip' ? createGunzip(options) : createBrotliDecompress(options);
  const source = Readable.from(copies(chunks), { objectMode: false });
  // Errors of the source are the reader's, errors of the decompressor say that the data is broken.
  source.on('error', (error) => through.destroy(error));
  source.pipe(through);
  try {
    for await (const chunk of through) yield bytesOf(chunk);
  } catch (error) {
    if (source.errored) throw source.errored;
    throw new BrokenInput(`The ${compression} data is broken or cut off (${messageOf(error)}).`);
  } finally {
    source.destroy();
  }
}

/** A decompressor still reads a chunk when the next one is asked for. */
async function* copies(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) yield Buffer.from(chunk);
}

async function* unzstd(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const { Decompress } = await import('fzstd');
  let ready: Uint8Array[] = [];
  let done = false;
  const through = new Decompress((chunk, last) => {
    ready.push(chunk);
    done = last === true;
  });
  const take = () => {
    const out = ready;
    ready = [];
    return out;
  };
  try {
    for await (const chunk of copies(chunks)) {
      through.push(chunk);
      yield* take();
    }
    through.push(new Uint8Array(0), true);
    yield* take();
  } catch (error) {
    yield* take();
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') throw error;
    throw new BrokenInput(`The zstd data is broken or cut off (${messageOf(error)}).`);
  }
  if (!done) throw new BrokenInput('The zstd data is cut off.');
}

/** UTF-16 becomes UTF-8, a byte order mark is dropped; other bytes pass as they are. */
export async function* asUtf8(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  let decoder: TextDecoder | null = null;
  let first = true;
  for await (const chunk of chunks) {
    if (first && chunk.length === 0) continue;
    if (first) {
      first = false;
      const encoding = utf16(chunk);
      if (encoding) decoder = new TextDecoder(encoding);
      else if (chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf) {
        yield chunk.subarray(3);
        continue;
      }
    }
    yield decoder ? Buffer.from(decoder.decode(chunk, { stream: true })) : chunk;
  }
  const rest = decoder?.decode();
  if (rest) yield Buffer.from(rest);
}

/** By its mark, or by a zero beside an ASCII character where JSON or a table starts. */
function utf16([a, b]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (b === 0 && a !== undefined && a >= 9 && a < 127) return 'utf-16le';
  return a === 0 && b !== undefined && b >= 9 && b < 127 ? 'utf-16be' : null;
}

/** Chunks of something that stays open until they are read to their end, or returned. */
export interface Chunks extends AsyncIterable<Uint8Array> {
  return(): Promise<unknown>;
}

/** The first chunk, and the stream with it still in place. */
export async function peek(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ readonly head: Uint8Array; readonly all: Chunks }> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = first.done ? new Uint8Array(0) : Buffer.from(first.value);
  let ahead = !first.done;
  // No generator: one that has not begun does nothing when it is returned, and so would close nothing.
  const all: Chunks & AsyncIterator<Uint8Array> = {
    [Symbol.asyncIterator]: () => all,
    next: async () => {
      if (!ahead) return iterator.next();
      ahead = false;
      return { done: false, value: head };
    },
    return: async () => {
      await iterator.return?.();
      return { done: true, value: undefined };
    },
  };
  return { head, all };
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk;
  throw new TypeError('a stream of bytes was expected');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
