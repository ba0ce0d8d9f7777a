import type { CallKind } from '../../evidence/event.ts';
import { isObject } from '../../text/json.ts';
import { idReader, instantOf, joined, members, objectOf, sample, share, textOf } from './build.ts';
import type { Format } from './format.ts';

/** Events that Mixpanel itself gives a meaning. */
const calls: ReadonlyMap<string, CallKind> = new Map([
  ['$identify', 'identify'],
  ['$create_alias', 'alias'],
  ['$merge', 'alias'],
]);
/** Reserved names without the dollar sign. */
const reserved = new Set(['time', 'token', 'distinct_id', 'mp_lib', 'mp_processing_time_ms', 'ip']);

/** Reserved names that stand elsewhere in the event, and in no context. */
const apart = new Set(['token', 'distinct_id', '$user_id', '$device_id', '$insert_id', '$email']);

/** Lines of the Raw Event Export API, and what `/track` and `/import` take. `$…` and reserved properties are context. */
export const mixpanel: Format = {
  id: 'mixpanel',
  title: 'Mixpanel',
  source: 'https://developer.mixpanel.com/reference/raw-event-export',
  nameKey: 'event',
  ids: [
    { field: 'properties.$user_id', kind: 'user_id', of: 'person', known: true },
    { field: 'properties.distinct_id', kind: 'user_id', of: 'person', known: true },
    { field: 'properties.$device_id', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'properties.$email', kind: 'email', of: 'person', known: true },
    { field: 'properties.alias', kind: 'alias', of: 'person', known: false },
  ],
  recognise(record) {
    const properties = record['properties'];
    if (typeof record['event'] !== 'string' || !isObject(properties) || Object.hasOwn(record, 'type'))
      return 0;
    if (Object.hasOwn(record, 'distinct_id') || Object.hasOwn(record, 'uuid')) return 0;
    const marks = ['distinct_id', 'time', 'token', '$insert_id', 'mp_lib', '$device_id'];
    const own = share(properties, marks);
    return own === 0 ? 0 : Math.min(0.95, 0.6 + own);
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    const known = reading.idType('properties.distinct_id');
    const device = reading.idType('properties.$device_id');
    return (record, emit) => {
      const event = textOf(record['event']);
      if (event === null) return 'no "event"';
      if (!isObject(record['properties'])) return '"properties" is not an object';
      const all = record['properties'];
      const call = calls.get(event) ?? 'track';
      const ids = idsOf(record);
      emit(
        sample(reading, {
          call,
          name: call === 'track' ? event : null,
          time: instantOf(all['time']),
          receivedAt: instantOf(all['mp_processing_time_ms']),
          messageId: textOf(all['$insert_id']),
          // Before a login distinct_id is the device's, with this prefix under the simplified merge.
          ids: isDevice(ids[known], ids[device])
            ? joined(
                members(ids, (type) => type !== known),
                deviceOf(ids, known, device),
              )
            : ids,
          properties: call === 'track' ? members(all, (name) => !isReserved(name)) : {},
          traits: objectOf(all['$set']),
          context: members(all, (name) => isReserved(name) && !apart.has(name)),
          raw: record,
        }),
      );
      return null;
    };
  },
};

function isReserved(name: string): boolean {
  return name.startsWith('$') || reserved.has(name);
}

function isDevice(id: unknown, device: unknown): boolean {
  return typeof id === 'string' && (id.startsWith('$device:') || id === device);
}

function deviceOf(ids: Readonly<Record<string, unknown>>, known: string, device: string) {
  return { [device]: String(ids[device] ?? ids[known]).replace(/^\$device:/, '') };
}
