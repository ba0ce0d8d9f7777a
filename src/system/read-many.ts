import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** Memory that files are read into one after the other, and how much of it must be left for the next. */
const SLAB = 1 << 20;
const ROOM = 1 << 16;

/**
 * Reads many small files: open, read, close, into shared memory. Asking each for its size first, and finding room
 * for each alone, as `readFileSync` does, costs half as much again.
 */
export function readMany(
  paths: readonly string[],
  found: (path: string, data: Uint8Array | Error) => void,
  failed: (error: unknown, path: string) => Error,
): void {
  let slab = new Uint8Array(0);
  let at = 0;
  for (const path of paths) {
    if (slab.byteLength - at < ROOM) {
      slab = new Uint8Array(Buffer.allocUnsafeSlow(SLAB).buffer);
      at = 0;
    }
    try {
      const read = readInto(path, slab, at);
      if (read === null) found(path, readFileSync(path));
      else {
        found(path, slab.subarray(at, at + read));
        at += read;
      }
    } catch (error) {
      found(path, failed(error, path));
    }
  }
}

/** Bytes read; null when there may be more than fit. */
function readInto(path: string, slab: Uint8Array, at: number): number | null {
  const file = openSync(path, 'r');
  try {
    const room = slab.byteLength - at;
    const read = readSync(file, slab, at, room, null);
    return read === room ? null : read;
  } finally {
    closeSync(file);
  }
}
