import type { CallKind } from '../../evidence/event.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import {
  embedded,
  firstInstant,
  idReader,
  instantOf,
  joined,
  members,
  nothing,
  objectsOf,
  sample,
  share,
  textOf,
} from './build.ts';
import type { Format } from './format.ts';
import { snowplowColumns } from './snowplow-columns.ts';

/** What is no context: the event itself, its ids and times. */
const own = new Set([
  'unstruct_event',
  'contexts',
  'derived_contexts',
  'se_category',
  'se_action',
  'se_label',
  'se_property',
  'se_value',
  'event_id',
  'event',
  'event_name',
  'event_version',
  'event_vendor',
  'event_format',
  'user_id',
  'domain_userid',
  'network_userid',
]);
/** Best first. */
const times = ['true_tstamp', 'derived_tstamp', 'dvce_created_tstamp', 'collector_tstamp'];
/** Abbreviations of the tracker protocol, for payloads that were not enriched yet. */
const protocol: Readonly<Record<string, string>> = {
  e: 'event',
  eid: 'event_id',
  uid: 'user_id',
  duid: 'domain_userid',
  tnuid: 'network_userid',
  dtm: 'dvce_created_tstamp',
  ttm: 'true_tstamp',
  aid: 'app_id',
  p: 'platform',
  url: 'page_url',
  page: 'page_title',
  refr: 'page_referrer',
  se_ca: 'se_category',
  se_ac: 'se_action',
  se_la: 'se_label',
  se_pr: 'se_property',
  se_va: 'se_value',
};
const kinds: Readonly<Record<string, string>> = {
  pv: 'page_view',
  pp: 'page_ping',
  se: 'struct',
  ue: 'unstruct',
};

/**
 * Enriched events, as TSV (131 columns) or JSON (an SDK's or Micro's), payloads of trackers (`payload_data`), and
 * self-describing JSON alone. Entities become context by their schema's name: `context.product`.
 */
export const snowplow: Format = {
  id: 'snowplow',
  title: 'Snowplow',
  source: 'https://docs.snowplow.io/docs/fundamentals/canonical-event/',
  ids: [
    { field: 'user_id', kind: 'user_id', of: 'person', known: true },
    { field: 'domain_userid', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'network_userid', kind: 'anonymous_id', of: 'device', known: false },
  ],
  columns: snowplowColumns,
  recognise(record) {
    if (isObject(record['event']) && Object.hasOwn(record['event'], 'collector_tstamp')) return 0.97;
    if (typeof record['schema'] === 'string' && record['schema'].startsWith('iglu:')) return 0.95;
    if (Object.hasOwn(record, 'ue_pr') || Object.hasOwn(record, 'ue_px')) return 0.95;
    const marks = ['app_id', 'collector_tstamp', 'event', 'event_id', 'v_tracker', 'event_vendor'];
    const found = share(record, marks);
    return found < 0.5 ? 0 : Math.min(0.98, 0.4 + found);
  },
  open(reading) {
    const idsOf = idReader(reading, this.ids);
    return (record, emit) => {
      const rows = rowsOf(record);
      if (rows === null) return 'neither an enriched event, a payload nor self-describing JSON';
      for (const row of rows) {
        const { call, name, version, properties } = eventOf(row);
        const entities = [...entitiesOf(row['contexts']), ...entitiesOf(row['derived_contexts'])];
        emit(
          sample(reading, {
            call,
            name,
            version,
            time: firstInstant(row, times),
            receivedAt: instantOf(row['collector_tstamp']),
            messageId: textOf(row['event_id']),
            ids: idsOf(row),
            properties,
            context: joined(
              members(row, (key) => !own.has(key) && !key.startsWith('unstruct_event_') && row[key] !== ''),
              ...entities,
            ),
            raw: record,
          }),
        );
      }
      return null;
    };
  },
};

function rowsOf(record: JsonObject): readonly JsonObject[] | null {
  // Micro wraps the enriched event.
  if (isObject(record['event'])) return [record['event']];
  const schema = textOf(record['schema']);
  if (schema?.includes('/payload_data/')) return objectsOf(record['data']).map(expand);
  if (schema?.startsWith('iglu:')) return [{ event: 'unstruct', unstruct_event: record }];
  if (Object.hasOwn(record, 'e')) return [expand(record)];
  return Object.hasOwn(record, 'event') ? [record] : null;
}

