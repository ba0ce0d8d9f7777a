import { HASH_RANGE } from '../sketch/hash.ts';
import type { Place } from '../watcher.ts';
import { comparePlaces, keepFirst } from './place.ts';
import { estimate, type StreamFinding } from './stream-finding.ts';

const SHOWN = 3;
const SMALLEST = 1024;
const FREE = -1;
/** A place: the hash, how often it came, and where first. */
const COUNT = 1;
const SOURCE = 2;
const LINE = 3;
const INDEX = 4;
const CELLS = 5;
/** How full they get. */
const FULL = 0.8;

interface Message {
  readonly n: number;
  readonly first: Place;
  /** Where it came again. */
  readonly second: Place | null;
}

export interface DuplicatesData {
  readonly theta: number;
  readonly messages: readonly (readonly [number, Message])[];
}

/**
 * Message ids that come more than once: of all up to `cap` ids, then of those with the smallest hashes (as `BottomK`
 * has them). Every event has an id, so they lie in one flat array: a tenth of the memory of as many objects, and all about
 * one in one place.
 */
export class Duplicates {
  private cells = freeCells(SMALLEST);
  private places = SMALLEST;
  /** Of the few that came again, by hash. */
  private seconds = new Map<number, Place>();
  private size = 0;
  /** Hashes from here on are left out. */
  private bound = HASH_RANGE;

  constructor(private readonly cap: number) {}

  add(message: number, place: Place): void {
    this.join(message, 1, place, null);
  }

  absorb({ theta, messages }: DuplicatesData): void {
    if (theta < this.bound) {
      this.bound = theta;
      this.rebuild(this.places);
    }
    for (const [hash, { n, first, second }] of messages) this.join(hash, n, first, second);
  }

  toJSON(): DuplicatesData {
    this.cut();
    const messages: [number, Message][] = [];
    for (let at = 0; at < this.cells.length; at += CELLS) {
      const hash = this.cells[at] ?? FREE;
      if (hash === FREE) continue;
      const second = this.seconds.get(hash) ?? null;
      messages.push([hash, { n: this.cells[at + COUNT] ?? 0, first: this.firstAt(at), second }]);
    }
    return { theta: this.bound, messages: messages.sort((a, b) => a[0] - b[0]) };
  }

  /** Repeats, out of all messages. */
  finding(): StreamFinding {
    this.cut();
    const places: Place[] = [];
    let repeats = 0;
    let all = 0;
    for (let at = 0; at < this.cells.length; at += CELLS) {
      if (this.cells[at] === FREE) continue;
      const n = this.cells[at + COUNT] ?? 0;
      all += n;
      repeats += n - 1;
    }
    for (const second of this.seconds.values()) keepFirst(places, second, SHOWN);
    return { keyword: null, ...estimate(repeats, all, this.bound), places };
  }

  private join(hash: number, n: number, first: Place, second: Place | null): void {
    if (hash >= this.bound) return;
    const at = this.cellOf(hash);
    if (this.cells[at] === FREE) {
      this.cells[at] = hash;
      this.cells[at + COUNT] = n;
      this.putFirst(at, first);
      if (second !== null) this.seconds.set(hash, second);
      if (++this.size > 2 * this.cap) this.cut();
      else if (this.size > this.places * FULL) this.rebuild(this.places * 2);
      return;
    }
    this.cells[at + COUNT] = (this.cells[at + COUNT] ?? 0) + n;
    const known = [this.firstAt(at), first, this.seconds.get(hash), second];
    const [earliest = first, next = first] = known
      .filter((place) => place !== null && place !== undefined)
      .sort(comparePlaces);
    this.putFirst(at, earliest);
    this.seconds.set(hash, next);
  }

  /** Where a hash is, or would be. */
  private cellOf(hash: number): number {
    const mask = this.places - 1;
    let place = hash & mask;
    while (this.cells[place * CELLS] !== hash && this.cells[place * CELLS] !== FREE)
      place = (place + 1) & mask;
    return place * CELLS;
  }

  /** Keeps the `cap` smallest hashes. */
  private cut(): void {
    if (this.size <= this.cap) return;
    const hashes = new Float64Array(this.size);
    let n = 0;
    for (let at = 0; at < this.cells.length; at += CELLS) {
      const hash = this.cells[at] ?? FREE;
      if (hash !== FREE) hashes[n++] = hash;
    }
    this.bound = hashes.sort()[this.cap] ?? this.bound;
    this.rebuild(this.places);
  }

  /** Moves what is below the bound into a new array. */
  private rebuild(places: number): void {
    const { cells } = this;
    this.cells = freeCells(places);
    this.places = places;
    this.size = 0;
    for (let from = 0; from < cells.length; from += CELLS) {
      const hash = cells[from] ?? FREE;
      if (hash === FREE || hash >= this.bound) continue;
      const to = this.cellOf(hash);
      for (let part = 0; part < CELLS; part++) this.cells[to + part] = cells[from + part] ?? 0;
      this.size++;
    }
    for (const hash of this.seconds.keys()) if (hash >= this.bound) this.seconds.delete(hash);
  }

  private firstAt(at: number): Place {
    const { cells } = this;
    return { source: cells[at + SOURCE] ?? 0, line: cells[at + LINE] ?? 0, index: cells[at + INDEX] ?? 0 };
  }

  private putFirst(at: number, { source, line, index }: Place): void {
    this.cells[at + SOURCE] = source;
    this.cells[at + LINE] = line;
    this.cells[at + INDEX] = index;
  }
}

function freeCells(places: number): Float64Array {
  return new Float64Array(places * CELLS).fill(FREE);
}
