import { UsageError } from '../../system/errors.ts';
import { isObject } from '../../text/json.ts';
import type { Counted, EventProfile, Profile, PropertyProfile } from '../profile.ts';
import { BottomK } from '../sketch/bottom-k.ts';
import { decodeKmv, encodeKmv, type KmvData, withoutRows } from '../sketch/kmv.ts';
import { totalOf } from '../sketch/log-buckets.ts';
import { valuePayload } from './property.ts';

/** A value seen less often, or with fewer groups of persons, could name one of them. */
const COMMON = 20;
const COMMON_GROUPS = 5;

/**
 * The form that may be committed: values and extremes only where common, and without a key no samples at all,
 * since a hashed e-mail is still personal. Saving twice changes nothing.
 */
export function forSaving(profile: Profile): Profile {
  const keyed = profile.sketch.key_id !== null;
  return {
    ...profile,
    totals: keyed ? profile.totals : { ...profile.totals, heavy: '' },
    events: mapped(profile.events, (event) => savedEvent(event, keyed)),
    identifiers: mapped(profile.identifiers, (id) =>
      keyed ? id : { ...id, ids: withoutRows(id.ids), probes: {} },
    ),
  };
}

/** The same profile gives the same bytes: keys sorted, one line. */
export function writeProfile(profile: Profile): string {
  return `${JSON.stringify(sorted(forSaving(profile)))}\n`;
}

/** Reads what `writeProfile` wrote; `name` is the file for the message. */
export function readProfile(text: string, name: string): Profile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError(
      `${name} is no profile: it is not JSON. Make one with "validate --write-profile ${name}".`,
    );
  }
  if (!isObject(value) || value['profile'] === undefined) {
    throw new UsageError(
      `${name} is no profile: it lacks "profile". Make one with "validate --write-profile ${name}".`,
    );
  }
  if (value['profile'] !== 1) {
    throw new UsageError(
      `${name} has profile format ${value['profile']}; this version reads 1. Make it anew.`,
    );
  }
  for (const key of [
    'system',
    'sketch',
    'totals',
    'events',
    'identifiers',
    'other_events',
    'parts',
  ] as const) {
    if (value[key] === undefined) throw new UsageError(`${name} is no complete profile: it lacks "${key}".`);
  }
  return JSON.parse(text, ownNames) as Profile;
}

/** `__proto__` in a file is a name like any other. */
function ownNames(_: string, value: unknown): unknown {
  return isObject(value) ? Object.assign(Object.create(null), value) : value;
}

function savedEvent(event: EventProfile, keyed: boolean): EventProfile {
  const properties = (all: Counted<PropertyProfile>) =>
    mapped(all, (property) => savedProperty(property, keyed));
  return {
    ...event,
    people: keyed ? event.people : withoutRows(event.people),
    pairs: keyed ? event.pairs : {},
    properties: properties(event.properties),
    eligible: event.eligible && { ...event.eligible, properties: properties(event.eligible.properties) },
  };
}

function savedProperty(property: PropertyProfile, keyed: boolean): PropertyProfile {
  const top: Record<string, readonly [number, number]> = Object.create(null);
  for (const value of Object.keys(property.top)) {
    const [n, groups] = property.top[value] ?? [0, 0];
    if (isCommon(n, groups)) top[value] = [n, groups];
  }
  const { num } = property;
  const rare = num !== null && totalOf(num.buckets) < COMMON;
  return {
    ...property,
    num: rare ? { ...num, min: null, max: null } : num,
    distinct: keyed ? withoutRareValues(property.distinct) : withoutRows(property.distinct),
    top,
  };
}

function withoutRareValues(data: KmvData): KmvData {
  const entries = decodeKmv(data, valuePayload);
  const kept = new BottomK(Math.max(1, entries.length), (a: (typeof entries)[0][1]) => a);
  kept.absorb(
    data.theta,
    entries.map(([h, entry]) => [h, isCommon(entry.n, entry.groups) ? entry : { ...entry, value: null }]),
  );
  return { n: data.n, theta: data.theta, rows: encodeKmv(kept, valuePayload).rows };
}

function isCommon(n: number, groups: number): boolean {
  return n >= COMMON && bits(groups) >= COMMON_GROUPS;
}

function bits(mask: number): number {
  let n = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) n++;
  return n;
}

function mapped<T>(all: Counted<T>, change: (item: T) => T): Counted<T> {
  const out: Record<string, T> = Object.create(null);
  for (const key of Object.keys(all)) out[key] = change(all[key] as T);
  return out;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const out: Record<string, unknown> = Object.create(null);
  for (const key of Object.keys(value).sort()) out[key] = sorted(value[key]);
  return out;
}
