import type { Files } from '../system/system.ts';
import type { Sources } from './sources.ts';

/** Files beyond this are bundles or data; they are not held. */
const MAX_BYTES = 10 * 1024 * 1024;
const AT_ONCE = 64;

/** The project's files in memory: as bytes for the search, as text once they are parsed. */
export class HeldSources implements Sources {
  readonly #bytes = new Map<string, string>();
  readonly #text = new Map<string, string>();
  #paths: readonly string[] | null = null;
  /** Paths that could not be read or are too large, with the reason. */
  readonly skipped = new Map<string, string>();

  get paths(): readonly string[] {
    this.#paths ??= [...this.#bytes.keys()].sort();
    return this.#paths;
  }

  has(path: string): boolean {
    return this.#bytes.has(path);
  }

  bytes(path: string): string | undefined {
    return this.#bytes.get(path);
  }

  text(path: string): string | undefined {
    const known = this.#text.get(path);
    if (known !== undefined) return known;
    const bytes = this.#bytes.get(path);
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
    this.#bytes.set(path, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('latin1'));
  }

  /** Reads more files, a few at a time. Those that cannot be read are kept in `skipped`. */
  async read(files: Files, root: string, paths: readonly string[]): Promise<void> {
    for (let at = 0; at < paths.length; at += AT_ONCE)
      await Promise.all(
        paths.slice(at, at + AT_ONCE).map(async (path) => {
          try {
            const data = await files.read(`${root}/${path}`);
            if (data.byteLength > MAX_BYTES) this.skipped.set(path, 'it is too large to be source');
            else this.add(path, data);
          } catch (error) {
            this.skipped.set(path, error instanceof Error ? error.message : String(error));
          }
        }),
      );
  }
}
