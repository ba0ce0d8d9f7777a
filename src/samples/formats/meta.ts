import { isObject } from '../../text/json.ts';
import { idReader, instantOf, members, objectOf, objectsOf, sample, share, textOf } from './build.ts';
import type { Format } from './format.ts';

const own = new Set(['event_name', 'event_time', 'event_id', 'custom_data']);

/** Events of the Conversions API, alone or as the body (`{ data: […] }`). `user_data` stays in the context. */
export const meta: Format = {
  id: 'meta',
  title: 'Meta Conversions API',
  source: 'https://developers.facebook.com/docs/marketing-api/conversions-api/parameters',
  ids: [
    { field: 'user_data.external_id', kind: 'user_id', of: 'person', known: true },
    { field: 'user_data.em', kind: 'email_hash', of: 'person', known: true },
    { field: 'user_data.ph', kind: 'phone_hash', of: 'person', known: true },
    { field: 'user_data.fbp', kind: 'browser_id', of: 'device', known: false },
    { field: 'user_data.fbc', kind: 'click_id', of: 'device', known: false },
    { field: 'user_data.madid', kind: 'mobile_ad_id', of: 'device', known: false },
  ],
  recognise(record) {
    const first = Array.isArray(record['data']) ? record['data'][0] : record;
    if (!isObject(first) || typeof first['event_name'] !== 'string' || !Object.hasOwn(first, 'event_time'))
      return 0;
    return 0.6 + 0.38 * share(first, ['user_data', 'action_source', 'custom_data']);
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    return (record, emit) => {
      const events = Array.isArray(record['data']) ? objectsOf(record['data']) : [record];
      if (events.some((event) => textOf(event['event_name']) === null)) return 'no "event_name"';
      for (const event of events) {
        emit(
          sample(reading, {
            call: 'track',
            name: textOf(event['event_name']),
            time: instantOf(event['event_time']),
            messageId: textOf(event['event_id']),
            ids: idsOf(event),
            properties: objectOf(event['custom_data']),
            context: members(event, (name) => !own.has(name)),
            raw: event,
          }),
        );
      }
      return null;
    };
  },
};
