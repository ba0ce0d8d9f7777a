import type { Files } from '../system/system.ts';
import type { Sources } from './sources.ts';

/** Files beyond this are bundles or data; they are not held. */
const MAX_BYTES = 10 * 1024 * 1024;

/** The project's files in memory: as bytes for the search, as text once they are parsed. */
export class HeldSources implements Sources {
  /** As read, until somebody searches in it. */
  readonly #data = new Map<string, Uint8Array>();
  readonly #bytes = new Map<string, string>();
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

  bytes(path: string): string | undefined {
    const known = this.#bytes.get(path);
    if (known !== undefined) return known;
    const data = this.#data.get(path);
    if (data === undefined) return undefined;
    const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1');
    this.#bytes.set(path, bytes);
    return bytes;
  }

  /** The file as it was read. */
  data(path: string): Uint8Array | undefined {
    return this.#data.get(path);
  }

  text(path: string): string | undefined {
    const known = this.#text.get(path);
    if (known !== undefined) return known;
    const bytes = this.bytes(path);
    if (bytes === undefined) return undefined;
    // One character a byte: the same text when there is nothing beyond ASCII.
    const text = /[^\x00-\x7f]/.test(bytes)
      ? Buffer.from(bytes, 'latin1')
          .toString('utf8')
          .replace(/^\uFEFF/, '')
      : bytes;
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
