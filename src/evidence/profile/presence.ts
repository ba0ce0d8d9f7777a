/** Platforms by which presence is counted, in the order of counters. */
export const SLICES: readonly string[] = ['ios', 'android', 'web', 'server', 'other'];

/** What an event says besides a property, for every property of it. */
export interface Seen {
  /** Group of the person, 0 to 15; -1 without one. */
  readonly group: number;
  /** Index in `SLICES`; -1 without one. */
  readonly slice: number;
}

const GROUPS = 16;
const SLICE = 1 + GROUPS;
/** Ways that are kept; where names are data (ids, dates) there is no end of them. */
const MOST = 1024;

/** How often something was there: in all, by group of persons, by platform. */
export class Presence {
  readonly counts = new Array<number>(SLICE + SLICES.length).fill(0);

  add({ group, slice }: Seen): void {
    const { counts } = this;
    counts[0] = (counts[0] ?? 0) + 1;
    if (group >= 0) counts[1 + group] = (counts[1 + group] ?? 0) + 1;
    if (slice >= 0) counts[SLICE + slice] = (counts[SLICE + slice] ?? 0) + 1;
  }

  get n(): number {
    return this.counts[0] ?? 0;
  }

  get groups(): readonly number[] {
    return this.counts.slice(1, SLICE);
  }

  get slices(): readonly number[] {
    return this.counts.slice(SLICE);
  }
}

/** A property, as far as presence goes. */
export interface Present {
  readonly counter: { seen(presence: Presence): void };
}

/** The names that an object has had so far, in their order. */
export interface Way<P extends Present> {
  readonly name: string;
  readonly before: Way<P> | null;
  /** What its last name stands for, and who counts that; null: a property that is not kept. */
  readonly place: P | null;
  readonly counter: P['counter'] | null;
  /** What came next last time. */
  guess: Way<P> | null;
  readonly next: Way<P>[];
  /** Objects that had these names and no others; null: none so far. */
  ended: Presence | null;
}

/**
 * Counts presence once an object instead of once a property: events of one kind have one of few sets of names, and what
 * is true of the set is true of each of its names. Brought to the properties when somebody asks.
 */
export class Ways<P extends Present> {
  private ended: Way<P>[] = [];
  private kept = 0;

  static start<P extends Present>(): Way<P> {
    return { name: '', before: null, place: null, counter: null, guess: null, next: [], ended: null };
  }

  /** The way with one more name. `placeOf` is asked for what the name stands for when it is new here. */
  follow(way: Way<P>, name: string, placeOf: (name: string) => P | null): Way<P> {
    let longer = way.next.find((each) => each.name === name);
    if (longer === undefined) {
      const place = placeOf(name);
      const counter = place === null ? null : place.counter;
      longer = { name, before: way, place, counter, guess: null, next: [], ended: null };
      way.next.push(longer);
      this.kept++;
    }
    way.guess = longer;
    return longer;
  }

  /** An object had these names and no others. */
  end(way: Way<P>, seen: Seen): void {
    if (way.ended === null) {
      way.ended = new Presence();
      this.ended.push(way);
    }
    way.ended.add(seen);
  }

  /** There are too many: they are settled and forgotten before they fill the memory. */
  get isFull(): boolean {
    return this.kept > MOST;
  }

  /** Brings all counts to the properties. */
  settle(): void {
    for (const way of this.ended) {
      const { ended } = way;
      way.ended = null;
      if (ended === null) continue;
      for (let each: Way<P> | null = way; each !== null; each = each.before) each.counter?.seen(ended);
    }
    this.ended = [];
  }

  forget(): void {
    this.settle();
    this.kept = 0;
  }
}
