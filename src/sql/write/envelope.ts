import { type IdField, idTypeOf } from '../../evidence/identity/id-type.ts';
import type { Plan } from '../../plan/types.ts';
import type { Dialect, Sql, Value } from '../dialects/dialect.ts';
import { name, not, oneOf, relation, text } from '../dialects/standard.ts';
import type { LinesLayout } from '../types.ts';
import { Slots } from './slots.ts';
import { BLANK, Reader } from './values.ts';

/**
 * What every statement starts with: queries that bring a table to one row an event, in the words of the plan. The last is
 * `event`, with the columns `class` (`event`, or why the record is none), `call`, `name`, `version`, `time_ms`, `received_ms`,
 * `message_id`, `id_0` …, and `properties`, `traits` and `context` as JSON.
 */
export interface Envelope {
  /** Name and body of common table expressions, in order. */
  readonly queries: readonly (readonly [string, Sql])[];
  /** Identity type → its column. */
  readonly ids: ReadonlyMap<string, Sql>;
  /** Members of `properties` that are no properties: they stand beside them in one object. */
  readonly beside: readonly string[];
}

/** An identifier's type, and where its value may stand: the first that is there counts. */
interface Id {
  readonly type: string;
  readonly values: readonly Value[];
}

/** Where a format keeps what the plan speaks of. */
interface Fields {
  readonly call: Value | null;
  readonly name: Sql;
  readonly version: Value;
  readonly times: readonly Value[];
  readonly received: Value;
  readonly messageId: Value;
  readonly ids: readonly Id[];
  readonly properties: Sql;
  readonly traits: Value;
  readonly context: Value;
  /** Tests that a record of this format does not pass, with the words of the in-process reader. */
  readonly unreadable: readonly (readonly [test: Sql, why: string])[];
  readonly beside: readonly string[];
}

export const CALLS = ['track', 'page', 'screen', 'identify', 'group', 'alias'];
const NO_CALL = '"type" is none of track, page, screen, identify, group, alias';
const VENDOR_IDS: readonly IdField[] = [
  { field: 'userId', kind: 'user_id', of: 'person', known: true },
  { field: 'anonymousId', kind: 'anonymous_id', of: 'device', known: false },
  { field: 'groupId', kind: 'group_id', of: 'account', known: true },
  { field: 'previousId', kind: 'alias', of: 'person', known: false },
];
const EMAILS: readonly IdField[] = [
  { field: 'context.traits.email', kind: 'email', of: 'person', known: true },
  { field: 'traits.email', kind: 'email', of: 'person', known: true },
];
const PLAIN_IDS: readonly IdField[] = [
  { field: 'user', kind: 'user_id', of: 'person', known: true },
  { field: 'anonymous', kind: 'anonymous_id', of: 'device', known: false },
  { field: 'email', kind: 'email', of: 'person', known: true },
];
const PLAIN_WORDS = new Set([
  ...['event', 'call', 'version', 'time', 'received', 'message_id', 'properties', 'traits', 'context'],
]);

/** Raw lines, read as the in-process formats read them. */
export function linesEnvelope(
  dialect: Dialect,
  plan: Plan,
  layout: LinesLayout,
  filter: Sql | null,
): Envelope {
  const record = new Slots(dialect, 'record', 'field');
  const reader = new Reader(dialect);
  const idType = (ids: readonly IdField[], field: string) =>
    idTypeOf(
      plan,
      layout.system,
      ids.find((each) => each.field === field),
      field,
    );
  const fields =
    layout.format === 'plain'
      ? plainFields(layout.map, record, reader, idType)
      : vendorFields(layout.format, record, reader, idType);
  const unreadable = fields.unreadable.map(
    ([test, why]) => `WHEN ${test} THEN ${text(dialect, `unreadable-record:${why}`)}`,
  );
  const kind = dialect.kindOf('record');
  const badly = [
    `WHEN record IS NULL THEN 'malformed-json'`,
    `WHEN ${not(dialect.isKind(kind, 'object'))} THEN 'not-an-object'`,
    ...unreadable,
  ];
  const columns = [
    `CASE\n      ${badly.join('\n      ')}\n      ELSE 'event'\n    END AS class`,
    `${callOf(dialect, reader, fields.call, layout.format)} AS call`,
    `${fields.name} AS name`,
    `${reader.scalar(fields.version)} AS version`,
    `${reader.instant(reader.nullish(...fields.times))} AS time_ms`,
    `${reader.instant(fields.received)} AS received_ms`,
    `${reader.filled(fields.messageId)} AS message_id`,
    ...fields.ids.map(({ values }, i) => `${reader.given(reader.nullish(...values))} AS id_${i}`),
    `${fields.properties} AS properties`,
    `${reader.object(fields.traits)} AS traits`,
    `${reader.object(fields.context)} AS context`,
  ];
  const where = filter === null ? '' : `\n  WHERE ${filter}`;
  const blank = dialect.matches('line', BLANK);
  const kept = blank === null ? 'line IS NOT NULL' : `line IS NOT NULL AND ${not(blank)}`;
  const distinct = dialect.distinctNames;
  const picked = record.columns();
  return {
    queries: [
      [
        'source',
        `SELECT ${name(dialect, layout.column)} AS line\n  FROM ${relation(dialect, layout.from)}${where}`,
      ],
      ['parsed', `SELECT ${dialect.fromColumn('line', 'text')} AS record\n  FROM source\n  WHERE ${kept}`],
      ...(distinct === null
        ? []
        : [['single', `SELECT ${distinct('record')} AS record\n  FROM parsed`] as const]),
      ...(picked.length === 0
        ? []
        : [
            ['picked', select(['record', ...picked], distinct === null ? 'parsed' : 'single')] as const,
            ['fields', select(['*', ...record.spread()], 'picked')] as const,
          ]),
      [
        distinct === null ? 'event' : 'read',
        select(columns, picked.length > 0 ? 'fields' : distinct === null ? 'parsed' : 'single'),
      ],
      ...(distinct === null ? [] : [['event', distinctParts(distinct, fields.ids.length)] as const]),
    ],
    ids: new Map(fields.ids.map(({ type }, i) => [type, `id_${i}`])),
    beside: fields.beside,
  };
}

