import type { CallKind } from '../../evidence/event.ts';
import { embedded, idReader, instantOf, joined, members, objectOf, sample, textOf } from './build.ts';
import type { Format } from './format.ts';

const calls: ReadonlyMap<string, CallKind> = new Map([
  ['$pageview', 'page'],
  ['$screen', 'screen'],
  ['$identify', 'identify'],
  ['$set', 'identify'],
  ['$groupidentify', 'group'],
  ['$create_alias', 'alias'],
]);

/** What stands elsewhere in the event, and in no context. */
const apart = new Set([
  'token',
  'distinct_id',
  '$device_id',
  '$anon_distinct_id',
  '$set',
  '$set_once',
  '$group_set',
]);

/** Rows of the events API and of batch exports, and bodies of `/capture`. `$…` properties are context. */
export const posthog: Format = {
  id: 'posthog',
  title: 'PostHog',
  source: 'https://posthog.com/docs/api/capture',
  nameKey: 'event',
  ids: [
    { field: 'distinct_id', kind: 'user_id', of: 'person', known: true },
    { field: 'properties.$device_id', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'properties.$anon_distinct_id', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'properties.$set.email', kind: 'email', of: 'person', known: true },
    { field: 'properties.alias', kind: 'alias', of: 'person', known: false },
  ],
  recognise(record) {
    if (
      typeof record['event'] !== 'string' ||
      (Object.hasOwn(record, 'type') && record['type'] !== 'capture')
    )
      return 0;
    const properties = embedded(record['properties']);
    const id = record['distinct_id'] ?? properties?.['distinct_id'];
    if (properties === null || id === undefined) return 0;
    const own = ['$lib', '$session_id', '$current_url', '$device_id', '$set', '$process_person_profile'];
    const marked = own.some((name) => Object.hasOwn(properties, name));
    if (!Object.hasOwn(record, 'distinct_id'))
      return marked && !Object.hasOwn(properties, 'mp_lib') ? 0.5 : 0;
    return marked ? 0.95 : 0.75;
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    const known = reading.idType('distinct_id');
    const device = reading.idType('properties.$device_id');
    return (record, emit) => {
      const event = textOf(record['event']);
      if (event === null) return 'no "event"';
      const all = embedded(record['properties']);
      if (all === null && record['properties'] !== undefined) return '"properties" is not an object';
      const properties = all ?? {};
      const call = calls.get(event) ?? 'track';
      const ids = idsOf({
        ...record,
        distinct_id: record['distinct_id'] ?? properties['distinct_id'] ?? null,
        properties,
      });
      // Until someone is identified, distinct_id is the device's.
      const anonymous =
        ids[known] !== undefined && (ids[known] === ids[device] || properties['$is_identified'] === false);
      emit(
        sample(reading, {
          call,
          name: call === 'track' ? event : call === 'screen' ? textOf(properties['$screen_name']) : null,
          time: instantOf(record['timestamp']),
          receivedAt: instantOf(record['created_at'] ?? record['sent_at']),
          messageId: textOf(record['uuid']),
          ids: anonymous
            ? joined(
                { [device]: ids[known] ?? null },
                members(ids, (type) => type !== known),
              )
            : ids,
          properties: members(properties, (name) => !isOwn(name)),
          traits: objectOf(record['$set'] ?? properties[call === 'group' ? '$group_set' : '$set']),
          context: members(properties, (name) => isOwn(name) && !apart.has(name)),
          raw: record,
        }),
      );
      return null;
    };
  },
};

function isOwn(name: string): boolean {
  return name.startsWith('$') || name === 'token' || name === 'distinct_id';
}
