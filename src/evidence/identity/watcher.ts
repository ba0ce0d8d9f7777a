import type { Check, Operation } from '../check.ts';
import type { SampleEvent } from '../event.ts';
import { type KnownTexts, unknownTexts } from '../known-texts.ts';
import type { Place, Watcher } from '../watcher.ts';
import { Disorder, type DisorderData } from './disorder.ts';
import { Duplicates, type DuplicatesData } from './duplicates.ts';
import { Links, type LinksData } from './links.ts';
import { OneToMany, type OneToManyData } from './one-to-many.ts';
import type { StreamFinding } from './stream-finding.ts';

/** Ids that each check follows exactly; beyond, those with the smallest hashes. */
const FOLLOWED = 32_768;
const NO_ID = -1;

/** A check about the whole stream, by its number in the run, and what it came to. */
export interface NumberedFinding extends StreamFinding {
  readonly check: number;
}

export interface IdentityWatcherOptions {
  readonly checks: readonly Check[];
  /** A stand-in is no identifier. */
  readonly isPlaceholder: (type: string, value: string) => boolean;
  /** Identity types that tell senders apart, best first: devices before persons. */
  readonly senders: readonly string[];
  readonly texts?: KnownTexts;
}

type Saved = readonly (readonly [number, unknown])[];

/** One check's state: what it takes of an event, and what travels between workers. */
interface State {
  add(event: SampleEvent, key: string | null, place: Place): void;
  save(): unknown;
  merge(saved: unknown): void;
  findings(): readonly StreamFinding[];
}

/** Follows identifiers through a whole stream, in bounded memory. */
export class IdentityWatcher implements Watcher {
  private readonly states = new Map<number, State>();
  private readonly all: readonly State[];
  /** Identity types that any check asks for; their hashes in the event at hand, and whether they were taken. */
  private readonly types: string[] = [];
  private readonly hashes: number[] = [];
  private readonly taken: boolean[] = [];

  private readonly texts: KnownTexts;

  constructor(private readonly options: IdentityWatcherOptions) {
    this.texts = options.texts ?? unknownTexts;
    for (const [index, { operation }] of options.checks.entries()) {
      const state = this.stateFor(operation);
      if (state !== null) this.states.set(index, state);
    }
    this.all = [...this.states.values()];
  }

  /** False when no check is about the whole stream: the watcher need not be asked. */
  get watches(): boolean {
    return this.states.size > 0;
  }

  watch(event: SampleEvent, key: string | null, _: number | null, place: Place): void {
    const { taken, all } = this;
    for (let i = 0; i < taken.length; i++) taken[i] = false;
    for (let i = 0; i < all.length; i++) all[i]?.add(event, key, place);
  }

  save(): object {
    return [...this.states].map(([index, state]): [number, unknown] => [index, state.save()]);
  }

  merge(saved: object): void {
    for (const [index, data] of saved as Saved) this.states.get(index)?.merge(data);
  }

  /** Of every check that found something, in the order of checks. */
  findings(): readonly NumberedFinding[] {
    return [...this.states].flatMap(([check, state]) =>
      state.findings().flatMap((finding) => (finding.count > 0 ? [{ check, ...finding }] : [])),
    );
  }

  private stateFor(operation: Operation): State | null {
    switch (operation.op) {
      case 'one-to-many':
        return this.oneToMany(operation);
      case 'linked':
        return this.links(operation);
      case 'duplicate':
        return this.duplicates(operation.cap);
      case 'time':
        return operation.skewMs === null ? null : this.disorder(operation.skewMs);
      default:
        return null;
    }
  }

  private oneToMany({ of, per, max }: Extract<Operation, { op: 'one-to-many' }>): State {
    const table = new OneToMany(max, FOLLOWED);
    const [slotOne, slotMany] = [this.slot(per), this.slot(of)];
    return {
      add: (event, _, place) => {
        const one = this.id(event, slotOne);
        const many = one === NO_ID ? NO_ID : this.id(event, slotMany);
        if (many !== NO_ID) table.add(one, many, place);
      },
      save: () => table.toJSON(),
      merge: (saved) => table.absorb(saved as OneToManyData),
      findings: () => [table.finding()],
    };
  }

  private links({ from, to, at }: Extract<Operation, { op: 'linked' }>): State {
    const table = new Links(FOLLOWED);
    const ties = new Set(at);
    const [slotFrom, slotTo] = [this.slot(from), this.slot(to)];
    return {
      add: (event, key, place) => {
        const device = this.id(event, slotFrom);
        const known = device === NO_ID ? NO_ID : this.id(event, slotTo);
        if (known === NO_ID) return;
        const link = ties.has(event.call) || (key !== null && ties.has(key));
        table.add(device, known, link, event.time, place);
      },
      save: () => table.toJSON(),
      merge: (saved) => table.absorb(saved as LinksData),
      findings: () => table.findings(),
    };
  }

  private duplicates(cap: number): State {
    const table = new Duplicates(cap);
    return {
      add: ({ messageId }, _, place) => {
        if (messageId !== null) table.add(this.texts.quickHash(messageId), place);
      },
      save: () => table.toJSON(),
      merge: (saved) => table.absorb(saved as DuplicatesData),
      findings: () => [table.finding()],
    };
  }

  private disorder(skewMs: number): State {
    const table = new Disorder(skewMs);
    const slots = this.options.senders.map((type) => this.slot(type));
    return {
      add: (event, _, place) => {
        const { time } = event;
        if (time === null) return;
        for (const slot of slots) {
          const sender = this.id(event, slot);
          if (sender === NO_ID) continue;
          table.add(sender, time, place);
          return;
        }
      },
      save: () => table.toJSON(),
      merge: (saved) => table.absorb(saved as DisorderData),
      findings: () => [table.finding()],
    };
  }

  private slot(type: string): number {
    const known = this.types.indexOf(type);
    if (known >= 0) return known;
    this.hashes.push(NO_ID);
    this.taken.push(false);
    return this.types.push(type) - 1;
  }

  /** Hash of an identifier of the event at hand; several checks ask for the same. */
  private id(event: SampleEvent, slot: number): number {
    if (this.taken[slot] === true) return this.hashes[slot] ?? NO_ID;
    const type = this.types[slot] ?? '';
    const value = event.ids[type];
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    const none = typeof text !== 'string' || this.options.isPlaceholder(type, text);
    const hash = none ? NO_ID : this.texts.quickHash(text);
    this.taken[slot] = true;
    this.hashes[slot] = hash;
    return hash;
  }
}
