import type { CallKind } from '../../evidence/event.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { Bag } from '../bag.ts';
import { embedded, instantOf, members, nothing, sample, textOf } from './build.ts';
import type { Format, Reading } from './format.ts';

const calls: ReadonlySet<string> = new Set<CallKind>([
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
]);

/** Our words, and where they stand when no map says so: the first field that is there. */
const words: Readonly<Record<string, readonly string[]>> = {
  event: ['event', 'event_name', 'eventName', 'name'],
  call: ['call', 'type'],
  version: ['version', 'event_version', 'schema_version'],
  time: ['timestamp', 'time', 'event_time', 'ts', 'created_at', 'dt'],
  received: ['received_at', 'receivedAt'],
  message_id: ['message_id', 'messageId', 'event_id', 'id', 'uuid'],
  properties: ['properties', 'params', 'data', 'payload', 'event_properties'],
  traits: ['traits', 'user_properties'],
  context: ['context', 'meta'],
  user: ['user_id', 'userId', 'customer_id'],
  anonymous: ['anonymous_id', 'anonymousId', 'device_id', 'visitor_id'],
  email: ['email'],
};
const ids = ['user', 'anonymous', 'email'];

/**
 * Any JSON object or table's row: `--map event=name,user=uid,properties=payload` says where our words stand (paths
 * with dots). Without a place for properties, they are all fields that no other word took.
 */
export const plain: Format = {
  id: 'plain',
  title: 'Plain JSON or CSV',
  source: 'dataplan explain formats: our own field map',
  ids: [
    { field: 'user', kind: 'user_id', of: 'person', known: true },
    { field: 'anonymous', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'email', kind: 'email', of: 'person', known: true },
  ],
  recognise(record) {
    return words['event']?.some((name) => typeof record[name] === 'string') === true ? 0.1 : 0;
  },
  open(reading) {
    const places = placesOf(reading);
    const idTypes = new Map(
      [...places.keys()]
        .filter((word) => ids.includes(word) || !(word in words))
        .map((word) => [word, reading.idType(word)]),
    );
    const fixed = new Set([...reading.map.values()].map((path) => path.split('.')[0] ?? ''));
    return (record, emit) => {
      const used = new Set(fixed);
      const at = (word: string): Json | undefined => find(record, places.get(word) ?? [], used);
      const call = textOf(at('call')) ?? 'track';
      const known = calls.has(call) ? (call as CallKind) : 'track';
      const event = at('event');
      const name = textOf(event);
      if (name === null && known === 'track')
        return `no event name at ${(places.get('event') ?? []).join(', ')}`;
      const found = new Bag();
      for (const [word, type] of idTypes) {
        const value = at(word);
        if (value !== undefined && value !== null && value !== '' && typeof value !== 'object')
          found[type] = value;
      }
      const base = {
        call: known,
        name,
        version: textOf(at('version')),
        time: instantOf(at('time')),
        receivedAt: instantOf(at('received')),
        messageId: textOf(at('message_id')),
        ids: found,
        traits: embedded(at('traits')) ?? nothing,
        context: embedded(at('context')) ?? nothing,
      };
      const inside = embedded(at('properties'));
      // Where the map names a place for them, an event without it has none.
      const properties =
        inside ?? (reading.map.has('properties') ? nothing : members(record, (field) => !used.has(field)));
      emit(sample(reading, { ...base, properties, raw: record }));
      return null;
    };
  },
};

/** Word → paths to try. What the map says counts alone. */
function placesOf(reading: Reading): ReadonlyMap<string, readonly string[]> {
  const places = new Map(Object.entries(words));
  for (const [word, path] of reading.map) places.set(word, [path]);
  return places;
}

/** The first of the paths that is there, and notes the field it began with. */
function find(record: JsonObject, paths: readonly string[], used: Set<string>): Json | undefined {
  for (const path of paths) {
    const whole = Object.hasOwn(record, path);
    const steps = whole ? [path] : path.split('.');
    let value: Json | undefined = record;
    for (const step of steps) value = isObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    if (value === undefined) continue;
    used.add(steps[0] ?? '');
    return value;
  }
  return undefined;
}
