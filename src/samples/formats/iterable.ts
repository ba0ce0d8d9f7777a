import type { JsonObject } from '../../text/json.ts';
import {
  embedded,
  idReader,
  instantOf,
  joined,
  members,
  objectOf,
  objectsOf,
  sample,
  textOf,
} from './build.ts';
import type { Format } from './format.ts';

const own = new Set([
  'eventName',
  'dataFields',
  'transactionalData',
  'email',
  'userId',
  'itblUserId',
  'user',
  'createdAt',
  'id',
  'messageId',
  'events',
  'preferUserId',
  'mergeNestedObjects',
  'createNewFields',
]);
/** Fields of Iterable's own beside an exported event's. */
const about = new Set([
  'campaignId',
  'templateId',
  'itblInternal',
  '_type',
  'workflowId',
  'catalogCollectionCount',
]);

/** Bodies of `events/track`, `users/update` and `commerce/trackPurchase`, and rows of exported custom events. */
export const iterable: Format = {
  id: 'iterable',
  title: 'Iterable',
  source: 'https://api.iterable.com/api/docs#events_track',
  ids: [
    { field: 'userId', kind: 'user_id', of: 'person', known: true },
    { field: 'email', kind: 'email', of: 'person', known: true },
    { field: 'user.userId', kind: 'user_id', of: 'person', known: true },
    { field: 'user.email', kind: 'email', of: 'person', known: true },
    { field: 'itblUserId', kind: 'internal_id', of: 'person', known: false },
  ],
  recognise(record) {
    const first = objectsOf(record['events'])[0] ?? record;
    if (typeof first['eventName'] === 'string')
      return Object.hasOwn(first, 'dataFields') || first !== record ? 0.95 : 0.9;
    const person = Object.hasOwn(record, 'email') || Object.hasOwn(record, 'userId');
    if (person && Object.hasOwn(record, 'dataFields')) return 0.85;
    return Array.isArray(record['items']) && isPerson(objectOf(record['user'])) ? 0.8 : 0;
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    return (record, emit) => {
      const records = Array.isArray(record['events']) ? objectsOf(record['events']) : [record];
      for (const each of records) {
        const name = textOf(each['eventName']);
        const base = {
          time: instantOf(each['createdAt']),
          messageId: textOf(each['id'] ?? each['messageId']),
          ids: idsOf(each),
          context: members(each, (key) => about.has(key)),
          raw: each,
        };
        const data = embedded(each['dataFields']);
        if (name !== null) {
          // Exports have an event's fields beside its name, requests in `dataFields`.
          const properties = data ?? members(each, (key) => !own.has(key) && !about.has(key));
          emit(sample(reading, { ...base, call: 'track', name, properties }));
        } else if (Array.isArray(each['items'])) {
          const properties = joined(
            objectOf(data ?? undefined),
            members(each, (key) => !own.has(key) && !about.has(key)),
          );
          const traits = objectOf(objectOf(each['user'])['dataFields']);
          emit(sample(reading, { ...base, call: 'track', name: 'purchase', properties, traits }));
        } else if (data !== null && isPerson(each)) {
          emit(sample(reading, { ...base, call: 'identify', name: null, traits: data }));
        } else return 'none of "eventName", "items" and "dataFields"';
      }
      return null;
    };
  },
};

function isPerson(object: JsonObject): boolean {
  return Object.hasOwn(object, 'email') || Object.hasOwn(object, 'userId');
}
