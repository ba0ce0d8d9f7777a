import { Worker } from 'node:worker_threads';
import { UsageError } from '../../system/errors.ts';
import type { FromWorker, Job, ToWorker } from './protocol.ts';
import type { RunSetup } from './setup.ts';
import type { Partial, Pieces } from './stream.ts';

interface Thread {
  readonly worker: Worker;
  /** The job it is at. */
  job: number | null;
}

/** What a job has written and what became of it, until all jobs before it are done. */
interface Progress {
  readonly held: { readonly pieces: Pieces; readonly thread: Thread }[];
  readonly source: string;
  done: boolean;
}

export interface PoolOptions {
  readonly write: (source: string, pieces: Pieces) => Promise<void>;
  readonly progress: (bytes: number) => void;
}

/** Threads that take jobs in turn. What they write comes out in the order of the jobs. */
export class Pool {
  readonly #threads: Thread[];
  readonly #options: PoolOptions;
  readonly #jobs = new Map<number, Progress>();
  readonly #partials: Partial[] = [];
  #oldest = 0;
  #idle: (() => void)[] = [];
  #failed: ((error: Error) => void) | null = null;
  readonly #failure: Promise<never>;
  #writing = Promise.resolve();

  constructor(size: number, setup: RunSetup, options: PoolOptions) {
    this.#options = options;
    this.#failure = new Promise((_, reject) => {
      this.#failed = reject;
    });
    this.#failure.catch(() => {});
    this.#threads = Array.from({ length: size }, () => {
      const thread: Thread = { worker: new Worker(workerFile(), { workerData: { setup } }), job: null };
      thread.worker.on('message', (message: FromWorker) => this.#hear(thread, message));
      thread.worker.on('error', (error: Error) => this.#failed?.(error));
      return thread;
    });
  }

  /** Hands a job to the next thread that is free; waits for one. Jobs are numbered from 0, in input order. */
  async give(job: Job): Promise<void> {
    for (;;) {
      const free = this.#threads.find((thread) => thread.job === null);
      if (free) {
        free.job = job.id;
        this.#jobs.set(job.id, { held: [], source: job.path, done: false });
        this.#say(free, { kind: 'job', job });
        return;
      }
      await this.#orFailure(new Promise<void>((resolve) => this.#idle.push(resolve)));
    }
  }

  stop(): void {
    for (const thread of this.#threads) this.#say(thread, { kind: 'stop' });
  }

  /** Waits for all jobs, and collects what the threads found. */
  async finish(): Promise<readonly Partial[]> {
    while (this.#threads.some((thread) => thread.job !== null)) {
      await this.#orFailure(new Promise<void>((resolve) => this.#idle.push(resolve)));
    }
    await this.#orFailure(this.#writing);
    const all = new Promise<void>((resolve) => this.#idle.push(resolve));
    for (const thread of this.#threads) this.#say(thread, { kind: 'end' });
    while (this.#partials.length < this.#threads.length) {
      await this.#orFailure(
        this.#partials.length === 0 ? all : new Promise<void>((resolve) => this.#idle.push(resolve)),
      );
    }
    return this.#partials;
  }

  async close(): Promise<void> {
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }

  #hear(thread: Thread, message: FromWorker): void {
    switch (message.kind) {
      case 'progress':
        this.#options.progress(message.bytes);
        break;
      case 'pieces':
        this.#jobs.get(message.job)?.held.push({ pieces: message.pieces, thread });
        this.#flush();
        break;
      case 'done': {
        const job = this.#jobs.get(message.job);
        if (job) job.done = true;
        thread.job = null;
        this.#flush();
        this.#wake();
        break;
      }
      case 'partial':
        this.#partials.push(message.partial);
        this.#wake();
        break;
      case 'failed': {
        const error = message.usage ? new UsageError(message.message) : new Error(message.message);
        if (!message.usage) error.stack = message.stack;
        this.#failed?.(error);
        break;
      }
    }
  }

  /** Writes what the oldest job holds, and those after it as each is done. */
  #flush(): void {
    for (let job = this.#jobs.get(this.#oldest); job; job = this.#jobs.get(this.#oldest)) {
      for (const { pieces, thread } of job.held.splice(0)) {
        const { source } = job;
        this.#writing = this.#writing
          .then(() => this.#options.write(source, pieces))
          .then(() => this.#say(thread, { kind: 'ack' }));
        this.#writing.catch((error: unknown) =>
          this.#failed?.(error instanceof Error ? error : new Error(String(error))),
        );
      }
      if (!job.done) return;
      this.#jobs.delete(this.#oldest);
      this.#oldest++;
    }
  }

  #wake(): void {
    for (const resolve of this.#idle.splice(0)) resolve();
  }

  #say(thread: Thread, message: ToWorker): void {
    thread.worker.postMessage(message);
  }

  #orFailure<T>(promise: Promise<T>): Promise<T> {
    return Promise.race([promise, this.#failure]);
  }
}

/** In the build the entry stands beside the main files, and this code may be in a chunk below them. */
function workerFile(): URL {
  const here = new URL(import.meta.url);
  return new URL(here.pathname.includes('/chunks/') ? '../sample-worker.js' : './sample-worker.js', here);
}
