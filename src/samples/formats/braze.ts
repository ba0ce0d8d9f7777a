import type { CallKind, SampleEvent } from '../../evidence/event.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import {
  embedded,
  idReader,
  instantOf,
  joined,
  members,
  objectOf,
  objectsOf,
  sample,
  share,
  textOf,
} from './build.ts';
import type { Format, Reading } from './format.ts';

const ids = ['external_id', 'email', 'phone', 'braze_id', 'user_alias'];
const idNames = new Set([
  ...ids,
  'external_user_id',
  'user_id',
  'app_id',
  '_update_existing_only',
  'push_token_import',
]);
const event = new Set(['name', 'time', 'properties', ...idNames]);

/**
 * Bodies of `/users/track` (attributes become an identify, events and purchases a track each, a purchase by the
 * name `purchase`), and events of Currents, by their event type or by what they carry.
 */
export const braze: Format = {
  id: 'braze',
  title: 'Braze',
  source: 'https://www.braze.com/docs/api/endpoints/user_data/post_user_track/',
  ids: [
    { field: 'external_id', kind: 'user_id', of: 'person', known: true },
    { field: 'external_user_id', kind: 'user_id', of: 'person', known: true },
    { field: 'user.external_user_id', kind: 'user_id', of: 'person', known: true },
    { field: 'email', kind: 'email', of: 'person', known: true },
    { field: 'phone', kind: 'phone', of: 'person', known: true },
    { field: 'user_alias.alias_name', kind: 'alias', of: 'person', known: false },
    { field: 'braze_id', kind: 'internal_id', of: 'person', known: false },
  ],
  recognise(record) {
    if (isCurrents(record)) return 0.9;
    const first = [record['events'], record['purchases'], record['attributes']].flatMap(objectsOf)[0];
    if (first !== undefined) {
      if (typeof first['event_type'] === 'string') return first['event_type'].startsWith('users.') ? 0.97 : 0;
      return ids.some((id) => Object.hasOwn(first, id)) && !Object.hasOwn(first, 'dataFields') ? 0.9 : 0;
    }
    return share(record, ['external_id', 'name', 'time']) === 1 ? 0.9 : 0;
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    const read = (kind: 'attributes' | 'events' | 'purchases', each: JsonObject) =>
      objectRead(reading, idsOf, kind, each);
    return (record, emit) => {
      const lists = (['attributes', 'events', 'purchases'] as const).filter((kind) =>
        Array.isArray(record[kind]),
      );
      if (lists.length === 0) {
        if (isCurrents(record)) emit(currents(reading, idsOf, record));
        else if (textOf(record['name']) !== null) emit(read('events', record));
        else return 'none of "attributes", "events", "purchases", and no event of Currents';
        return null;
      }
      for (const kind of lists) {
        for (const each of objectsOf(record[kind])) {
          emit(isCurrents(each) ? currents(reading, idsOf, each) : read(kind, each));
        }
      }
      return null;
    };
  },
};

type IdsOf = (record: JsonObject) => JsonObject;

function objectRead(reading: Reading, idsOf: IdsOf, kind: string, each: JsonObject): SampleEvent {
  const base = {
    time: instantOf(each['time']),
    ids: idsOf(each),
    context: members(each, (name) => name === 'app_id'),
    raw: each,
  };
  if (kind === 'attributes') {
    const traits = members(each, (name) => !idNames.has(name) || name === 'email' || name === 'phone');
    return sample(reading, { ...base, call: 'identify', name: null, traits });
  }
  if (kind === 'events') {
    return sample(reading, {
      ...base,
      call: 'track',
      name: textOf(each['name']),
      properties: objectOf(each['properties']),
    });
  }
  const own = members(each, (name) => !event.has(name));
  return sample(reading, {
    ...base,
    call: 'track',
    name: 'purchase',
    properties: joined(objectOf(each['properties']), own),
  });
}

/** Either `{ event_type: 'users.…', user, properties }`, or a flat row of storage: an id, a person and a time. */
function isCurrents(record: JsonObject): boolean {
  if (typeof record['event_type'] === 'string') return record['event_type'].startsWith('users.');
  return (
    Object.hasOwn(record, 'external_user_id') && Object.hasOwn(record, 'id') && Object.hasOwn(record, 'time')
  );
}

const currentsOwn = new Set(['id', 'time', 'name', 'properties', 'external_user_id', 'user', 'event_type']);

function currents(reading: Reading, idsOf: IdsOf, record: JsonObject): SampleEvent {
  const inner = embedded(record['properties']) ?? {};
  const type = textOf(record['event_type']);
  const custom = type === null ? Object.hasOwn(record, 'name') : type === 'users.behaviors.CustomEvent';
  const bought = type === null ? Object.hasOwn(record, 'product_id') : type === 'users.behaviors.Purchase';
  // In the shape with `user`, an event's own fields stand in `properties`, and its custom ones inside that.
  const custom_ =
    embedded(inner['properties']) ?? (type === null || isObject(record['user']) === false ? inner : {});
  const name = custom ? (textOf(record['name']) ?? textOf(inner['name'])) : bought ? 'purchase' : type;
  const flat = type === null ? record : inner;
  const properties: JsonObject = custom
    ? custom_
    : bought
      ? joined(
          custom_,
          members(flat, (key) => purchase.has(key)),
        )
      : inner;
  const call: CallKind = 'track';
  return sample(reading, {
    call,
    name: name ?? (textOf(record['campaign_id']) === null ? null : 'message'),
    time: instantOf(record['time']),
    messageId: textOf(record['id']),
    ids: idsOf(record),
    properties,
    context: members(record, (key) => !currentsOwn.has(key) && !purchase.has(key)),
    raw: record as Json,
  });
}

const purchase = new Set(['product_id', 'price', 'currency', 'quantity']);
