import { isWithin } from '../../catalogue/categories.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { mask } from '../../text/mask.ts';
import { type KnownTexts, unknownTexts } from '../known-texts.ts';
import { BottomK } from '../sketch/bottom-k.ts';
import { nameHash } from '../sketch/hash.ts';
import type { Place } from '../watcher.ts';
import { type Detector, type Hint, hintOf, isOrdinary, noHint, SHORTEST } from './detector.ts';
import { type DetectorId, detectors, type Sighting } from './sighting.ts';
import { type PersonalVerdict, Tally, type TallyData } from './tally.ts';

/** Places with sightings that are kept; the rest of a stream with more is left to chance by hash. */
const MOST_PLACES = 2000;
const DEEPEST = 12;
const MOST_ELEMENTS = 100;
/** Names remembered with what they suggest; beyond it they are looked at anew each time. */
const MOST_NAMES = 20_000;
const MOST_ORDERED = 200;

/** Categories that may stand at a path and below, unless a longer path says otherwise. */
export interface Allowance {
  /** Steps below the part; `[]` is every element of a list. Empty: the whole part. */
  readonly path: readonly string[];
  readonly allow: readonly string[];
}

/** A place where something personal was seen and may not be. */
export interface PersonalFinding extends PersonalVerdict {
  /** As given to `look`. */
  readonly group: string;
  /** Steps below the part; names that are personal themselves are masked. */
  readonly path: readonly string[];
}

export interface ScanData {
  readonly theta: number;
  readonly places: readonly (readonly [number, PlaceData])[];
}

interface PlaceData {
  readonly group: string;
  readonly path: readonly string[];
  readonly tallies: Readonly<Record<string, TallyData>>;
}

interface Spot {
  readonly group: string;
  readonly path: readonly string[];
  readonly tallies: Map<string, Tally>;
}

interface Node {
  // What every event touches comes first, and so lies together.
  /** `[]` for the elements of a list. */
  readonly key: string;
  /** Anything may stand here: the plan lists the values itself. */
  readonly free: boolean;
  /** The name itself may be personal. */
  readonly named: boolean;
  /** The name suggests nothing. */
  readonly unnamed: boolean;
  /** The last two values that were nothing: constant values are looked at once. */
  clean: Json;
  cleanBefore: Json;
  /** What was seen last and may stand here: an address in the context is on every event. */
  permitted: Sighting | null;
  readonly hint: Hint;
  /** Names in the order they came last: events of one kind have the same, so the next one is a glance away. */
  readonly order: Node[];
  /** Where the elements of a list stand, once there was one. */
  element: Node | null;
  readonly allow: readonly string[];
  readonly said: Said | null;
  readonly children: Map<string, Node>;
}

interface Said {
  allow: readonly string[] | null;
  readonly below: Map<string, Said>;
}

/**
 * Looks for personal values in whole parts of events and remembers where, in bounded memory. The state depends
 * on the values alone: workers hand theirs over with `toJSON` and `absorb`.
 */
export class PersonalScan {
  private places = new BottomK<Spot>(MOST_PLACES, joinPlaces);
  private roots = new Map<string, Node>();
  private names = 0;
  /** Steps to the value that is being looked at. */
  private path: string[] = [];

  /** `allowances`: group (an event and a part of it, in the caller's words) → what may stand there. */
  constructor(
    private readonly detector: Detector,
    private readonly allowances: (group: string) => readonly Allowance[],
    private readonly texts: KnownTexts = unknownTexts,
  ) {}

  /** Looks through one part of an event. `at` names the event in examples. */
  look(group: string, part: JsonObject, at: Place): void {
    this.walk(group, part, this.root(group), at);
  }

  absorb(saved: ScanData): void {
    this.places.absorb(
      saved.theta,
      saved.places.map(([h, { group, path, tallies }]) => [h, { group, path, tallies: revive(tallies) }]),
    );
  }

  toJSON(): ScanData {
    const places = this.places.entries().map(([h, { group, path, tallies }]): [number, PlaceData] => [
      h,
      {
        group,
        path,
        tallies: Object.fromEntries([...tallies].map(([key, tally]) => [key, tally.toJSON()])),
      },
    ]);
    return { theta: this.places.theta, places };
  }

