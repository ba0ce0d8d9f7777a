import type { CallKind, SampleEvent } from '../../evidence/event.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { Bag } from '../bag.ts';
import { idReader, instantOf, joined, members, objectOf, objectsOf, sample, textOf } from './build.ts';
import type { Format } from './format.ts';

const identities = ['customer_id', 'email', 'other', 'mobile_number', 'facebook', 'google'] as const;

/**
 * Batches of the Events API, and single events of them. In mParticle null means absent. Attributes and
 * identities of the batch come as one identify before its events. Commerce events are named by their action
 * (`purchase`, `promotion_view`, `product_impression`), and what the SDK sends by itself by its event type.
 */
export const mparticle: Format = {
  id: 'mparticle',
  title: 'mParticle',
  source: 'https://docs.mparticle.com/developers/server/json-reference/',
  ids: [
    ...identities.map((name) => ({
      field: `user_identities.${name}`,
      kind: name === 'customer_id' ? 'user_id' : name === 'mobile_number' ? 'phone' : name,
      of: 'person' as const,
      known: true,
    })),
    { field: 'mpid', kind: 'internal_id', of: 'person', known: false },
    { field: 'device_info.ios_advertising_id', kind: 'idfa', of: 'device', known: false },
    { field: 'device_info.ios_idfv', kind: 'idfv', of: 'device', known: false },
    { field: 'device_info.android_advertising_id', kind: 'gaid', of: 'device', known: false },
    { field: 'device_info.android_uuid', kind: 'android_id', of: 'device', known: false },
  ],
  recognise(record) {
    const data = record['data'];
    if (isObject(data)) {
      if (typeof record['event_type'] === 'string') return 0.85;
      if (Object.hasOwn(data, 'custom_attributes') || Object.hasOwn(data, 'custom_event_type')) return 0.7;
    }
    const events = record['events'];
    if (!Array.isArray(events)) return 0;
    if (events.some((each) => isObject(each) && 'event_type' in each && isObject(each['data']))) return 0.95;
    return Object.hasOwn(record, 'mpid') || Object.hasOwn(record, 'user_identities') ? 0.9 : 0;
  },
  open(reading) {
    const readIds = idReader(reading, this.ids);
    return (record, emit) => {
      const single = typeof record['event_type'] === 'string' || isObject(record['data']);
      const events = single ? [record] : record['events'];
      if (!Array.isArray(events)) return 'neither "events" nor "event_type"';
      const ids = readIds(record);
      const about = members(record, (name) => !inBatch.has(name));
      const traits = withoutNulls(objectOf(record['user_attributes']));
      if (Object.hasOwn(record, 'user_attributes')) {
        const time = instantOf(record['timestamp_unixtime_ms']);
        emit(
          sample(reading, { call: 'identify', name: null, time, ids, traits, context: about, raw: record }),
        );
      }
      for (const event of objectsOf(events)) {
        const type = textOf(event['event_type']) ?? 'unknown';
        const data = withoutNulls(objectOf(event['data']));
        const { call, name, properties } = eventOf(type, data);
        const context = joined(
          about,
          members(data, (key) => inContext.has(key)),
          { event_type: type },
        );
        keepWhole(context, event, data);
        emit(
          sample(reading, {
            call,
            name,
            time: instantOf(data['timestamp_unixtime_ms']),
            receivedAt: instantOf(record['timestamp_unixtime_ms']),
            messageId: textOf(data['source_message_id'] ?? data['event_id']),
            ids,
            properties,
            ...unplannedAs(type, name, event),
            ...containerOf(type, event, data),
            traits,
            context,
            raw: event,
          }),
        );
      }
      return null;
    };
  },
};

const inBatch = new Set(['events', 'user_attributes', 'user_identities', 'mpid', 'event_type', 'data']);
const inContext = new Set([
  'application_transition_type',
  'custom_event_type',
  'custom_flags',
  'session_uuid',
  'location',
  'device_current_state',
]);

function eventOf(type: string, data: JsonObject): { call: CallKind; name: string; properties: JsonObject } {
  const attributes = objectOf(data['custom_attributes']);
  if (type === 'custom_event')
    return { call: 'track', name: textOf(data['event_name']) ?? type, properties: attributes };
  if (type === 'screen_view')
    return { call: 'screen', name: textOf(data['screen_name']) ?? type, properties: attributes };
  if (type !== 'commerce_event') return { call: 'track', name: type, properties: attributes };
  // An action of products wins over a promotion, and both over impressions.
  const product = data['product_action'];
  const action = textOf(objectOf(product)['action']);
  if (isObject(product) && action !== null) return commerce(action, attributes, product);
  const promotion = data['promotion_action'];
  if (isObject(promotion)) return commerce(`promotion_${textOf(promotion['action'])}`, attributes, promotion);
  const impressions = data['product_impressions'];
  if (impressions !== undefined)
    return commerce('product_impression', attributes, { product_impressions: impressions });
  return { call: 'track', name: type, properties: attributes };
}

/** Types of events that data points can be about. */
const planned = new Set([
  'application_state_transition',
  'breadcrumb',
  'commerce_event',
  'crash_report',
  'custom_event',
  'first_run',
  'network_performance',
  'opt_out',
  'screen_view',
  'session_end',
  'session_start',
  'uninstall',
]);

/**
 * The vendor's verdict names an unplanned commerce event by its type whatever the action, and what no data point can
 * be about (a type of another kind, a commerce event without an action) `unknown`.
 */
function unplannedAs(type: string, name: string, event: JsonObject): Pick<SampleEvent, 'unplannedAs'> {
  const data = isObject(event['data']) ? event['data'] : null;
  const about =
    type === 'commerce_event'
      ? data?.['product_action'] || data?.['promotion_action'] || data?.['product_impressions']
      : type === 'custom_event'
        ? data
        : planned.has(type);
  const said = !about ? 'unknown' : type === 'commerce_event' ? type : name;
  return said === name ? {} : { unplannedAs: said };
}

/** Attributes lie in a container of their own; without it, what they must have is one thing missing. */
function containerOf(type: string, event: JsonObject, data: JsonObject): Pick<SampleEvent, 'container'> {
  const name = 'custom_attributes';
  if (type === 'commerce_event' || isObject(data[name])) return {};
  const found = Object.hasOwn(data, name) && isObject(event['data']) ? 'no object' : 'nothing';
  return { container: { name, found } };
}

function commerce(name: string, attributes: JsonObject, fields: JsonObject) {
  return {
    call: 'track' as const,
    name,
    properties: joined(
      attributes,
      members(fields, (key) => key !== 'action'),
    ),
  };
}

/**
 * The event as it came, for plans imported from mParticle, whose rules are partly about `data` and its containers.
 * Not enumerable: it repeats the properties, so what walks over a context (detectors, profiles) must not meet it.
 */
function keepWhole(context: JsonObject, event: JsonObject, data: JsonObject): void {
  const whole = joined(withoutNulls(event), isObject(event['data']) ? { data } : {});
  Object.defineProperty(context, 'event', { value: whole, enumerable: false });
}

/** Members that are null are absent, at every depth down to lists, whose elements stay as they are: as the vendor's package has it. */
function withoutNulls(object: JsonObject, depth = 0): JsonObject {
  const kept = new Bag();
  for (const name of Object.keys(object)) {
    const value = object[name];
    if (value !== undefined && value !== null) kept[name] = depth > 32 ? value : inside(value, depth + 1);
  }
  return kept;
}

function inside(value: Json, depth: number): Json {
  return isObject(value) ? withoutNulls(value, depth) : value;
}
