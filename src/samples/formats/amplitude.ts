import { isObject, type JsonObject } from '../../text/json.ts';
import { idReader, instantOf, joined, members, objectOf, objectsOf, sample, share, textOf } from './build.ts';
import type { Format } from './format.ts';

/** What stands elsewhere in the event, and no context. */
const apart = new Set([
  'event_properties',
  'user_properties',
  'group_properties',
  'data',
  'user_id',
  'device_id',
  'amplitude_id',
  'event_type',
  'insert_id',
  '$insert_id',
]);

/** Rows of the Export API, and bodies of the HTTP V2 API (`{ api_key, events }`). Times without a zone are UTC. */
export const amplitude: Format = {
  id: 'amplitude',
  title: 'Amplitude',
  source: 'https://amplitude.com/docs/apis/analytics/export',
  nameKey: 'event_type',
  ids: [
    { field: 'user_id', kind: 'user_id', of: 'person', known: true },
    { field: 'device_id', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'amplitude_id', kind: 'internal_id', of: 'person', known: false },
    { field: 'user_properties.email', kind: 'email', of: 'person', known: true },
  ],
  recognise(record) {
    const first = Array.isArray(record['events']) ? record['events'][0] : record;
    if (!isObject(first) || typeof first['event_type'] !== 'string') return 0;
    // Exports have an empty `data` of their own; with more in it, it is another's record.
    if (isObject(first['data']) && !Object.hasOwn(first, 'amplitude_id')) return 0;
    const marks = [
      'event_properties',
      'user_properties',
      'device_id',
      'user_id',
      'session_id',
      'insert_id',
      'amplitude_id',
    ];
    const own = share(first, marks);
    return own === 0 ? 0 : Math.min(0.95, 0.5 + own);
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    return (record, emit) => {
      const events = Array.isArray(record['events']) ? objectsOf(record['events']) : [record];
      if (events.some((event) => textOf(event['event_type']) === null)) return 'no "event_type"';
      for (const event of events) {
        const type = textOf(event['event_type']) ?? '';
        const call = type === '$identify' ? 'identify' : type === '$groupidentify' ? 'group' : 'track';
        emit(
          sample(reading, {
            call,
            name: call === 'track' ? type : null,
            version: null,
            time: instantOf(event['event_time'] ?? event['time'] ?? event['client_event_time']),
            receivedAt: instantOf(event['server_received_time']),
            messageId: textOf(event['$insert_id'] ?? event['insert_id']),
            ids: idsOf(event),
            properties: objectOf(event['event_properties']),
            traits: traitsOf(objectOf(event[call === 'group' ? 'group_properties' : 'user_properties'])),
            context: members(event, (name) => !apart.has(name)),
            raw: event,
          }),
        );
      }
      return null;
    };
  },
};

/** `$set` and its like hold the values of an identify; exports have them plain. */
function traitsOf(properties: JsonObject): JsonObject {
  const operations = ['$set', '$setOnce'].map((name) => properties[name]).filter(isObject);
  return operations.length === 0 ? properties : joined(...operations.reverse());
}
