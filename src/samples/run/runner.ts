import type { System } from '../../system/system.ts';
import { formats } from '../formats/index.ts';
import type { LineParser } from '../read/line-parser.ts';
import { certain, recognise } from '../read/recognise.ts';
import { open, type Sniffed, sniff } from '../read/source.ts';
import { follow } from './follow.ts';
import { mergeParts } from './merge.ts';
import { plainPlan } from './plain-plan.ts';
import { Pool } from './pool.ts';
import type { Job } from './protocol.ts';
import { rangesOf } from './ranges.ts';
import { feed } from './read-source.ts';
import type { RunSetup, RunSource } from './setup.ts';
import { type Counts, type Partial, type Pieces, Stream } from './stream.ts';
import type { Saved } from './tally.ts';
import type { Watching } from './watching.ts';

/** One input of a run, before it was looked at. */
export interface Input {
  readonly index: number;
  readonly path: string;
  readonly system: string | null;
  /** Null: to be recognised. */
  readonly format: string | null;
  readonly coerce: boolean;
  readonly map: ReadonlyMap<string, string>;
}

export interface RunnerOptions {
  readonly workers: number;
  readonly follow: boolean;
  readonly stopped: () => boolean;
  readonly progress: (done: number, total: number | null) => void;
  /** Called in input order. */
  readonly write: (source: string, pieces: Pieces) => Promise<void>;
}

export interface RunResult {
  readonly counts: Counts;
  readonly tally: Saved;
  readonly stoppedEarly: boolean;
}

const flushAt = 1 << 20;
/** From here on a stream counts as one of any length. */
const longStream = 1 << 27;
/** Bytes of one job: small enough to share out evenly, large enough not to count. */
const jobBytes = 16 << 20;

/** Takes the inputs through one stream here, or through several in workers. */
export class Runner {
  readonly #system: System;
  readonly #setup: RunSetup;
  readonly #options: RunnerOptions;
  readonly #stream: Stream;
  /** Threads have their own; what those saw is merged into these. */
  readonly #watching: Watching;
  #done = 0;
  #total: number | null = 0;
  #stopped = false;

  constructor(
    system: System,
    setup: RunSetup,
    watching: Watching,
    parser: LineParser,
    options: RunnerOptions,
  ) {
    this.#system = system;
    this.#setup = setup;
    this.#watching = watching;
    this.#options = options;
    this.#stream = new Stream(setup, watching, parser);
  }

  async run(inputs: readonly Input[]): Promise<RunResult> {
    this.#total = await this.#size(inputs);
    // A limit counts records in input order, and standard input or a growing file cannot be shared out.
    const shared = this.#options.workers > 1 && this.#total !== null && this.#setup.limit === null;
    const parts = shared ? await this.#share(inputs) : await this.#readAll(inputs);
    const { counts, tally } = mergeParts(parts, shared ? this.#watching : null);
    return { counts, tally, stoppedEarly: this.#stopped };
  }

  async #readAll(inputs: readonly Input[]): Promise<readonly Partial[]> {
    for (const input of inputs) {
      if (this.#stopped || !this.#stream.wantsMore) break;
      await this.#read(input);
    }
    return [this.#stream.save()];
  }

  async #share(inputs: readonly Input[]): Promise<readonly Partial[]> {
    const pool = new Pool(
      this.#options.workers,
      { ...this.#setup, plan: plainPlan(this.#setup.plan) },
      {
        write: this.#options.write,
        progress: (bytes) => {
          this.#advance(bytes);
          if (!this.#stopped && this.#options.stopped()) {
            this.#stopped = true;
            pool.stop();
          }
        },
      },
    );
    try {
      let id = 0;
      for (const input of inputs) {
        for await (const job of this.#jobs(input)) {
          if (this.#stopped) break;
          await pool.give({ ...job, id: id++ });
        }
      }
      return await pool.finish();
    } finally {
      await pool.close();
    }
  }

  async *#jobs(input: Input): AsyncIterable<Omit<Job, 'id'>> {
    const { path } = input;
    const { sniffed, rest } = await sniff(open(this.#system, path), path);
    await rest.return();
    const source = sourceOf(input, sniffed);
    const job = { path, source, shape: sniffed.shape, columns: columnsOf(source), range: null, firstLine: 1 };
    if (!sniffed.splittable) yield job;
    else {
      for await (const { start, end, firstLine } of rangesOf(this.#system.files, path, jobBytes)) {
        yield { ...job, range: { start, end }, firstLine };
      }
    }
  }

  async #read(input: Input): Promise<void> {
    const { path } = input;
    const chunks =
      this.#options.follow && path !== '-'
        ? follow(this.#system.files, path, this.#options.stopped)
        : open(this.#system, path);
    const { sniffed, rest } = await sniff(chunks, path);
    const source = sourceOf(input, sniffed);
    this.#stream.open(source);
    const progress = (bytes: number) => this.#step(path, bytes);
    await feed(this.#stream, this.#system.files, {
      path,
      chunks: rest,
      shape: sniffed.shape,
      maxRecord: this.#setup.maxRecord,
      firstLine: 1,
      columns: columnsOf(source),
      progress,
    });
    await rest.return();
    this.#stream.close();
    await this.#flush(path);
  }

  #step(path: string, bytes: number): Promise<void> | undefined {
    this.#advance(bytes);
    if (this.#options.stopped()) {
      this.#stopped = true;
      this.#stream.stop();
    }
    const { waiting } = this.#stream;
    const live = (this.#options.follow || this.#setup.each) && waiting > 0;
    return live || waiting >= flushAt ? this.#flush(path) : undefined;
  }

  #advance(bytes: number): void {
    const before = this.#done;
    this.#done += bytes;
    if (before < longStream && this.#done >= longStream) this.#system.saveMemory?.();
    this.#options.progress(this.#done, this.#total);
  }

  async #flush(path: string): Promise<void> {
    if (this.#stream.waiting > 0) await this.#options.write(path, this.#stream.take());
  }

  /** Bytes of all files; null where standard input or a growing file is among them. */
  async #size(inputs: readonly Input[]): Promise<number | null> {
    let total = 0;
    for (const { path } of inputs) {
      if (path === '-' || this.#options.follow) return null;
      total += (await this.#system.files.stat(path))?.size ?? 0;
    }
    return total;
  }
}

function columnsOf({ format }: RunSource): readonly string[] | null {
  return formats.find(({ id }) => id === format)?.columns ?? null;
}

/** What a stream is told of an input. A table has no types: its texts are read as what the plan asks for. */
export function sourceOf(input: Input, sniffed: Sniffed): RunSource {
  const { index, path, system, map } = input;
  const format =
    input.format ?? (map.size > 0 ? 'plain' : (recognise(sniffed.records, formats, certain)?.id ?? null));
  const coerce = input.coerce || sniffed.shape === 'csv' || sniffed.shape === 'tsv';
  return { index, name: path, system, format, map, coerce };
}
