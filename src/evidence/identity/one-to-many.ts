import { BottomK } from '../sketch/bottom-k.ts';
import type { Place } from '../watcher.ts';
import { comparePlaces, keepFirst } from './place.ts';
import { estimate, type StreamFinding } from './stream-finding.ts';

const SHOWN = 3;

/** One of the many, with where it was first seen with its one. */
interface Many {
  readonly h: number;
  readonly first: Place;
}

export interface OneToManyData {
  readonly theta: number;
  readonly ones: readonly (readonly [number, readonly Many[]])[];
}

/**
 * More than `max` distinct ids of one kind with one of another. Per one the earliest `max` + 1 are kept: by first
 * place, which no split of the input changes.
 */
export class OneToMany {
  private readonly ones: BottomK<Many[]>;

  constructor(
    private readonly max: number,
    cap: number,
  ) {
    this.ones = new BottomK(cap, (a, b) => b.reduce((list, many) => this.insert(list, many), a));
  }

  /** Both ids as hashes. */
  add(one: number, many: number, place: Place): void {
    if (this.ones.beyond(one)) return;
    const list = this.ones.get(one);
    if (list === undefined) this.ones.add(one, [{ h: many, first: place }]);
    else if (list.length !== 1 || list[0]?.h !== many || comparePlaces(place, list[0].first) < 0) {
      this.insert(list, { h: many, first: place });
    }
  }

  absorb({ theta, ones }: OneToManyData): void {
    this.ones.absorb(
      theta,
      ones.map(([h, list]) => [h, [...list]]),
    );
  }

  toJSON(): OneToManyData {
    return { theta: this.ones.theta, ones: this.ones.entries() };
  }

  finding(): StreamFinding {
    const places: Place[] = [];
    let broken = 0;
    let ones = 0;
    for (const list of this.ones.payloads()) {
      ones++;
      const breaker = list[this.max];
      if (breaker === undefined) continue;
      broken++;
      keepFirst(places, breaker.first, SHOWN);
    }
    return { keyword: null, ...estimate(broken, ones, this.ones.theta), places };
  }

  private insert(list: Many[], many: Many): Many[] {
    const known = list.findIndex(({ h }) => h === many.h);
    if (known >= 0) {
      if (comparePlaces(many.first, (list[known] as Many).first) >= 0) return list;
      list.splice(known, 1);
    }
    let at = list.length;
    while (at > 0 && comparePlaces(many.first, (list[at - 1] as Many).first) < 0) at--;
    list.splice(at, 0, many);
    if (list.length > this.max + 1) list.pop();
    return list;
  }
}
