import { BottomK } from '../sketch/bottom-k.ts';
import type { Place } from '../watcher.ts';
import { comparePlaces, keepFirst } from './place.ts';
import { estimate, type StreamFinding } from './stream-finding.ts';

const SHOWN = 3;
/** Known ids kept for one device: those with the smallest hashes, so that their times are complete. */
const MOST_KNOWN = 4;

/** The first event of a kind: by time where events have one, and by place. */
interface First {
  readonly time: number | null;
  readonly place: Place;
}

interface Tie {
  readonly h: number;
  /** Both ids on an event that does not link them. */
  used: First | null;
  linked: First | null;
}

export interface LinksData {
  readonly theta: number;
  readonly devices: readonly (readonly [number, readonly Tie[]])[];
}

/** Known ids that a device carries before the call that ties the two, or without any. */
export class Links {
  private readonly devices: BottomK<Tie[]>;

  constructor(cap: number) {
    this.devices = new BottomK(cap, (a, b) => b.reduce(insert, a));
  }

  /** An event with both ids, as hashes; `link`: it is one of the calls that tie them. */
  add(device: number, known: number, link: boolean, time: number | null, place: Place): void {
    if (this.devices.beyond(device)) return;
    const list = this.devices.get(device);
    if (list?.some((tie) => tie.h === known && isLater(link ? tie.linked : tie.used, time, place))) return;
    const first = { time, place };
    const tie = { h: known, used: link ? null : first, linked: link ? first : null };
    if (list === undefined) this.devices.add(device, [tie]);
    else insert(list, tie);
  }

  absorb({ theta, devices }: LinksData): void {
    this.devices.absorb(
      theta,
      devices.map(([h, ties]) => [h, ties.map((tie) => ({ ...tie }))]),
    );
  }

  toJSON(): LinksData {
    return { theta: this.devices.theta, devices: this.devices.entries() };
  }

  /** `before`: used before it was tied. `never`: used and never tied. */
  findings(): readonly StreamFinding[] {
    const found = { before: { n: 0, places: [] as Place[] }, never: { n: 0, places: [] as Place[] } };
    let used = 0;
    for (const ties of this.devices.payloads()) {
      for (const tie of ties) {
        if (tie.used === null) continue;
        used++;
        const kind = tie.linked === null ? found.never : isBefore(tie.used, tie.linked) ? found.before : null;
        if (kind === null) continue;
        kind.n++;
        keepFirst(kind.places, tie.used.place, SHOWN);
      }
    }
    return (['before', 'never'] as const).map((keyword) => ({
      keyword,
      ...estimate(found[keyword].n, used, this.devices.theta),
      places: found[keyword].places,
    }));
  }
}

function insert(list: Tie[], tie: Tie): Tie[] {
  let at = 0;
  while (at < list.length && (list[at] as Tie).h < tie.h) at++;
  const known = list[at];
  if (known?.h === tie.h) {
    known.used = earlier(known.used, tie.used);
    known.linked = earlier(known.linked, tie.linked);
    return list;
  }
  list.splice(at, 0, tie);
  if (list.length > MOST_KNOWN) list.pop();
  return list;
}

/** The earliest time and the earliest place, each by itself: joining is order-free. */
function earlier(a: First | null, b: First | null): First | null {
  if (a === null || b === null) return a ?? b;
  const time = a.time === null ? b.time : b.time === null ? a.time : Math.min(a.time, b.time);
  return { time, place: comparePlaces(a.place, b.place) <= 0 ? a.place : b.place };
}

/** True when an event is not the first of its kind in time nor in place: most are not. */
function isLater(first: First | null, time: number | null, place: Place): boolean {
  if (first === null || comparePlaces(first.place, place) > 0) return false;
  return time === null || (first.time !== null && first.time <= time);
}

function isBefore(used: First, linked: First): boolean {
  if (used.time !== null && linked.time !== null) return used.time < linked.time;
  return comparePlaces(used.place, linked.place) < 0;
}
