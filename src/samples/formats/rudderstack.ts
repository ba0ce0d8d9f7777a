import type { CallKind } from '../../evidence/event.ts';
import { isObject } from '../../text/json.ts';
import { idReader, instantOf, objectOf, sample, share, textOf } from './build.ts';
import type { Format } from './format.ts';
import { impliedCall } from './implied-call.ts';

const calls: ReadonlySet<string> = new Set<CallKind>([
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
]);
/** Records that carry no event: lists of people for ad systems, and merges of profiles. */
const silent = new Set(['audiencelist', 'merge', 'record']);

/** RudderStack's event specification: Segment's calls, with marks of its own. */
export const rudderstack: Format = {
  id: 'rudderstack',
  title: 'RudderStack',
  source: 'https://www.rudderstack.com/docs/event-spec/standard-events/common-fields/',
  nameKey: 'event',
  ids: [
    { field: 'userId', kind: 'user_id', of: 'person', known: true },
    { field: 'anonymousId', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'groupId', kind: 'group_id', of: 'account', known: true },
    { field: 'previousId', kind: 'alias', of: 'person', known: false },
    { field: 'context.traits.email', kind: 'email', of: 'person', known: true },
    { field: 'traits.email', kind: 'email', of: 'person', known: true },
  ],
  recognise(record) {
    const type = record['type'];
    if (typeof type !== 'string') return 0;
    if (!calls.has(type) && !silent.has(type.toLowerCase())) return 0;
    const library = textOf(objectOf(objectOf(record['context'])['library'])['name']) ?? '';
    if (/rudder/i.test(library) || Object.hasOwn(record, 'rudderId')) return 0.97;
    const own = share(record, ['channel', 'originalTimestamp', 'request_ip', 'rudderId', 'message_id']);
    return own === 0 ? 0.2 : 0.5 + own / 2;
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    return (record, emit) => {
      const type = textOf(record['type']) ?? impliedCall(record);
      if (type === null) return 'no "type"';
      if (silent.has(type.toLowerCase())) return null;
      if (!calls.has(type)) return '"type" is none of track, page, screen, identify, group, alias';
      for (const part of ['properties', 'traits', 'context'] as const) {
        const value = record[part];
        if (value !== undefined && value !== null && !isObject(value)) return `"${part}" is not an object`;
      }
      const context = objectOf(record['context']);
      emit(
        sample(reading, {
          call: type as CallKind,
          name: textOf(record[type === 'track' ? 'event' : 'name']),
          version: textOf(objectOf(context['protocols'])['event_version']),
          time: instantOf(record['originalTimestamp'] ?? record['timestamp']),
          receivedAt: instantOf(record['receivedAt']),
          messageId: textOf(record['messageId'] ?? record['message_id']),
          ids: idsOf(record),
          properties: objectOf(record['properties']),
          traits: objectOf(record['traits'] ?? context['traits']),
          context,
          raw: record,
        }),
      );
      return null;
    };
  },
};