/** A tracker's payload in the words of the enriched event. */
function expand(payload: JsonObject): JsonObject {
  const row: Record<string, Json> = Object.create(null);
  for (const key of Object.keys(payload)) row[protocol[key] ?? key] = payload[key] ?? null;
  row['event'] = kinds[textOf(payload['e']) ?? ''] ?? textOf(payload['e']);
  row['unstruct_event'] = payload['ue_pr'] ?? base64(payload['ue_px']);
  row['contexts'] = payload['co'] ?? base64(payload['cx']);
  for (const key of ['ue_pr', 'ue_px', 'co', 'cx', 'e']) delete row[key];
  return row;
}

interface Said {
  readonly call: CallKind;
  readonly name: string | null;
  readonly version: string | null;
  readonly properties: JsonObject;
}

function eventOf(row: JsonObject): Said {
  const kind = textOf(row['event']);
  if (kind === 'page_view')
    return { call: 'page', name: textOf(row['page_title']), version: null, properties: page(row) };
  if (kind === 'struct') {
    const properties = members(row, (key) => key.startsWith('se_') && row[key] !== '');
    const value = Number(properties['se_value']);
    const numeric =
      typeof properties['se_value'] === 'string' && properties['se_value'] !== '' && Number.isFinite(value);
    return {
      call: 'track',
      name: textOf(row['se_action']),
      version: null,
      properties: numeric ? joined(properties, { se_value: value }) : properties,
    };
  }
  const inner = selfDescribing(row['unstruct_event'], 'unstruct_event') ?? flattened(row);
  const name = textOf(row['event_name']) ?? inner?.name ?? kind;
  const version = inner?.version ?? textOf(row['event_version']);
  const screen = name === 'screen_view';
  const data = inner?.data ?? nothing;
  return {
    call: screen ? 'screen' : 'track',
    name: screen ? textOf(data['name']) : name,
    version,
    properties: data,
  };
}

function page(row: JsonObject): JsonObject {
  const fields = { url: row['page_url'], title: row['page_title'], referrer: row['page_referrer'] };
  return Object.fromEntries(
    Object.entries(fields).filter((each): each is [string, Json] => textOf(each[1]) !== null),
  );
}

interface SelfDescribing {
  readonly name: string;
  readonly version: string;
  readonly data: JsonObject;
}

/** `{ schema: "iglu:com.acme/order_completed/jsonschema/1-0-2", data }`, also wrapped in Snowplow's own envelope. */
function selfDescribing(value: Json | undefined, envelope?: string): SelfDescribing | null {
  const object = embedded(value);
  const parts = /^iglu:[^/]+\/([^/]+)\/[^/]+\/(\d+-\d+-\d+)$/.exec(textOf(object?.['schema']) ?? '');
  if (object === null || parts === null) return null;
  const [, name = '', version = ''] = parts;
  if (name === envelope) return selfDescribing(object['data']);
  return isObject(object['data']) ? { name, version, data: object['data'] } : null;
}

/** SDKs flatten the event's data under `unstruct_event_com_acme_order_completed_1`. */
function flattened(row: JsonObject): SelfDescribing | null {
  const key = Object.keys(row).find((each) => each.startsWith('unstruct_event_') && isObject(row[each]));
  const data = key === undefined ? undefined : row[key];
  if (!isObject(data)) return null;
  return { name: textOf(row['event_name']) ?? '', version: textOf(row['event_version']) ?? '', data };
}

/** Entities by their schema's name, the first of each. */
function entitiesOf(value: Json | undefined): JsonObject[] {
  const list = Array.isArray(value) ? value : (embedded(value)?.['data'] ?? null);
  if (!Array.isArray(list)) return [];
  const entities = list.map((each: Json) => selfDescribing(each)).filter((each) => each !== null);
  return [Object.fromEntries(entities.reverse().map(({ name, data }) => [name, data]))];
}

function base64(value: Json | undefined): Json {
  return typeof value === 'string' ? Buffer.from(value, 'base64url').toString('utf8') : null;
}
