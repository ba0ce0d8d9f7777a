import { subject } from '../../findings/subject.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import type { Body } from '../body.ts';
import type { Cursor } from '../cursor.ts';
import { type Draft, type DraftEvent, type DraftProperty, freeKey } from '../draft.ts';

/** What a draft's events are known by, so that the next one is compared with all in one step. */
interface Index {
  readonly identities: Set<string>;
  /** Name in lower case → the name first seen. */
  readonly spellings: Map<string, string>;
}

const indexes = new WeakMap<Draft, Index>();

/**
 * Puts an event into the draft under a free key. The same call and name twice in one import is a finding, and
 * the first one stays; under two conditions (`when`) they are two events. Names that differ only by case are
 * two events and a finding.
 */
export function addEvent(
  draft: Draft,
  name: string,
  event: DraftEvent,
  at: Cursor,
  distinction: string,
): string | null {
  const index = indexes.get(draft) ?? { identities: new Set(), spellings: new Map() };
  indexes.set(draft, index);
  const identity = JSON.stringify([
    event.fields['call'] ?? 'track',
    event.fields['name'] ?? name,
    event.fields['when'] ?? null,
  ]);
  if (index.identities.has(identity)) {
    at.finding('name', `"${name}" was already described; the first description stays`);
    at.take();
    return null;
  }
  index.identities.add(identity);
  const spelling = name.toLowerCase();
  const other = index.spellings.get(spelling) ?? name;
  index.spellings.set(spelling, other);
  if (other !== name) at.finding('name', `"${name}" and "${other}" differ only by case; both were kept`);
  clashes(event.properties.keys(), at);
  // A glob for every page or screen reads better under words of its own.
  const key = freeKey(
    draft,
    name === '*' ? `Any ${String(event.fields['call'] ?? 'track')}` : name,
    distinction,
  );
  if (key !== name && event.fields['name'] === undefined) setFirst(event.fields, 'name', name);
  draft.events.set(key, event);
  return key;
}

/** Property names of one event that differ only by case. */
function clashes(names: Iterable<string>, at: Cursor): void {
  const seen = new Map<string, string>();
  for (const name of names) {
    const other = seen.get(name.toLowerCase());
    if (other === undefined) seen.set(name.toLowerCase(), name);
    else at.finding(name, `the properties "${name}" and "${other}" differ only by case; both were kept`);
  }
}

function setFirst(fields: Record<string, Json>, key: string, value: Json): void {
  const rest = Object.entries(fields);
  for (const [name] of rest) delete fields[name];
  fields[key] = value;
  for (const [name, member] of rest) fields[name] = member;
}

/** Fills an event from the object schema of its properties; what an event has no place for is lost with a reason. */
export function fillEvent(event: DraftEvent, body: Body, at: Cursor): void {
  if (body.description !== null && event.fields['description'] === undefined)
    event.fields['description'] = body.description;
  if (body.additional !== false) event.fields['additional_properties'] = body.additional;
  if (body.examples.length > 0) event.fields['examples'] = body.examples;
  for (const [name, property] of body.properties) event.properties.set(name, property);
  reportRest(body.rest, at);
}

export function reportRest(rest: JsonObject, at: Cursor): void {
  for (const key of Object.keys(rest)) {
    at.at(key)?.lose(key, `"${key}" is about the object as a whole, for which an event has no place`);
  }
}

/** Adds properties to a place that may have them already (traits named by two rules); a conflict is a finding. */
export function addProperties(
  to: Map<string, DraftProperty>,
  from: ReadonlyMap<string, DraftProperty>,
  at: Cursor,
): void {
  for (const [name, property] of from) {
    const known = to.get(name);
    if (known && JSON.stringify(known.value) !== JSON.stringify(property.value)) {
      at.finding(name, `"${name}" was already described in another way; the first description stays`);
    } else if (!known) to.set(name, property);
  }
}

export function eventSubject(name: string): string {
  return subject(['event', name]);
}

/** The first of the members that is there, as text. */
export function firstText(cursor: Cursor, ...keys: string[]): string | null {
  let found: string | null = null;
  for (const key of keys) found ??= cursor.text(key);
  return found;
}

/** True when the value is an object that has all of the keys. */
export function hasKeys(value: Json, ...keys: string[]): value is JsonObject {
  return isObject(value) && keys.every((key) => Object.hasOwn(value, key));
}
