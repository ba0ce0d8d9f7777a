import { BottomK } from '../sketch/bottom-k.ts';
import type { Place } from '../watcher.ts';
import { comparePlaces, keepFirst } from './place.ts';
import { estimate, type StreamFinding } from './stream-finding.ts';

const SHOWN = 3;

interface Message {
  n: number;
  first: Place;
  /** Where it came again. */
  second: Place | null;
}

export interface DuplicatesData {
  readonly theta: number;
  readonly messages: readonly (readonly [number, Message])[];
}

/** Message ids that come more than once. */
export class Duplicates {
  private readonly messages: BottomK<Message>;

  constructor(cap: number) {
    this.messages = new BottomK(cap, join);
  }

  add(message: number, place: Place): void {
    if (!this.messages.beyond(message)) this.messages.add(message, { n: 1, first: place, second: null });
  }

  absorb({ theta, messages }: DuplicatesData): void {
    this.messages.absorb(
      theta,
      messages.map(([h, message]) => [h, { ...message }]),
    );
  }

  toJSON(): DuplicatesData {
    return { theta: this.messages.theta, messages: this.messages.entries() };
  }

  /** Repeats, out of all messages. */
  finding(): StreamFinding {
    const places: Place[] = [];
    let repeats = 0;
    let all = 0;
    for (const { n, second } of this.messages.payloads()) {
      all += n;
      repeats += n - 1;
      if (second !== null) keepFirst(places, second, SHOWN);
    }
    return { keyword: null, ...estimate(repeats, all, this.messages.theta), places };
  }
}

function join(a: Message, b: Message): Message {
  const places = [a.first, b.first, a.second, b.second].filter((place) => place !== null).sort(comparePlaces);
  a.n += b.n;
  a.first = places[0] ?? a.first;
  a.second = places[1] ?? null;
  return a;
}
