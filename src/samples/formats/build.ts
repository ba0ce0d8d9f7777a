import type { SampleEvent } from '../../evidence/event.ts';
import { parseInstant } from '../../text/instant.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { Bag } from '../bag.ts';
import type { IdField, Reading } from './format.ts';

export const nothing: JsonObject = Object.freeze(Object.create(null));

/** What every adapter must say; the rest is empty. */
type Known = Pick<SampleEvent, 'call' | 'name' | 'raw'> & Partial<SampleEvent>;

export function sample(reading: Reading, known: Known): SampleEvent {
  const event = {
    version: null,
    system: reading.system,
    time: null,
    receivedAt: null,
    messageId: null,
    ids: nothing,
    properties: nothing,
    traits: nothing,
    context: nothing,
    ...known,
  };
  event.ids = reading.traitIds(event);
  return event;
}

export function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : nothing;
}

export function objectsOf(value: Json | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** A text that is not empty; numbers as their digits. */
export function textOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : null;
}

const WITHOUT_ZONE = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d+)?)(?: UTC| \+00:00|Z)?$/;

/** Milliseconds since the epoch of what vendors write: ISO 8601 (UTC unless it says so), or seconds to microseconds. */
export function instantOf(value: Json | undefined): number | null {
  if (typeof value === 'string') {
    // `2026-05-02T10:00:00Z`: what nearly all have needs no other look.
    if (value.charCodeAt(10) === 84 && value.endsWith('Z')) return parseInstant(value);
    if (/^\d{9,17}(?:\.\d+)?$/.test(value)) return epochOf(Number(value));
    const [, day, time] = WITHOUT_ZONE.exec(value) ?? [];
    return parseInstant(day === undefined ? value : `${day}T${time}Z`);
  }
  return typeof value === 'number' ? epochOf(value) : null;
}

/** The first field that holds an instant: tables have empty columns where JSON has none. */
export function firstInstant(record: JsonObject, fields: readonly string[]): number | null {
  for (const field of fields) {
    const instant = instantOf(record[field]);
    if (instant !== null) return instant;
  }
  return null;
}

/** The unit is told by the size: seconds reach 10^11 in the year 5138, milliseconds were there in 1973. */
function epochOf(value: number): number | null {
  if (!Number.isFinite(value) || value <= 0) return null;
  if (value < 1e11) return Math.round(value * 1000);
  return Math.floor(value < 1e14 ? value : value / 1000);
}

/** Fields that hold identifiers, under the plan's names for them. */
export function idReader(reading: Reading, ids: readonly IdField[]): (record: JsonObject) => JsonObject {
  const fields = ids.map(({ field }) => ({ steps: field.split('.'), type: reading.idType(field) }));
  return (record) => {
    const found = new Bag();
    for (const { steps, type } of fields) {
      const value = scalarAt(record, steps);
      if (value !== null && found[type] === undefined) found[type] = value;
    }
    return found;
  };
}

/** The scalar at a path; of a list its first element, as ad systems send identifiers in lists. */
function scalarAt(record: JsonObject, steps: readonly string[]): Json {
  let value: Json | undefined = record;
  for (const step of steps) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
  if (Array.isArray(value)) value = value[0];
  return value === undefined || value === null || typeof value === 'object' ? null : value;
}

/** The members whose names pass. */
export function members(object: JsonObject, keep: (name: string) => boolean): JsonObject {
  const kept = new Bag();
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value !== undefined && keep(name)) kept[name] = value;
  }
  return kept;
}

/** Later objects over earlier ones. */
export function joined(...objects: readonly JsonObject[]): JsonObject {
  const all = new Bag();
  for (const object of objects) for (const name of Object.keys(object)) all[name] = object[name] ?? null;
  return all;
}

/** How many of the marks a record has, 0 to 1. */
export function share(record: JsonObject, marks: readonly string[]): number {
  return marks.filter((mark) => Object.hasOwn(record, mark)).length / marks.length;
}

/** A JSON object that stands in a string; null when it is none. */
export function embedded(value: Json | undefined): JsonObject | null {
  if (isObject(value)) return value;
  if (typeof value !== 'string' || !value.startsWith('{')) return null;
  try {
    const parsed: unknown = JSON.parse(value);
    return isObject(parsed) ? parsed : null;
  } catch {
    return null;
  }
}
