import type { Shape } from '../read/source.ts';
import type { RunSetup, RunSource } from './setup.ts';
import type { Partial, Pieces } from './stream.ts';

/** A file, or a part of one between two line ends, for one worker. */
export interface Job {
  readonly id: number;
  readonly path: string;
  readonly source: RunSource;
  readonly shape: Shape;
  /** Null: the whole file, which may be compressed. */
  readonly range: { readonly start: number; readonly end: number } | null;
  readonly firstLine: number;
  readonly columns: readonly string[] | null;
}

export interface WorkerData {
  readonly setup: RunSetup;
}

/** To a worker. `ack`: its pieces are written, it may go on. `end`: say what was found, and leave. */
export type ToWorker =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'ack' }
  | { readonly kind: 'stop' }
  | { readonly kind: 'end' };

export type FromWorker =
  | { readonly kind: 'progress'; readonly bytes: number }
  | { readonly kind: 'pieces'; readonly job: number; readonly pieces: Pieces }
  | { readonly kind: 'done'; readonly job: number }
  | { readonly kind: 'partial'; readonly partial: Partial }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string; readonly usage: boolean };
