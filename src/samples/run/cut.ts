import type { Part } from '../../evidence/check.ts';
import type { SampleEvent } from '../../evidence/event.ts';
import { type JsonPlace, parseExactJson } from '../../text/exact-json.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { escapeStep } from '../../text/json-pointer.ts';

/** A value that is to go: of which event, and where the event has it. */
export interface Cut {
  readonly event: SampleEvent;
  readonly part: Part;
  readonly at: readonly string[];
}

/**
 * The text of a record without some of its values; all else stays as it was written. Null where the text does not
 * have one of them as it stands in the event: a vendor's text in a text, a list of names and values.
 */
export function cutOut(text: string, record: JsonObject, cuts: readonly Cut[]): string | null {
  const pointers = new Set<string>();
  for (const cut of cuts) {
    const pointer = pointerTo(record, cut);
    if (pointer === null) return null;
    pointers.add(pointer);
  }
  const places: JsonPlace[] = [];
  try {
    parseExactJson(text, (pointer, place) => {
      if (pointers.has(pointer)) places.push(place);
    });
  } catch {
    return null;
  }
  if (places.length < pointers.size) return null;
  // From the end, so that the places before it still hold.
  return outermost(places).reduceRight(
    (rest, { key, start, end }) => withoutMember(rest, key?.start ?? start, end),
    text,
  );
}

/** In the order of the text; what is inside of what goes, goes with it. */
function outermost(places: readonly JsonPlace[]): JsonPlace[] {
  const kept: JsonPlace[] = [];
  for (const place of places.toSorted((a, b) => a.start - b.start))
    if (place.start >= (kept.at(-1)?.end ?? 0)) kept.push(place);
  return kept;
}

/** With the comma behind it, or the one before it where it was the last. */
function withoutMember(text: string, start: number, end: number): string {
  const comma = /^\s*,\s*/.exec(text.slice(end));
  if (comma) return text.slice(0, start) + text.slice(end + comma[0].length);
  const before = text.slice(0, start).trimEnd();
  return (before.endsWith(',') ? before.slice(0, -1).trimEnd() : before) + text.slice(end);
}

/**
 * Events share the objects of their record where the vendor keeps such objects; there the value is found by its
 * object. Where an adapter has gathered them anew, by name and value, if the event's part of the record has that once.
 */
function pointerTo(record: JsonObject, { event, part, at }: Cut): string | null {
  const name = at.at(-1);
  if (part === 'event' || part === 'stream' || name === undefined) return null;
  let holder: unknown = event[part];
  for (const step of at.slice(0, -1)) {
    holder = isObject(holder) || Array.isArray(holder) ? Reflect.get(holder, step) : undefined;
  }
  if (!isObject(holder)) return null;
  const value = holder[name];
  const alike: string[] = [];
  // Of a batch, only its own event.
  const all = objectsIn(record);
  const own = all.find(({ object }) => object === event.raw);
  for (const { object, pointer } of own ? objectsIn(own.object, own.pointer) : all) {
    if (!Object.hasOwn(object, name)) continue;
    const found = `${pointer}/${escapeStep(name)}`;
    if (object === holder) return found;
    if (object[name] === value) alike.push(found);
  }
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Every object in a value, itself first, with its JSON pointer. */
function objectsIn(value: Json, at = ''): { readonly object: JsonObject; readonly pointer: string }[] {
  const found: { object: JsonObject; pointer: string }[] = [];
  const open: { value: Json | undefined; pointer: string }[] = [{ value, pointer: at }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { value, pointer } = next;
    if (Array.isArray(value)) {
      value.forEach((item: Json, index) => {
        open.push({ value: item, pointer: `${pointer}/${index}` });
      });
    } else if (isObject(value)) {
      found.push({ object: value, pointer });
      for (const name of Object.keys(value))
        open.push({ value: value[name], pointer: `${pointer}/${escapeStep(name)}` });
    }
  }
  return found;
}
