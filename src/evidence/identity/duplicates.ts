import { HASH_RANGE } from '../sketch/hash.ts';
import type { Place } from '../watcher.ts';
import { comparePlaces, keepFirst } from './place.ts';
import { estimate, type StreamFinding } from './stream-finding.ts';

const SHOWN = 3;
const SMALLEST = 1024;
const FREE = -1;
/** Of a place in the arrays: source, line, index. */
const PARTS = 3;
/** How full the arrays get. */
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
 * has them). Every event has an id, so they lie in flat arrays: a tenth of the memory of as many objects.
 */
export class Duplicates {
  private hashes = new Float64Array(SMALLEST).fill(FREE);
  private counts = new Int32Array(SMALLEST);
  private firsts = new Float64Array(SMALLEST * PARTS);
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
      this.rebuild(this.hashes.length);
    }
    for (const [hash, { n, first, second }] of messages) this.join(hash, n, first, second);
  }

  toJSON(): DuplicatesData {
    this.cut();
    const messages: [number, Message][] = [];
    for (const [at, hash] of this.hashes.entries()) {
      if (hash === FREE) continue;
      const second = this.seconds.get(hash) ?? null;
      messages.push([hash, { n: this.counts[at] ?? 0, first: placeAt(this.firsts, at), second }]);
    }
    return { theta: this.bound, messages: messages.sort((a, b) => a[0] - b[0]) };
  }

  /** Repeats, out of all messages. */
  finding(): StreamFinding {
    this.cut();
    const places: Place[] = [];
    let repeats = 0;
    let all = 0;
    for (let at = 0; at < this.hashes.length; at++) {
      if (this.hashes[at] === FREE) continue;
      const n = this.counts[at] ?? 0;
      all += n;
      repeats += n - 1;
    }
    for (const second of this.seconds.values()) keepFirst(places, second, SHOWN);
    return { keyword: null, ...estimate(repeats, all, this.bound), places };
  }

  private join(hash: number, n: number, first: Place, second: Place | null): void {
    if (hash >= this.bound) return;
    const at = this.slot(hash);
    if (this.hashes[at] === FREE) {
      this.hashes[at] = hash;
      this.counts[at] = n;
      put(this.firsts, at, first);
      if (second !== null) this.seconds.set(hash, second);
      if (++this.size > 2 * this.cap) this.cut();
      else if (this.size > this.hashes.length * FULL) this.rebuild(this.hashes.length * 2);
      return;
    }
    this.counts[at] = (this.counts[at] ?? 0) + n;
    const known = [placeAt(this.firsts, at), first, this.seconds.get(hash), second];
    const [earliest = first, next = first] = known
      .filter((place) => place !== null && place !== undefined)
      .sort(comparePlaces);
    put(this.firsts, at, earliest);
    this.seconds.set(hash, next);
  }

  /** Where a hash is, or would be. */
  private slot(hash: number): number {
    const mask = this.hashes.length - 1;
    let at = hash & mask;
    while (this.hashes[at] !== hash && this.hashes[at] !== FREE) at = (at + 1) & mask;
    return at;
  }

  /** Keeps the `cap` smallest hashes. */
  private cut(): void {
    if (this.size <= this.cap) return;
    const sorted = this.hashes.filter((hash) => hash !== FREE).sort();
    this.bound = sorted[this.cap] ?? this.bound;
    this.rebuild(this.hashes.length);
  }

  /** Moves what is below the bound into new arrays. */
  private rebuild(length: number): void {
    const { hashes, counts, firsts } = this;
    this.hashes = new Float64Array(length).fill(FREE);
    this.counts = new Int32Array(length);
    this.firsts = new Float64Array(length * PARTS);
    this.size = 0;
    for (let from = 0; from < hashes.length; from++) {
      const hash = hashes[from] ?? FREE;
      if (hash === FREE || hash >= this.bound) continue;
      const to = this.slot(hash);
      this.hashes[to] = hash;
      this.counts[to] = counts[from] ?? 0;
      put(this.firsts, to, placeAt(firsts, from));
      this.size++;
    }
    for (const hash of this.seconds.keys()) if (hash >= this.bound) this.seconds.delete(hash);
  }
}

function put(places: Float64Array, at: number, { source, line, index }: Place): void {
  places[at * PARTS] = source;
  places[at * PARTS + 1] = line;
  places[at * PARTS + 2] = index;
}

function placeAt(places: Float64Array, at: number): Place {
  const [source = 0, line = 0, index = 0] = places.subarray(at * PARTS, at * PARTS + PARTS);
  return { source, line, index };
}