/** The parts in which names may come twice, each with the last of them. */
function distinctParts(distinct: (json: Sql) => Sql, ids: number): Sql {
  const same = ['class', 'call', 'name', 'version', 'time_ms', 'received_ms', 'message_id'];
  const parts = ['properties', 'traits', 'context'].map((part) => `${distinct(part)} AS ${part}`);
  return select([...same, ...Array.from({ length: ids }, (_, i) => `id_${i}`), ...parts], 'read');
}

export function select(columns: readonly Sql[], from: Sql): Sql {
  return `SELECT\n    ${columns.join(',\n    ')}\n  FROM ${from}`;
}

function callOf(dialect: Dialect, reader: Reader, call: Value | null, format: LinesLayout['format']): Sql {
  if (call === null) return text(dialect, 'track');
  const said = reader.string(call);
  if (format !== 'plain') return said;
  // What is none of the calls is an event's own type.
  return `CASE WHEN ${oneOf(
    dialect,
    said,
    CALLS.map((each) => text(dialect, each)),
  )} THEN ${said} ELSE 'track' END`;
}

type IdTypes = (ids: readonly IdField[], field: string) => string;

function vendorFields(
  format: 'segment' | 'rudderstack',
  record: Slots,
  reader: Reader,
  idType: IdTypes,
): Fields {
  const at = (...steps: string[]) => record.at(steps);
  const segment = format === 'segment';
  const call = segment ? reader.nullish(at('type'), at('action')) : at('type');
  const track = reader.string(call);
  const [event, called] = [at('event'), at('name')];
  const named = (value: Value) => (segment ? reader.string(value) : reader.filled(value));
  const idFields = segment ? VENDOR_IDS : [...VENDOR_IDS, ...EMAILS];
  const wrongName = (value: Value, test: Sql): [Sql, string] => [
    `${test} AND ${value.kind} IS NOT NULL AND ${not(reader.isString(value))} AND ${reader.given(value)} IS NOT NULL`,
    'its name is not a string',
  ];
  return {
    call,
    name: `CASE WHEN ${track} = 'track' THEN ${named(event)} ELSE ${named(called)} END`,
    version: at('context', 'protocols', 'event_version'),
    times: segment ? [at('timestamp'), at('originalTimestamp')] : [at('originalTimestamp'), at('timestamp')],
    received: at('receivedAt'),
    messageId: segment ? at('messageId') : reader.nullish(at('messageId'), at('message_id')),
    ids: joined(
      idFields.map(({ field }) => ({
        type: idType(idFields, field),
        values: [
          at(...field.split('.')),
          ...(segment && field === 'groupId' ? [at('context', 'groupId')] : []),
        ],
      })),
    ),
    properties: reader.object(at('properties')),
    traits: reader.nullish(at('traits'), at('context', 'traits')),
    context: at('context'),
    unreadable: [
      [`${track} IS NULL`, 'no "type"'],
      [
        not(
          oneOf(
            reader.dialect,
            track,
            CALLS.map((each) => `'${each}'`),
          ),
        ),
        NO_CALL,
      ],
      ...(segment ? [wrongName(event, `${track} = 'track'`), wrongName(called, `${track} <> 'track'`)] : []),
      ...['properties', 'traits', 'context'].map((part): [Sql, string] => [
        reader.isNoObject(at(part)),
        `"${part}" is not an object`,
      ]),
    ],
    beside: [],
  };
}

/** The map alone says where things stand; without a place for properties they are what it does not name. */
function plainFields(
  map: ReadonlyMap<string, string>,
  record: Slots,
  reader: Reader,
  idType: IdTypes,
): Fields {
  const absent = reader.absent();
  const at = (word: string): Value => {
    const path = map.get(word);
    return path === undefined ? absent : record.at(path.split('.'));
  };
  const known = PLAIN_IDS.filter(({ field }) => map.has(field));
  const own = [...map.keys()].filter(
    (word) => !PLAIN_WORDS.has(word) && !PLAIN_IDS.some(({ field }) => field === word),
  );
  const idFields = [...known.map(({ field }) => field), ...own];
  const inside = map.has('properties');
  const event = reader.filled(at('event'));
  const call = map.has('call') ? at('call') : null;
  const unnamed =
    call === null
      ? `${event} IS NULL`
      : `${event} IS NULL AND coalesce(${reader.string(call)}, 'track') NOT IN ('page', 'screen', 'identify', 'group', 'alias')`;
  return {
    call,
    name: event,
    version: at('version'),
    times: [at('time')],
    received: at('received'),
    messageId: at('message_id'),
    ids: joined(idFields.map((field) => ({ type: idType(known, field), values: [at(field)] }))),
    properties: inside ? reader.object(at('properties')) : 'record',
    traits: at('traits'),
    context: at('context'),
    unreadable: [[unnamed, `no event name at ${map.get('event') ?? 'event'}`]],
    beside: inside ? [] : [...new Set([...map.values()].map((path) => path.split('.')[0] ?? ''))],
  };
}

/** Several fields of one type are tried in order. */
function joined(ids: readonly Id[]): Id[] {
  const types = new Map<string, Value[]>();
  for (const { type, values } of ids) types.set(type, [...(types.get(type) ?? []), ...values]);
  return [...types].map(([type, values]) => ({ type, values }));
}
