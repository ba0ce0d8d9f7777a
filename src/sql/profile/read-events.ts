import type { CallKind } from '../../evidence/event.ts';
import { bump, counted, earliest, latest, record, zeros } from '../../evidence/profile/counts.ts';
import { type EventOptions, SAMPLED_PEOPLE } from '../../evidence/profile/event.ts';
import { SLICES } from '../../evidence/profile/presence.ts';
import type { Consent, EventProfile } from '../../evidence/profile.ts';
import { HASH_RANGE } from '../../evidence/sketch/hash.ts';
import { countingKmv, occurrences, Sample } from '../../evidence/sketch/kmv.ts';
import type { ResultRow } from '../types.ts';
import { PropertyRows, type Violations } from './read-properties.ts';

/** Names in the order of the queries' numbers and bits. */
export interface EventNames {
  readonly purposes: readonly string[];
  readonly systems: readonly string[];
}

/** The summary of one event name, from the rows about it. */
export class EventRows {
  n = 0;
  invalid = 0;
  first: number | null = null;
  last: number | null = null;
  /** `2026-11-01T13` → events. */
  readonly hours = new Map<string, number>();
  private readonly calls = new Map<CallKind, number>();
  private readonly versions = new Map<string, number>();
  private readonly slices = new Map<string, number>();
  private readonly passes = new Map<string, number>();
  private readonly consent = new Map<string, [number, number, number]>();
  private readonly tied = { known: 0, contact: 0, anonymous: 0, none: 0 };
  private readonly g = zeros(64);
  private readonly eligibleG = zeros(64);
  private readonly eligibleSlices = new Map<string, number>();
  private eligibleN = 0;
  private readonly people = new Sample(countingKmv(SAMPLED_PEOPLE), occurrences);
  private readonly properties = new PropertyRows();
  private readonly eligible = new PropertyRows();

  constructor(private readonly names: EventNames) {}

  add(row: ResultRow): void {
    switch (row.stat) {
      case 'profile.event':
        this.event((row.key ?? '').split('|'), row);
        break;
      case 'profile.hour':
        bump(this.hours, row.key ?? '', row.n);
        break;
      case 'profile.version':
        bump(this.versions, row.key ?? '', row.n);
        break;
      case 'profile.group':
        this.group((row.key ?? '').split('|').map(Number), row.n);
        break;
      case 'profile.person':
        this.people.bottom.add(row.whole ?? 0, row.n);
        break;
      default:
        this.properties.add(row);
        if (row.version === '1') this.eligible.add(row);
    }
  }

  toJSON({ planned, path, eligible }: EventOptions, violations?: Violations): EventProfile {
    const days = new Map<string, number>();
    const hod = zeros(24);
    for (const [hour, n] of this.hours) {
      bump(days, hour.slice(0, 10), n);
      const at = Number(hour.slice(11));
      hod[at] = (hod[at] ?? 0) + n;
    }
    return {
      n: this.n,
      planned,
      invalid: this.invalid,
      first: this.first,
      last: this.last,
      calls: counted(this.calls),
      versions: counted(this.versions),
      days: counted(days),
      hod,
      g: this.g,
      consent: record(this.consent, (counts): Consent => counts),
      tied: this.tied,
      slices: counted(this.slices),
      passes: counted(this.passes),
      people: this.people.toJSON(),
      pairs: {},
      properties: this.properties.toJSON(path, violations),
      other_properties: HASH_RANGE,
      eligible: eligible
        ? {
            n: this.eligibleN,
            g: this.eligibleG,
            slices: counted(this.eligibleSlices),
            properties: this.eligible.toJSON(path),
            other_properties: HASH_RANGE,
          }
        : null,
    };
  }

  private event(parts: readonly string[], { n, low, high }: ResultRow): void {
    const [call = 'track', tie = 'none', slice = '-1', invalid, eligible, passes = '0', ...consents] = parts;
    this.n += n;
    this.first = earliest(this.first, low);
    this.last = latest(this.last, high);
    if (invalid === '1') this.invalid += n;
    if (eligible === '1') this.eligibleN += n;
    bump(this.calls, call, n);
    if (isTie(tie)) this.tied[tie] += n;
    const platform = SLICES[Number(slice)];
    if (platform !== undefined) {
      bump(this.slices, platform, n);
      if (eligible === '1') bump(this.eligibleSlices, platform, n);
    }
    for (const [at, system] of this.names.systems.entries()) {
      if (Math.floor(Number(passes) / 2 ** at) % 2 === 1) bump(this.passes, system, n);
    }
    for (const [i, purpose] of this.names.purposes.entries()) {
      const counts = this.consent.get(purpose) ?? [0, 0, 0];
      const held = consents[i] === '1' ? 0 : consents[i] === '0' ? 1 : 2;
      counts[held] = (counts[held] ?? 0) + n;
      this.consent.set(purpose, counts);
    }
  }

  private group([group = 0, eligible = 0]: readonly number[], n: number): void {
    this.g[group] = (this.g[group] ?? 0) + n;
    if (eligible === 1) this.eligibleG[group] = (this.eligibleG[group] ?? 0) + n;
  }
}

function isTie(text: string): text is keyof EventProfile['tied'] {
  return text === 'known' || text === 'contact' || text === 'anonymous' || text === 'none';
}
