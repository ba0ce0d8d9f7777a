import { UsageError } from '../../system/errors.ts';
import type { Files } from '../../system/system.ts';

export type Side = 'pass' | 'quarantine';

/** Where a split goes: a file, or a folder (its name ends with `/`) in which every input has its own. */
export interface SplitTargets {
  readonly pass: string | null;
  readonly quarantine: string | null;
}

const unfinished = '.partial';

/**
 * Writes both sides of a split. Until the whole input is read they stand in `*.partial`; then each takes its name, at once.
 * A run that was killed leaves its partial files behind: the next one says so, and starts again from the first line.
 */
export class SplitFiles {
  readonly #files: Files;
  readonly #targets: SplitTargets;
  /** Final path → true, once something was opened for it. */
  readonly #open = new Map<string, boolean>();
  readonly #notes: string[] = [];

  private constructor(files: Files, targets: SplitTargets) {
    this.#files = files;
    this.#targets = targets;
  }

  /** What an earlier run left. */
  get notes(): readonly string[] {
    return this.#notes;
  }

  /** @throws UsageError when a target exists and was not left there by an interrupted run. */
  static async open(
    files: Files,
    targets: SplitTargets,
    inputs: readonly string[],
    force: boolean,
  ): Promise<SplitFiles> {
    const split = new SplitFiles(files, targets);
    const paths = new Set(
      (['pass', 'quarantine'] as const).flatMap((side) =>
        inputs.flatMap((input) => split.#path(side, input, inputs) ?? []),
      ),
    );
    if ([...paths].some((path) => inputs.includes(path))) {
      throw new UsageError('A split cannot be written over its own input: name another file.');
    }
    const left: string[] = [];
    for (const path of paths)
      if ((await files.stat(path + unfinished)) !== null) left.push(path + unfinished);
    if (left.length > 0)
      split.#notes.push(`An earlier run was interrupted (it left ${left.join(', ')}); starting again.`);
    for (const path of paths) {
      if (!force && left.length === 0 && (await files.stat(path)) !== null) {
        throw new UsageError(`${path} exists. Name another file, or give --force to replace it.`);
      }
    }
    for (const path of paths) {
      // The marks first: a run that dies from here on is known to have been interrupted.
      await files.append(path + unfinished, '');
    }
    for (const path of paths) {
      await files.remove(path + unfinished);
      await files.append(path + unfinished, '');
      split.#open.set(path, true);
    }
    split.#inputs = inputs;
    return split;
  }

  #inputs: readonly string[] = [];

  async write(side: Side, input: string, bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    const path = this.#path(side, input, this.#inputs);
    if (path !== null) await this.#files.append(path + unfinished, bytes);
  }

  /** All is written: the partial files take their names. */
  async finish(): Promise<void> {
    for (const path of this.#open.keys()) await this.#files.rename(path + unfinished, path);
  }

  #path(side: Side, input: string, inputs: readonly string[]): string | null {
    const target = this.#targets[side];
    if (target === null || !target.endsWith('/')) return target;
    const short = baseName(input);
    const shared = inputs.filter((other) => baseName(other) === short).length > 1;
    return target + outputName(shared ? input.replace(/^(?:\.{0,2}\/)+/, '') : short);
  }
}

function baseName(path: string): string {
  return path === '-' ? 'stdin' : (path.split('/').pop() ?? path);
}

/** Records of other shapes pass as NDJSON, and uncompressed. */
function outputName(name: string): string {
  const plain = name.replace(/\.(?:gz|zst|br)$/i, '');
  return /\.(?:ndjson|jsonl)$/i.test(plain)
    ? plain
    : `${plain.replace(/\.(?:json|csv|tsv|parquet)$/i, '')}.ndjson`;
}
