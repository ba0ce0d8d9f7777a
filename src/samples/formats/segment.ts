import type { CallKind, SampleEvent } from '../../evidence/event.ts';
import { parseInstant } from '../../text/instant.ts';
import { isObject, type Json, type JsonObject } from '../../text/json.ts';
import { Bag } from '../bag.ts';
import type { Format, Reading, RecordReader } from './format.ts';
import { impliedCall } from './implied-call.ts';

/** Segment's spec: one object a call, `type` first among its marks. Also what analytics.js and its servers send. */
export const segment: Format = {
  id: 'segment',
  title: 'Segment',
  source: 'https://segment.com/docs/connections/spec/common/',
  nameKey: 'event',
  ids: [
    { field: 'userId', kind: 'user_id', of: 'person', known: true },
    { field: 'anonymousId', kind: 'anonymous_id', of: 'device', known: false },
    { field: 'groupId', kind: 'group_id', of: 'account', known: true },
    { field: 'previousId', kind: 'alias', of: 'person', known: false },
  ],
  recognise(record) {
    const call = callOf(record);
    if (typeof call !== 'string' || !isCall(call)) return 0;
    const marks = ['userId', 'anonymousId', 'messageId', 'context', 'properties', 'traits'];
    const found = marks.filter((mark) => Object.hasOwn(record, mark)).length;
    // Without a call of its own, a record may be of any vendor with such names.
    if (record['type'] === undefined && record['action'] === undefined) return found < 2 ? 0.15 : 0.3;
    return found === 0 ? 0.3 : Math.min(0.9, 0.6 + found / 10);
  },
  open,
};

const calls: ReadonlySet<string> = new Set<CallKind>([
  'track',
  'page',
  'screen',
  'identify',
  'group',
  'alias',
]);
const nothing: JsonObject = Object.freeze(Object.create(null));

function isCall(type: string): type is CallKind {
  return calls.has(type);
}

/** The call; older libraries, and pages of the vendor's own documentation, say `action` for `type`. */
function callOf(record: JsonObject): Json | undefined {
  return record['type'] ?? record['action'] ?? impliedCall(record) ?? undefined;
}

function open(reading: Reading): RecordReader {
  const names = {
    user: reading.idType('userId'),
    anonymous: reading.idType('anonymousId'),
    group: reading.idType('groupId'),
    previous: reading.idType('previousId'),
  };
  return (record, emit) => {
    const type = callOf(record);
    if (typeof type !== 'string') return 'no "type"';
    if (!isCall(type)) return '"type" is none of track, page, screen, identify, group, alias';
    const name = type === 'track' ? record['event'] : record['name'];
    if (name !== undefined && name !== null && typeof name !== 'string') return 'its name is not a string';
    for (const part of ['properties', 'traits', 'context'] as const) {
      const value = record[part];
      if (value !== undefined && value !== null && !isObject(value)) return `"${part}" is not an object`;
    }
    const event = new SegmentEvent(record, type, name ?? null, idsOf(record, names), reading.system);
    event.ids = reading.traitIds(event);
    emit(event);
    return null;
  };
}

type IdNames = Readonly<Record<'user' | 'anonymous' | 'group' | 'previous', string>>;

function idsOf(record: JsonObject, names: IdNames): JsonObject {
  const ids = new Bag();
  const { userId, anonymousId } = record;
  if (userId !== undefined && userId !== null) ids[names.user] = userId;
  if (anonymousId !== undefined && anonymousId !== null) ids[names.anonymous] = anonymousId;
  const group = record['groupId'] ?? (isObject(record['context']) ? record['context']['groupId'] : undefined);
  if (group !== undefined && group !== null) ids[names.group] = group;
  const { previousId } = record;
  if (previousId !== undefined && previousId !== null) ids[names.previous] = previousId;
  return ids;
}

/** Reads what few events are asked for only when it is asked for. */
class SegmentEvent implements SampleEvent {
  readonly properties: JsonObject;
  readonly context: JsonObject;
  readonly #record: JsonObject;
  /** Read once: several watchers ask for it. */
  #time: number | null | undefined;

  constructor(
    record: JsonObject,
    readonly call: CallKind,
    readonly name: string | null,
    public ids: JsonObject,
    readonly system: string | null,
  ) {
    this.#record = record;
    this.properties = part(record['properties']);
    this.context = part(record['context']);
  }

  get raw(): JsonObject {
    return this.#record;
  }

  get traits(): JsonObject {
    return part(this.#record['traits'] ?? this.context['traits']);
  }

  /** The version that Segment's Protocols writes into the context. */
  get version(): string | null {
    const protocols = this.context['protocols'];
    const version = isObject(protocols) ? protocols['event_version'] : undefined;
    return typeof version === 'string' || typeof version === 'number' ? String(version) : null;
  }

  get time(): number | null {
    if (this.#time === undefined)
      this.#time = instant(this.#record['timestamp'] ?? this.#record['originalTimestamp']);
    return this.#time;
  }

  get receivedAt(): number | null {
    return instant(this.#record['receivedAt']);
  }

  get messageId(): string | null {
    const id = this.#record['messageId'];
    return typeof id === 'string' && id !== '' ? id : null;
  }
}

function part(value: Json | undefined): JsonObject {
  return isObject(value) ? value : nothing;
}

function instant(value: Json | undefined): number | null {
  return typeof value === 'string' ? parseInstant(value) : null;
}
