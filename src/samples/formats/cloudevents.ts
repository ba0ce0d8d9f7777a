import type { JsonObject } from '../../text/json.ts';
import { embedded, idReader, instantOf, members, sample, textOf } from './build.ts';
import type { Format } from './format.ts';

const own = new Set(['data', 'data_base64', 'type', 'id', 'time', 'userid']);

/** CloudEvents 1.0 in JSON: `type` is the event, `data` its properties; who it is about stands in data or an extension. */
export const cloudevents: Format = {
  id: 'cloudevents',
  title: 'CloudEvents',
  source: 'https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md',
  ids: [
    { field: 'userid', kind: 'user_id', of: 'person', known: true },
    { field: 'data.user_id', kind: 'user_id', of: 'person', known: true },
    { field: 'data.userId', kind: 'user_id', of: 'person', known: true },
    { field: 'data.anonymous_id', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'data.anonymousId', kind: 'anonymous_id', of: 'device', known: false },
  ],
  recognise(record) {
    return typeof record['specversion'] === 'string' && typeof record['type'] === 'string' ? 0.98 : 0;
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    return (record, emit) => {
      const type = textOf(record['type']);
      if (type === null) return 'no "type"';
      const data = embedded(record['data']);
      emit(
        sample(reading, {
          call: 'track',
          name: type,
          // A schema's address usually ends in its version: …/order-completed/2.1.0
          version: /(?:^|[/@:])v?(\d+(?:[.-]\d+)*)$/.exec(textOf(record['dataschema']) ?? '')?.[1] ?? null,
          time: instantOf(record['time']),
          messageId: textOf(record['id']),
          ids: idsOf({ ...record, data: data ?? null }),
          properties: data ?? unstructured(record),
          context: members(record, (name) => !own.has(name)),
          raw: record,
        }),
      );
      return null;
    };
  },
};

/** Data of any media type may be text or a list: one property, under its own name. */
function unstructured(record: JsonObject): JsonObject {
  return members(record, (name) => name === 'data' && record[name] !== null);
}
