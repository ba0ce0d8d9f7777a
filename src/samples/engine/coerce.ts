import type { SampleEvent } from '../../evidence/event.ts';
import type { PropertyUse } from '../../plan/types.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { Bag } from '../bag.ts';

/** The types that a plan allows at one place, and those below it. */
interface Wanted {
  readonly types: ReadonlySet<string>;
  readonly children: ReadonlyMap<string, Wanted>;
}

/**
 * A sample as it is meant by a source without types of its own: text that reads as the number, the truth value, the list or
 * the object that the plan asks for is that; null is absent where the plan does not allow it.
 */
export function coerced(event: SampleEvent, properties: ReadonlyMap<string, PropertyUse>): SampleEvent {
  const { call, name, version, system, time, receivedAt, messageId, ids, traits, context, raw } = event;
  const translated = translateAll(event.properties, wantedOf(properties));
  return {
    call,
    name,
    version,
    system,
    time,
    receivedAt,
    messageId,
    ids,
    properties: translated,
    traits,
    context,
    raw,
  };
}

const known = new WeakMap<ReadonlyMap<string, PropertyUse>, ReadonlyMap<string, Wanted>>();

function wantedOf(uses: ReadonlyMap<string, PropertyUse>): ReadonlyMap<string, Wanted> {
  const before = known.get(uses);
  if (before) return before;
  const wanted = new Map(
    [...uses].map(([name, { property }]) => [
      name,
      { types: typesOf(property.schema), children: wantedOf(property.children) },
    ]),
  );
  known.set(uses, wanted);
  return wanted;
}

function typesOf(schema: JsonObject | boolean): ReadonlySet<string> {
  const type = isObject(schema) ? schema['type'] : undefined;
  const types = Array.isArray(type) ? type : [type];
  return new Set(types.filter((each): each is string => typeof each === 'string'));
}

function translateAll(values: JsonObject, wanted: ReadonlyMap<string, Wanted>): JsonObject {
  const translated = new Bag();
  for (const [name, value] of Object.entries(values)) {
    const here = wanted.get(name);
    const made = here ? translate(value, here) : value;
    if (made !== undefined) translated[name] = made;
  }
  return translated;
}

function translate(value: Json, { types, children }: Wanted): Json | undefined {
  if (types.size === 0) return value;
  if (value === null) return types.has('null') ? null : undefined;
  if (typeof value === 'string') return types.has('string') ? value : ofText(value, { types, children });
  const elements = children.get('[]');
  if (Array.isArray(value))
    return elements ? value.map((each: Json) => translate(each, elements) ?? null) : value;
  return isObject(value) ? translateAll(value, children) : value;
}

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

function ofText(text: string, wanted: Wanted): Json | undefined {
  const trimmed = text.trim();
  const { types } = wanted;
  if (trimmed === '') return types.has('null') ? null : undefined;
  if ((types.has('number') || types.has('integer')) && number.test(trimmed)) return Number(trimmed);
  if (types.has('boolean') && /^(?:true|false)$/i.test(trimmed)) return trimmed.toLowerCase() === 'true';
  if ((types.has('array') && trimmed.startsWith('[')) || (types.has('object') && trimmed.startsWith('{'))) {
    const value = parsed(trimmed);
    if (value !== undefined) return translate(value, wanted);
  }
  return text;
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
