import type { SampleEvent } from '../../evidence/event.ts';
import type { Place } from '../../evidence/watcher.ts';
import { isObject } from '../../text/json.ts';

/** Hits of one kind, counted. Plain data: workers send it, and it merges in any order to the same. */
export interface Hits {
  /** Number of the check, or the name of a bad record's rule. */
  readonly check: number | string;
  /** `products[].sku`, an unplanned name, a file: what tells findings of one check apart. */
  readonly path: string;
  readonly keyword: string;
  count: number;
  /** The first few, in input order. */
  places: Place[];
  /** As the first of them has it. */
  expected: string;
  seen: string;
  /** The event's name, where the check is not about one event. */
  event: string | null;
  /** Release or version of the sender → hits. */
  versions: Map<string, number>;
  /** System or library that sent it → hits. */
  senders: Map<string, number>;
}

/** What one hit adds. */
export interface Hit {
  readonly check: number | string;
  readonly path: string;
  readonly keyword: string;
  readonly expected: string;
  readonly seen: string;
  readonly event: string | null;
}

/** A hit by itself, as a line of JSON on its way to whoever prints it. */
export interface OneHit {
  readonly hit: Hit;
  readonly place: Place;
}

const shownPlaces = 3;
/** Different findings of one check (unplanned names, mostly) that are kept one by one. */
const keptHits = 2000;
const keptCarriers = 64;

/**
 * Aggregates hits in bounded memory. Beyond the cap those with the smallest hashes are kept, exactly: which they are
 * depends on the names alone, so any split of the input gives the same.
 */
export class Tally {
  readonly #byCheck = new Map<number | string, Map<string, { readonly hash: number; readonly hits: Hits }>>();
  /** Check → hits that have no line of their own any more. */
  readonly #limits = new Map<number | string, number>();
  readonly #dropped = new Map<number | string, number>();

  add(hit: Hit, place: Place, event: SampleEvent | null): void {
    const hits = this.#slot(hit.check, hit.path, hit.keyword, 1, () => ({
      check: hit.check,
      path: hit.path,
      keyword: hit.keyword,
      count: 0,
      places: [],
      expected: '',
      seen: '',
      event: null,
      versions: new Map(),
      senders: new Map(),
    }));
    if (!hits) return;
    hits.count++;
    if (keepPlace(hits.places, place) === 0) {
      hits.expected = hit.expected;
      hits.seen = hit.seen;
      hits.event = hit.event;
    }
    if (event) {
      count(hits.versions, versionOf(event), 1);
      count(hits.senders, senderOf(event), 1);
    }
  }

  merge(other: Saved): void {
    for (const theirs of other.hits) {
      const hits = this.#slot(theirs.check, theirs.path, theirs.keyword, theirs.count, () => ({
        ...theirs,
        count: 0,
        places: [],
        versions: new Map(),
        senders: new Map(),
      }));
      if (!hits) continue;
      hits.count += theirs.count;
      for (const place of theirs.places) {
        if (keepPlace(hits.places, place) !== 0) continue;
        hits.expected = theirs.expected;
        hits.seen = theirs.seen;
        hits.event = theirs.event;
      }
      for (const [name, n] of theirs.versions) count(hits.versions, name, n);
      for (const [name, n] of theirs.senders) count(hits.senders, name, n);
    }
    for (const [check, n] of other.dropped) this.#dropped.set(check, (this.#dropped.get(check) ?? 0) + n);
  }

  /** Plain data, in an order of its own. */
  save(): Saved {
    for (const [check, list] of this.#byCheck) {
      if (list.size > keptHits) this.#prune(check, list);
      for (const { hits } of list.values()) {
        thin(hits.versions, keptCarriers);
        thin(hits.senders, keptCarriers);
      }
    }
    const hits = [...this.#byCheck.values()].flatMap((list) => [...list.values()].map((slot) => slot.hits));
    return { hits, dropped: [...this.#dropped] };
  }

  #slot(check: number | string, path: string, keyword: string, n: number, make: () => Hits): Hits | null {
    let list = this.#byCheck.get(check);
    if (!list) {
      list = new Map();
      this.#byCheck.set(check, list);
    }
    const key = `${path}\n${keyword}`;
    const known = list.get(key);
    if (known) return known.hits;
    if (list.size >= keptHits * 2) this.#prune(check, list);
    const hash = hashOf(key);
    if (hash > (this.#limits.get(check) ?? 0xffffffff)) {
      this.#dropped.set(check, (this.#dropped.get(check) ?? 0) + n);
      return null;
    }
    const slot = { hash, hits: make() };
    list.set(key, slot);
    return slot.hits;
  }

  #prune(check: number | string, list: Map<string, { readonly hash: number; readonly hits: Hits }>): void {
    const hashes = [...list.values()].map((slot) => slot.hash).sort((a, b) => a - b);
    const limit = hashes[keptHits - 1] ?? 0xffffffff;
    this.#limits.set(check, limit);
    for (const [key, slot] of [...list]) {
      if (slot.hash <= limit) continue;
      list.delete(key);
      this.#dropped.set(check, (this.#dropped.get(check) ?? 0) + slot.hits.count);
    }
  }
}

export interface Saved {
  readonly hits: readonly Hits[];
  /** Check → hits whose kind is not kept. */
  readonly dropped: readonly (readonly [number | string, number])[];
}

/** Puts a place among the first ones; its rank there, or -1. */
function keepPlace(places: Place[], place: Place): number {
  let at = places.length;
  while (at > 0 && before(place, places[at - 1])) at--;
  if (at >= shownPlaces) return -1;
  places.splice(at, 0, place);
  if (places.length > shownPlaces) places.pop();
  return at;
}

export function before(a: Place, b: Place | undefined): boolean {
  if (!b) return true;
  if (a.source !== b.source) return a.source < b.source;
  return a.line !== b.line ? a.line < b.line : a.index < b.index;
}

function count(map: Map<string, number>, name: string, n: number): void {
  map.set(name, (map.get(name) ?? 0) + n);
  if (map.size > keptCarriers * 4) thin(map, keptCarriers);
}

/** Keeps the names with the smallest hashes, which do not depend on the order of the input, and adds up the rest. */
function thin(map: Map<string, number>, kept: number): void {
  if (map.size <= kept + 1) return;
  const names = [...map.keys()].filter((name) => name !== others).sort((a, b) => hashOf(a) - hashOf(b));
  let rest = map.get(others) ?? 0;
  for (const name of names.slice(kept)) {
    rest += map.get(name) ?? 0;
    map.delete(name);
  }
  map.set(others, rest);
}

/** What more versions or senders than are kept have together. */
export const others = '(others)';

/** The release that a sender would have to repair: the app's version, else that of the event. */
function versionOf({ context, version }: SampleEvent): string {
  const app = context['app'];
  const release = isObject(app) ? app['version'] : undefined;
  if (typeof release === 'string' && release !== '' && release.length <= 40) return release;
  return version === null || version === '' ? 'unknown' : version;
}

function senderOf({ system, context }: SampleEvent): string {
  if (system !== null) return system;
  const library = context['library'];
  const name = isObject(library) ? library['name'] : undefined;
  return typeof name === 'string' && name.length <= 60 ? name : 'unknown';
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
