import type { KnownTexts } from '../known-texts.ts';
import { quickKey } from '../sketch/hash.ts';

/** What values of one identity type can be, beside their hashes: few ways, each counted by events. */
export interface Way {
  /** The stand-in that took an identifier's place. */
  readonly placeholder: string | null;
  readonly as: string;
  readonly normal: boolean;
  readonly misplaced: string | null;
  /** False: no identifier can be made of it. */
  readonly hashed: boolean;
  /** Flags of the value itself. */
  readonly own: number;
}

/** A value as it was read: the hash is -1 where there is none. */
export interface Reading {
  readonly h: number;
  readonly way: Way;
}

const SMALLEST = 64;
/** Values that are remembered, 32 bytes each: a regular visitor is hashed once, and memory does not grow with people. */
const MOST = 65_536;
const FREE = 0;
/** A place: the quick key of a value (zero is free), its hash, the number of its way, events of which it is the person. */
const HASH = 1;
const WAY = 2;
const PERSONS = 3;
const CELLS = 4;

/**
 * What became of identifiers read lately, found by their quick hash. All about one lies together in one flat array: people
 * come in any order, and each visit to the memory counts. A value that needs a place takes it from another; `dropped` is
 * told of how many events each was the person.
 */
export class IdReadings {
  private cells = new Float64Array(SMALLEST * CELLS);
  private places = SMALLEST;
  private size = 0;
  private readonly ways: Way[] = [];
  /** Events by way. */
  private readonly counts: number[] = [];
  /** Where the value that was read last stands. */
  private last = 0;

  constructor(
    private readonly read: (value: string) => Reading,
    private readonly dropped: (h: number, persons: number) => void,
    private readonly texts: KnownTexts,
  ) {}

  /** Reads a value for one event; its hash, or -1. */
  add(value: string): number {
    const key = quickKey(this.texts.quickHash(value), value.length) + 1;
    let at = this.place(key);
    if (this.cells[at] !== key) at = this.learn(key, value);
    this.last = at;
    const way = this.cells[at + WAY] ?? 0;
    this.counts[way] = (this.counts[way] ?? 0) + 1;
    return this.cells[at + HASH] ?? -1;
  }

  /** What the value that was read last is. */
  get way(): Way | undefined {
    return this.ways[this.cells[this.last + WAY] ?? 0];
  }

  /** The value that was read last is its event's person. */
  isPerson(): void {
    this.cells[this.last + PERSONS] = (this.cells[this.last + PERSONS] ?? 0) + 1;
  }

  /** Hands over all that was counted, and begins at zero. */
  settle(counted: (way: Way, n: number) => void): void {
    for (let at = 0; at < this.cells.length; at += CELLS) this.settlePersons(at);
    for (const [i, way] of this.ways.entries()) {
      const n = this.counts[i] ?? 0;
      if (n > 0) counted(way, n);
      this.counts[i] = 0;
    }
  }

  private settlePersons(at: number): void {
    const n = this.cells[at + PERSONS] ?? 0;
    if (n === 0) return;
    this.dropped(this.cells[at + HASH] ?? 0, n);
    this.cells[at + PERSONS] = 0;
  }

  /** Where a key is, else a place that is free, else the first of its two. */
  private place(key: number): number {
    const first = (Math.imul(key | 0, 0x9e3779b1) >>> 11) & (this.places - 1);
    const at = first * CELLS;
    const held = this.cells[at];
    if (held === key || held === FREE) return at;
    const other = (first ^ 1) * CELLS;
    return this.cells[other] === key || this.cells[other] === FREE ? other : at;
  }

  private learn(key: number, value: string): number {
    const { h, way } = this.read(value);
    if (this.size * 2 > this.places && this.places < MOST) this.grow();
    const at = this.place(key);
    this.put(at, key, h, this.numberOf(way), 0);
    return at;
  }

  private put(at: number, key: number, h: number, way: number, persons: number): void {
    if (this.cells[at] === FREE) this.size++;
    else this.settlePersons(at);
    this.cells[at] = key;
    this.cells[at + HASH] = h;
    this.cells[at + WAY] = way;
    this.cells[at + PERSONS] = persons;
  }

  private grow(): void {
    const { cells } = this;
    this.places *= 2;
    this.cells = new Float64Array(this.places * CELLS);
    this.size = 0;
    for (let i = 0; i < cells.length; i += CELLS) {
      const [key = FREE, h = 0, way = 0, persons = 0] = cells.subarray(i, i + CELLS);
      if (key !== FREE) this.put(this.place(key), key, h, way, persons);
    }
  }

  private numberOf(way: Way): number {
    const known = this.ways.findIndex(
      ({ placeholder, as, normal, misplaced, hashed, own }) =>
        placeholder === way.placeholder &&
        as === way.as &&
        normal === way.normal &&
        misplaced === way.misplaced &&
        hashed === way.hashed &&
        own === way.own,
    );
    if (known >= 0) return known;
    this.counts.push(0);
    return this.ways.push(way) - 1;
  }
}
