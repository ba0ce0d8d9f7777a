import { BottomK } from '../sketch/bottom-k.ts';
import type { Place } from '../watcher.ts';
import { comparePlaces, keepFirst } from './place.ts';
import { estimate, type StreamFinding } from './stream-finding.ts';

const SHOWN = 3;
/** Senders whose order is looked at, and events of each: the first ones. */
const SENDERS = 2048;
const EVENTS = 64;
/** Records in no order at all go back at every second step and more; queues and clocks do now and then. */
const UNSORTED = 1 / 3;
/** Steps below which nobody can tell. */
const FEW = 3;

interface Step {
  readonly place: Place;
  readonly time: number;
}

export interface DisorderData {
  readonly theta: number;
  readonly senders: readonly (readonly [number, readonly Step[]])[];
}

/**
 * Events of one sender that come after a later one: a clock that was set, a queue that turned round. Nothing is said
 * where records are in no order, as a warehouse hands them out.
 */
export class Disorder {
  private readonly senders = new BottomK<Step[]>(SENDERS, (a, b) => b.reduce(insert, a));

  /** `skewMs`: how much earlier than one before it an event may be. */
  constructor(private readonly skewMs: number) {}

  add(sender: number, time: number, place: Place): void {
    if (this.senders.beyond(sender)) return;
    const list = this.senders.get(sender);
    if (list === undefined) this.senders.add(sender, [{ place, time }]);
    else if (list.length < EVENTS || comparePlaces(place, (list[EVENTS - 1] as Step).place) < 0) {
      insert(list, { place, time });
    }
  }

  absorb({ theta, senders }: DisorderData): void {
    this.senders.absorb(
      theta,
      senders.map(([h, steps]) => [h, [...steps]]),
    );
  }

  toJSON(): DisorderData {
    return { theta: this.senders.theta, senders: this.senders.entries() };
  }

  finding(): StreamFinding {
    const places: Place[] = [];
    let late = 0;
    let all = 0;
    let compared = 0;
    for (const steps of this.senders.payloads()) {
      compared += steps.length - 1;
      let latest = Number.NEGATIVE_INFINITY;
      for (const { time, place } of steps) {
        all++;
        if (time < latest - this.skewMs) {
          late++;
          keepFirst(places, place, SHOWN);
        }
        latest = Math.max(latest, time);
      }
    }
    if (compared >= FEW && late > compared * UNSORTED)
      return { keyword: 'disorder', ...estimate(0, all, this.senders.theta), places: [] };
    return { keyword: 'disorder', ...estimate(late, all, this.senders.theta), places };
  }
}

function insert(list: Step[], step: Step): Step[] {
  let at = list.length;
  while (at > 0 && comparePlaces(step.place, (list[at - 1] as Step).place) < 0) at--;
  if (at >= EVENTS) return list;
  list.splice(at, 0, step);
  if (list.length > EVENTS) list.pop();
  return list;
}