  /** By group, path and detector. */
  findings(): PersonalFinding[] {
    const found: PersonalFinding[] = [];
    for (const [, { group, path, tallies }] of this.places.entries()) {
      const hint = hintOf(path);
      for (const detector of Object.keys(detectors) as DetectorId[]) {
        for (const [key, tally] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
          if (!key.startsWith(`${detector} `)) continue;
          const verdict = tally.verdict(detector, hint);
          if (verdict !== null) found.push({ ...verdict, group, path });
        }
      }
    }
    const where = (each: PersonalFinding) => JSON.stringify([each.group, ...each.path]);
    return found
      .map((each) => ({ each, key: where(each) }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
      .map(({ each }) => each);
  }

  private walk(group: string, object: JsonObject, node: Node, at: Place): void {
    if (this.path.length >= DEEPEST) return;
    const { order } = node;
    let i = 0;
    for (const key in object) {
      const value = object[key];
      const next = order[i];
      const child = next !== undefined && next.key === key ? next : this.child(node, key, i);
      i++;
      if (child.free) continue;
      if (child.named) this.seeName(group, key, child, at);
      if (typeof value === 'boolean' || value === undefined || value === null) continue;
      if (value === child.clean || value === child.cleanBefore) continue;
      if (child.unnamed) {
        if (typeof value === 'number' && value < 1e11) continue;
        if (typeof value === 'string' && isOrdinary(value, this.texts.kindsOf(value))) continue;
      }
      this.path.push(child.named ? mask(key) : key);
      this.value(group, value, child, at);
      this.path.pop();
    }
  }

  private value(group: string, value: Json, node: Node, at: Place): void {
    if (typeof value !== 'object' || value === null) {
      this.see(group, value, node, at);
      return;
    }
    if (isObject(value)) {
      this.walk(group, value, node, at);
      return;
    }
    if (this.path.length >= DEEPEST) return;
    const elements = value as readonly Json[];
    const child = node.element ?? this.child(node, '[]', 0);
    node.element = child;
    this.path.push('[]');
    for (let i = 0; i < elements.length && i < MOST_ELEMENTS; i++) {
      this.value(group, elements[i] ?? null, child, at);
    }
    this.path.pop();
  }

  /** A name that may be personal itself is shown masked. */
  private seeName(group: string, key: string, node: Node, at: Place): void {
    this.path.push(mask(key));
    this.see(group, key, node, at);
    this.path.pop();
  }

  private see(group: string, value: Json, node: Node, at: Place): void {
    const sighted =
      typeof value === 'string' && value.length >= SHORTEST
        ? this.detector.lookAtText(value, this.texts.kindsOf(value), node.hint)
        : this.detector.look(value, node.hint);
    if (sighted === null) {
      node.cleanBefore = node.clean;
      node.clean = value;
      return;
    }
    if (sighted === node.permitted) return;
    if (isAllowed(sighted, node.allow)) {
      node.permitted = sighted;
      return;
    }
    const path = [...this.path];
    const h = nameHash(JSON.stringify([group, ...path]));
    if (this.places.beyond(h)) return;
    let place = this.places.get(h);
    if (place === undefined) {
      place = { group, path, tallies: new Map() };
      this.places.add(h, place);
    }
    const key = `${sighted.detector} ${sighted.category}`;
    let tally = place.tallies.get(key);
    if (tally === undefined) {
      tally = new Tally(sighted.category);
      place.tallies.set(key, tally);
    }
    tally.add(sighted, String(value), at);
  }

  private child(parent: Node, key: string, index: number): Node {
    let node = parent.children.get(key);
    if (node === undefined) {
      const said = parent.said?.below.get(key) ?? null;
      // What a list is called is what its elements are.
      const hint = key === '[]' ? parent.hint : hintOf([...this.path, key]);
      node = newNode(key, said?.allow ?? parent.allow, said, hint);
      if (this.names >= MOST_NAMES) return node;
      this.names++;
      parent.children.set(key, node);
    }
    if (index < MOST_ORDERED) parent.order[index] = node;
    return node;
  }

  private root(group: string): Node {
    const known = this.roots.get(group);
    if (known !== undefined) return known;
    const said: Said = { allow: null, below: new Map() };
    for (const { path, allow } of this.allowances(group)) {
      let at = said;
      for (const step of path) {
        const next = at.below.get(step) ?? { allow: null, below: new Map() };
        at.below.set(step, next);
        at = next;
      }
      at.allow = allow;
    }
    const root = newNode('', said.allow ?? [], said, noHint);
    if (this.roots.size < MOST_PLACES) this.roots.set(group, root);
    return root;
  }
}

function newNode(key: string, allow: readonly string[], said: Said | null, hint: Hint): Node {
  const free = allow.includes('user') && (said === null || said.below.size === 0);
  return {
    key,
    free,
    named: key.includes('@'),
    unnamed: hint.category === null,
    clean: null,
    cleanBefore: null,
    permitted: null,
    hint,
    order: [],
    element: null,
    allow,
    said,
    children: new Map(),
  };
}

/** The plan's category may be wider (`user.contact`) or narrower (`user.contact.email.work`). */
function isAllowed(sighted: Sighting, allow: readonly string[]): boolean {
  return allow.some(
    (category) => isWithin(sighted.category, category) || isWithin(category, sighted.category),
  );
}

function joinPlaces(a: Spot, b: Spot): Spot {
  for (const [key, tally] of b.tallies) {
    const known = a.tallies.get(key);
    if (known === undefined) a.tallies.set(key, tally);
    else known.absorb(tally.toJSON());
  }
  return a;
}

function revive(saved: Readonly<Record<string, TallyData>>): Map<string, Tally> {
  return new Map(
    Object.entries(saved).map(([key, data]) => {
      const tally = new Tally(key.slice(key.indexOf(' ') + 1));
      tally.absorb(data);
      return [key, tally];
    }),
  );
}
