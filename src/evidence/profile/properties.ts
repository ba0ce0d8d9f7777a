import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import type { Counted, PropertyProfile } from '../profile.ts';
import { HASH_RANGE, type Hasher, nameHash } from '../sketch/hash.ts';
import { record } from './counts.ts';
import { childPath, ELEMENT, elementPath, pathSteps, type Step } from './path.ts';
import { type Seen, type Way, Ways } from './presence.ts';
import { PropertyCounter, type PropertyOptions } from './property.ts';

/** Unplanned paths kept per event. */
const MOST_PATHS = 500;
/** Steps into objects and lists that a path can have. */
const DEEPEST = 8;
/** Elements of one list that are looked at: the first ones, so that one huge list cannot stop a run. */
const MOST_ELEMENTS = 100;

/** Which paths the plan has, and which of them may show values. */
export type PathOptions = (path: string) => PropertyOptions;

export interface Place {
  readonly key: Step;
  readonly path: string;
  /** The largest name hash on the way here: dropping a path drops what lies inside, in any order. */
  readonly rank: number;
  readonly planned: boolean;
  readonly counter: PropertyCounter;
  readonly children: Map<Step, Place>;
  /** Where the names of objects here begin. */
  names: Way<Place>;
}

/** Summaries of all properties of an event, by path. */
export class PropertiesCounter {
  private top = new Map<Step, Place>();
  private places = new Map<string, { place: Place; siblings: Map<Step, Place>; key: Step }>();
  private names = Ways.start<Place>();
  private ways = new Ways<Place>();
  private unplanned = 0;
  /** Unplanned paths of this rank and beyond are left out. */
  theta = HASH_RANGE;

  constructor(
    private readonly options: PathOptions,
    private readonly hasher: Hasher,
  ) {}

  add(properties: JsonObject, seen: Seen): void {
    this.walk(properties, null, 1, seen);
    if (this.ways.isFull) this.forgetWays();
  }

  /** A value at this path failed a JSON Schema keyword. */
  violate(path: string, keyword: string): void {
    this.places.get(path)?.place.counter.violate(keyword);
  }

  absorb(saved: Counted<PropertyProfile>, theta: number): void {
    this.bound(theta);
    // Sorted, a parent comes before what lies inside it.
    for (const path of Object.keys(saved).sort()) {
      const profile = saved[path];
      if (profile !== undefined) this.at(path, profile.planned)?.counter.absorb(profile);
    }
  }

  toJSON(): Counted<PropertyProfile> {
    this.ways.settle();
    this.cut();
    return record(this.places, ({ place }) => place.counter.toJSON());
  }

  private walk(object: JsonObject, parent: Place | null, depth: number, seen: Seen): void {
    // Events of one kind have the same names in the same order: the next one is a glance away.
    let way = parent === null ? this.names : parent.names;
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      const { guess } = way;
      way = guess !== null && guess.name === key ? guess : this.follow(way, key, parent);
      if (way.counter === null) continue;
      way.counter.add(value, seen);
      if (typeof value === 'object' && value !== null) this.inside(way.place, value, depth, seen);
    }
    this.ways.end(way, seen);
  }

  private follow(way: Way<Place>, key: string, parent: Place | null): Way<Place> {
    const siblings = parent === null ? this.top : parent.children;
    return this.ways.follow(way, key, () => siblings.get(key) ?? this.create(siblings, key, parent, false));
  }

  private forgetWays(): void {
    this.ways.forget();
    this.names = Ways.start();
    for (const { place } of this.places.values()) place.names = Ways.start();
  }

  private inside(place: Place | null, value: JsonObject | readonly Json[], depth: number, seen: Seen): void {
    if (place === null || depth >= DEEPEST) return;
    if (isObject(value)) this.walk(value, place, depth + 1, seen);
    else this.countElements(place, value as readonly Json[], depth + 1, seen);
  }

  private countElements(place: Place, elements: readonly Json[], depth: number, seen: Seen): void {
    if (elements.length === 0) return;
    const element = place.children.get(ELEMENT) ?? this.create(place.children, ELEMENT, place, false);
    if (element === null) return;
    for (let i = 0; i < elements.length && i < MOST_ELEMENTS; i++) {
      const value = elements[i] ?? null;
      element.counter.seenOnce(seen);
      element.counter.add(value, seen);
      if (typeof value === 'object' && value !== null) this.inside(element, value, depth, seen);
    }
  }

  private at(path: string, planned: boolean): Place | null {
    let siblings = this.top;
    let place: Place | null = null;
    for (const step of pathSteps(path)) {
      place = siblings.get(step) ?? this.create(siblings, step, place, planned);
      if (place === null) return null;
      siblings = place.children;
    }
    return place;
  }

  private create(
    siblings: Map<Step, Place>,
    key: Step,
    parent: Place | null,
    planned: boolean,
  ): Place | null {
    const from = parent?.path ?? '';
    const path = key === ELEMENT ? elementPath(from) : childPath(from, key);
    const options = this.options(path);
    const fixed = planned || options.planned;
    const rank = Math.max(nameHash(path), parent === null || parent.planned ? 0 : parent.rank);
    if (!fixed && rank >= this.theta) return null;
    const counter = new PropertyCounter({ ...options, planned: fixed }, this.hasher);
    const place: Place = {
      key,
      path,
      rank,
      planned: fixed,
      counter,
      children: new Map(),
      names: Ways.start(),
    };
    siblings.set(key, place);
    this.places.set(path, { place, siblings, key });
    if (!fixed && ++this.unplanned > 2 * MOST_PATHS) this.cut();
    return this.places.has(path) ? place : null;
  }

  private cut(): void {
    if (this.unplanned <= MOST_PATHS) return;
    const ranks: number[] = [];
    for (const { place } of this.places.values()) if (!place.planned) ranks.push(place.rank);
    ranks.sort((a, b) => a - b);
    this.bound(ranks[MOST_PATHS] ?? this.theta);
  }

  private bound(theta: number): void {
    if (theta >= this.theta) return;
    this.theta = theta;
    // They hold places that are about to go.
    this.forgetWays();
    for (const [path, { place, siblings, key }] of this.places) {
      if (place.planned || place.rank < theta) continue;
      siblings.delete(key);
      this.places.delete(path);
      this.unplanned--;
    }
  }
}
