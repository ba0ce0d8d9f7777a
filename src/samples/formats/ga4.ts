import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { Bag } from '../bag.ts';
import { idReader, instantOf, joined, members, objectOf, objectsOf, sample, textOf } from './build.ts';
import type { Format, Reading, RecordReader } from './format.ts';

/** Bodies of the Measurement Protocol, and rows of the BigQuery export. Everything is a named event in GA4. */
export const ga4: Format = {
  id: 'ga4',
  title: 'Google Analytics 4',
  source: 'https://developers.google.com/analytics/devguides/collection/protocol/ga4/reference',
  nameKey: 'event_name',
  ids: [
    { field: 'user_id', kind: 'user_id', of: 'person', known: true },
    { field: 'client_id', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'user_pseudo_id', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'app_instance_id', kind: 'anonymous_id', of: 'device', known: false },
  ],
  recognise(record) {
    if (typeof record['event_name'] === 'string' && Object.hasOwn(record, 'event_timestamp')) {
      return Object.hasOwn(record, 'event_params') || Object.hasOwn(record, 'user_pseudo_id') ? 0.98 : 0.6;
    }
    const device = Object.hasOwn(record, 'client_id') || Object.hasOwn(record, 'app_instance_id');
    const events = record['events'];
    const named =
      Array.isArray(events) && events.some((each) => isObject(each) && typeof each['name'] === 'string');
    return device && named ? 0.95 : 0;
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    const row = readRow(reading, idsOf);
    return (record, emit) => {
      if (typeof record['event_name'] === 'string') return row(record, emit);
      if (!Array.isArray(record['events'])) return 'neither "event_name" nor "events"';
      const events = objectsOf(record['events']);
      if (events.some((event) => textOf(event['name']) === null)) return 'an event without "name"';
      const traits = new Bag();
      const given = objectOf(record['user_properties']);
      for (const name of Object.keys(given)) traits[name] = objectOf(given[name])['value'] ?? null;
      for (const event of events) {
        const time = instantOf(event['timestamp_micros'] ?? record['timestamp_micros']);
        emit(
          sample(reading, {
            call: 'track',
            name: textOf(event['name']),
            time,
            ids: idsOf(record),
            properties: objectOf(event['params']),
            traits,
            context: members(record, (name) => !apart.has(name)),
            raw: event,
          }),
        );
      }
      return null;
    };
  },
};

/** What stands elsewhere in the event, and in no context. */
const apart = new Set([
  'events',
  'event_name',
  'event_params',
  'user_properties',
  'items',
  'ecommerce',
  'user_id',
  'client_id',
  'user_pseudo_id',
  'app_instance_id',
]);

function readRow(reading: Reading, idsOf: (record: JsonObject) => JsonObject): RecordReader {
  return (record, emit) => {
    const items = record['items'];
    const money = withoutNulls(objectOf(record['ecommerce']));
    const list = Array.isArray(items) && items.length > 0 ? { items: items.map(item) } : {};
    emit(
      sample(reading, {
        call: 'track',
        name: textOf(record['event_name']),
        version: null,
        time: instantOf(record['event_timestamp']),
        messageId: null,
        ids: idsOf(record),
        properties: joined(money, list, keyed(record['event_params'])),
        traits: keyed(record['user_properties']),
        context: members(record, (name) => !apart.has(name)),
        raw: record,
      }),
    );
    return null;
  };
}

/** `[{ key, value: { string_value | int_value | float_value | double_value } }]` as an object. */
function keyed(list: Json | undefined): JsonObject {
  const out = new Bag();
  for (const entry of objectsOf(list)) {
    const key = textOf(entry['key']);
    if (key !== null) out[key] = typed(objectOf(entry['value']));
  }
  return out;
}

function typed(value: JsonObject): Json {
  if (value['string_value'] !== undefined && value['string_value'] !== null) return value['string_value'];
  // BigQuery writes 64-bit integers as text, since JSON numbers cannot hold them all.
  for (const name of ['int_value', 'float_value', 'double_value']) {
    const number = value[name];
    if (typeof number === 'string' && number !== '') return integer(number);
    if (number !== undefined && number !== null) return number;
  }
  return null;
}

function integer(text: string): Json {
  const value = Number(text);
  if (Number.isSafeInteger(value) || !/^-?\d+$/.test(text)) return Number.isNaN(value) ? text : value;
  return BigInt(text);
}

/** Columns that a row does not use are null, and no parameter of the event. */
function withoutNulls(object: JsonObject): JsonObject {
  return members(object, (name) => object[name] !== null);
}

function item(value: Json): Json {
  return isObject(value) ? withoutNulls(value) : value;
}
