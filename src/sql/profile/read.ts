import type { ProfileAsks } from '../../evidence/profile/asks.ts';
import { ProfileBuilder, type ProfileHead } from '../../evidence/profile/builder.ts';
import { bump, counted, earliest, latest, plausible, record } from '../../evidence/profile/counts.ts';
import { plannedEvents } from '../../evidence/profile/from-plan.ts';
import type { IdentifierOptions } from '../../evidence/profile/identifier.ts';
import type { IdentifierProfile, Profile } from '../../evidence/profile.ts';
import { createHasher, HASH_RANGE } from '../../evidence/sketch/hash.ts';
import {
  FIRST_DAY,
  idPayload,
  idSketch,
  MOST_REACHED,
  SAMPLED_IDS,
} from '../../evidence/sketch/id-sketch.ts';
import { Sample } from '../../evidence/sketch/kmv.ts';
import type { Plan } from '../../plan/types.ts';
import type { ResultRow } from '../types.ts';
import { Buckets } from './buckets.ts';
import { passedTo } from './events.ts';
import { EventRows } from './read-events.ts';
import type { Violations } from './read-properties.ts';

export interface ProfileReading {
  readonly plan: Plan;
  readonly asks: ProfileAsks;
  readonly identifiers: readonly IdentifierOptions[];
  readonly head: ProfileHead;
  readonly key: string | null;
  /** Event key → what the checks found. */
  readonly violations?: ReadonlyMap<string, Violations>;
}

/** The bits of an id's `mask` above those of receivers are its flags. */
const FLAGS = 2 ** MOST_REACHED;

/** The profile that rows of its statements hold. Their order does not matter. */
export function profileOf(rows: Iterable<ResultRow>, reading: ProfileReading): Profile {
  const { plan, asks, head } = reading;
  const names = { purposes: asks.signals.map(({ purpose }) => purpose), systems: passedTo(reading) };
  const events = new Map<string, EventRows>();
  const ids = new Map(reading.identifiers.map(({ type }) => [type, new IdRows()]));
  const lag = new Buckets();
  for (const row of rows) {
    if (row.stat === 'profile.lag') lag.add(row.key ?? '0', row.n);
    else if (row.stat === 'profile.identifier' || row.stat === 'profile.id')
      ids.get(row.path ?? '')?.add(row);
    else {
      const key = row.event ?? '';
      const known = events.get(key) ?? new EventRows(names);
      events.set(key, known);
      known.add(row);
    }
  }
  const planned = plannedEvents(plan, head.system, asks.narrowed);
  const counts = { events: 0, invalid: 0, unplanned: 0 };
  const hours = new Map<string, number>();
  let [first, last]: (number | null)[] = [null, null];
  for (const [key, event] of events) {
    counts.events += event.n;
    counts.invalid += event.invalid;
    if (!planned.of(key).planned) counts.unplanned += event.n;
    first = earliest(first ?? null, event.first);
    last = latest(last ?? null, event.last);
    for (const [hour, n] of event.hours) if (isPlausible(hour)) bump(hours, hour, n);
    for (const hour of [...event.hours.keys()]) if (!isPlausible(hour)) event.hours.delete(hour);
  }
  const saved: Profile = {
    profile: 1,
    ...head,
    totals: {
      ...counts,
      first: first ?? null,
      last: last ?? null,
      hours: counted(hours),
      lag: lag.toJSON(),
      heavy: '',
    },
    events: Object.assign(
      Object.create(null),
      Object.fromEntries(
        [...events].map(([key, event]) => [key, event.toJSON(planned.of(key), reading.violations?.get(key))]),
      ),
    ),
    other_events: { n: 0, theta: HASH_RANGE },
    identifiers: record(ids, (each) => each.toJSON()),
  };
  // The builder cuts to the caps that every profile keeps, and sorts.
  const builder = new ProfileBuilder({
    head,
    hasher: createHasher(reading.key),
    identifiers: reading.identifiers,
    event: (key) => planned.of(key),
  });
  builder.absorb(saved);
  return builder.build();
}

function isPlausible(hour: string): boolean {
  return plausible(Date.parse(`${hour}:00:00Z`));
}

/** The summary of one identity type. */
class IdRows {
  private seen = 0;
  private missing = 0;
  private malformed = 0;
  private unnormalized = 0;
  private readonly placeholder = new Map<string, number>();
  private readonly forms = new Map<string, number>();
  private readonly wrongField = new Map<string, number>();
  private readonly ids = new Sample(idSketch(SAMPLED_IDS), idPayload);

  add(row: ResultRow): void {
    if (row.stat === 'profile.identifier') this.count((row.key ?? '').split('|'), row.n);
    else this.id(row);
  }

  toJSON(): IdentifierProfile {
    return {
      seen: this.seen,
      missing: this.missing,
      placeholder: counted(this.placeholder),
      malformed: this.malformed,
      unnormalized: this.unnormalized,
      forms: counted(this.forms),
      wrong_field: counted(this.wrongField),
      ids: this.ids.toJSON(),
      probes: {},
    };
  }

  /** `state|stand-in`, or `2||form|normal|misplaced|malformed`. */
  private count(
    [state, standIn = '', form, normal, misplaced = '', malformed]: readonly string[],
    n: number,
  ): void {
    if (state === '0') {
      this.missing += n;
      return;
    }
    this.seen += n;
    if (state === '1') this.malformed += n;
    else if (form === undefined) bump(this.placeholder, standIn, n);
    else {
      bump(this.forms, form, n);
      if (misplaced !== '') bump(this.wrongField, misplaced, n);
      if (normal === '0') this.unnormalized += n;
      if (malformed === '1') this.malformed += n;
    }
  }

  private id({ whole, mask, low, high, key }: ResultRow): void {
    const dated = low !== null && low >= FIRST_DAY;
    this.ids.bottom.add(whole ?? 0, {
      flags: Math.floor((mask ?? 0) / FLAGS),
      reach: (mask ?? 0) % FLAGS,
      first: dated ? low : Number.POSITIVE_INFINITY,
      last: dated && high !== null ? high : Number.NEGATIVE_INFINITY,
      links: key === null ? [] : [Number(key)],
    });
  }
}
