import type { System } from '../system/system.ts';

const everyMs = 200;

/** A line on a terminal's stderr that says how far a long run is, and is gone when it ends. */
export class Progress {
  readonly #system: System;
  readonly #start: number;
  #last = 0;
  #shown = false;

  constructor(system: System) {
    this.#system = system;
    this.#start = system.now();
  }

  /** Bytes read, and how many there are where that is known. */
  show(done: number, total: number | null): void {
    const { stderr, now } = this.#system;
    if (!stderr.isTTY) return;
    const at = now();
    if (at - this.#last < everyMs) return;
    this.#last = at;
    this.#shown = true;
    stderr.write(`\r\u001b[K${progressLine(done, total, (at - this.#start) / 1000)}`);
  }

  clear(): void {
    if (this.#shown) this.#system.stderr.write('\r\u001b[K');
  }
}

/** `412 MB of 1.0 GB, 98 MB/s, 6 s left`. */
export function progressLine(done: number, total: number | null, seconds: number): string {
  const rate = seconds > 0 ? done / seconds : 0;
  const parts = [total === null ? size(done) : `${size(done)} of ${size(total)}`, `${size(rate)}/s`];
  if (total !== null && rate > 0) parts.push(`${duration(Math.max(0, total - done) / rate)} left`);
  return parts.join(', ');
}

function size(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 1e6 ? `${Math.round(bytes / 1e6)} MB` : `${Math.round(bytes / 1e3)} kB`;
}

function duration(seconds: number): string {
  return seconds >= 90 ? `${Math.round(seconds / 60)} min` : `${Math.ceil(seconds)} s`;
}
