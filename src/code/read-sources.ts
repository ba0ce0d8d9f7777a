import { isAscii } from 'node:buffer';
import type { Files } from '../system/system.ts';
import type { Sources } from './sources.ts';

/** Files beyond this are bundles or data; they are not held. */
const MAX_BYTES = 10 * 1024 * 1024;

/** Without the byte order mark. */
const UTF8 = new TextDecoder();

function asBuffer(data: Uint8Array): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}

/** The project's files in memory: as bytes for the search, as text once they are parsed. */
export class HeldSources implements Sources {
  readonly #data = new Map<string, Uint8Array>();
  readonly #text = new Map<string, string>();
  #paths: readonly string[] | null = null;
  /** Paths that could not be read or are too large, with the reason. */
  readonly skipped = new Map<string, string>();

  get paths(): readonly string[] {
    this.#paths ??= [...this.#data.keys()].sort();
    return this.#paths;
  }

  has(path: string): boolean {
    return this.#data.has(path);
  }

  data(path: string): Uint8Array | undefined {
    return this.#data.get(path);
  }

  bytes(path: string): string | undefined {
    const data = this.#data.get(path);
    return data && asBuffer(data).toString('latin1');
  }

  text(path: string): string | undefined {
    const known = this.#text.get(path);
    if (known !== undefined) return known;
    const data = this.#data.get(path);
    if (data === undefined) return undefined;
    const text = isAscii(data) ? asBuffer(data).toString('latin1') : UTF8.decode(data);
    this.#text.set(path, text);
    return text;
  }

  add(path: string, data: Uint8Array): void {
    this.#paths = null;
    this.#data.set(path, data);
  }

  /** Reads more files. Those that cannot be read are kept in `skipped`. */
  async read(files: Files, root: string, paths: readonly string[]): Promise<void> {
    let index = 0;
    await files.readAll(
      paths.map((path) => `${root}/${path}`),
      (_, data) => {
        const path = paths[index++] ?? '';
        if (data instanceof Error) this.skipped.set(path, data.message);
        else if (data.byteLength > MAX_BYTES) this.skipped.set(path, 'it is too large to be source');
        else this.add(path, data);
      },
    );
  }
}
