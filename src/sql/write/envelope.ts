import { type IdField, idTypeOf } from '../../evidence/identity/id-type.ts';
import type { Plan } from '../../plan/types.ts';
import type { Dialect, Kind, Sql, Value } from '../dialects/dialect.ts';
import { and, firstOf, name, not, oneOf, relation, text } from '../dialects/standard.ts';
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
  readonly call: Sql;
  readonly name: Sql;
  readonly version: Sql;
  readonly time: Sql;
  readonly received: Sql;
  readonly messageId: Sql;
  readonly ids: readonly Id[];
  readonly properties: Sql;
  readonly traits: Sql;
  readonly context: Sql;
  /** Tests that a record of this format does not pass, with the words of the in-process reader. */
  readonly unreadable: readonly (readonly [test: Sql, why: string])[];
  readonly beside: readonly string[];
  /** Records that are no calls, and no fault: null, where a format has none. */
  readonly silent: Sql | null;
}

export const CALLS = ['track', 'page', 'screen', 'identify', 'group', 'alias'];
/** RudderStack's records that carry no event: lists of people for ad systems, and merges of profiles. */
const SILENT = ['audiencelist', 'merge', 'record'];
/** The column with the call as a record says it. */
const SAID = 'said_call';
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
    `${SAID} AS call`,
    `${fields.name} AS name`,
    `${fields.version} AS version`,
    `${fields.time} AS time_ms`,
    `${fields.received} AS received_ms`,
    `${fields.messageId} AS message_id`,
    ...fields.ids.map(({ values }, i) => `${reader.given(reader.nullish(...values))} AS id_${i}`),
    `${fields.properties} AS properties`,
    `${fields.traits} AS traits`,
    `${fields.context} AS context`,
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
        'called',
        `SELECT *,\n    ${fields.call} AS ${SAID}\n  FROM ${picked.length > 0 ? 'fields' : distinct === null ? 'parsed' : 'single'}`,
      ],
      [
        distinct === null ? 'event' : 'read',
        `${select(columns, 'called')}${fields.silent === null ? '' : `\n  WHERE ${not(fields.silent)}`}`,
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

/** The call of a body that was posted to an address of its own, and so does not say it. */
function impliedCall(at: (...steps: string[]) => Value, { dialect }: Reader): Sql {
  const is = (field: string, kind: Kind) => dialect.isKind(at(field).kind, kind);
  const nobody = and(`${at('userId').kind} IS NULL`, `${at('anonymousId').kind} IS NULL`);
  const whose = `CASE WHEN ${at('groupId').kind} IS NULL THEN 'identify' ELSE 'group' END`;
  return `CASE WHEN ${nobody} THEN NULL WHEN ${is('event', 'string')} THEN 'track' WHEN ${at('previousId').kind} IS NOT NULL THEN 'alias' WHEN ${is('traits', 'object')} THEN ${whose} END`;
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
  const [event, called] = [at('event'), at('name')];
  const version = at('context', 'protocols', 'event_version');
  const type = segment ? reader.nullish(at('type'), at('action')) : at('type');
  const implied = impliedCall(at, reader);
  const call = segment
    ? `CASE WHEN ${type.kind} IS NULL THEN ${implied} ELSE ${reader.string(type)} END`
    : `coalesce(${reader.filled(type)}, ${implied})`;
  const named = (value: Value) => (segment ? reader.string(value) : reader.filled(value));
  const idFields = segment ? VENDOR_IDS : [...VENDOR_IDS, ...EMAILS];
  const wrongName = (value: Value, test: Sql): [Sql, string] => [
    `${test} AND ${value.kind} IS NOT NULL AND ${not(reader.isString(value))} AND ${reader.given(value)} IS NOT NULL`,
    'its name is not a string',
  ];
  const id = (value: Value) => (segment ? value : reader.single(value));
  const time = segment
    ? reader.instant(reader.nullish(at('timestamp'), at('originalTimestamp')))
    : reader.vendorInstant(reader.nullish(at('originalTimestamp'), at('timestamp')));
  return {
    call,
    name: `CASE WHEN ${SAID} = 'track' THEN ${named(event)} ELSE ${named(called)} END`,
    version: segment ? reader.scalar(version) : reader.filled(version),
    time,
    received: segment ? reader.instant(at('receivedAt')) : reader.vendorInstant(at('receivedAt')),
    messageId: segment
      ? `nullif(${reader.string(at('messageId'))}, '')`
      : reader.filled(reader.nullish(at('messageId'), at('message_id'))),
    ids: joined(
      idFields.map(({ field }) => ({
        type: idType(idFields, field),
        values: [
          id(at(...field.split('.'))),
          ...(segment && field === 'groupId' ? [at('context', 'groupId')] : []),
        ],
      })),
    ),
    properties: reader.object(at('properties')),
    traits: reader.object(reader.nullish(at('traits'), at('context', 'traits'))),
    context: reader.object(at('context')),
    unreadable: [
      [`${SAID} IS NULL`, 'no "type"'],
      [
        not(
          oneOf(
            reader.dialect,
            SAID,
            CALLS.map((each) => `'${each}'`),
          ),
        ),
        NO_CALL,
      ],
      ...(segment ? [wrongName(event, `${SAID} = 'track'`), wrongName(called, `${SAID} <> 'track'`)] : []),
      ...['properties', 'traits', 'context'].map((part): [Sql, string] => [
        reader.isNoObject(at(part)),
        `"${part}" is not an object`,
      ]),
    ],
    beside: [],
    silent: segment
      ? null
      : `coalesce(${oneOf(
          reader.dialect,
          `lower(${SAID})`,
          SILENT.map((each) => text(reader.dialect, each)),
        )}, 1 = 0)`,
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
    if (path === undefined) return absent;
    // A name that itself holds the dots wins over the way through objects.
    const ways = path.includes('.') ? [[path], path.split('.')] : [[path]];
    return firstOf(
      reader.dialect,
      ways.map((way) => record.at(way)),
    );
  };
  const known = PLAIN_IDS.filter(({ field }) => map.has(field));
  const own = [...map.keys()].filter(
    (word) => !PLAIN_WORDS.has(word) && !PLAIN_IDS.some(({ field }) => field === word),
  );
  const idFields = [...known.map(({ field }) => field), ...own];
  const inside = map.has('properties');
  const event = reader.filled(at('event'));
  const said = reader.filled(at('call'));
  const calls = CALLS.map((each) => text(reader.dialect, each));
  // What is none of the calls is an event's own type.
  const call = map.has('call')
    ? `CASE WHEN ${oneOf(reader.dialect, said, calls)} THEN ${said} ELSE 'track' END`
    : text(reader.dialect, 'track');
  const unnamed = `${event} IS NULL AND ${SAID} = 'track'`;
  return {
    call,
    name: event,
    version: reader.filled(at('version')),
    time: reader.vendorInstant(at('time')),
    received: reader.vendorInstant(at('received')),
    messageId: reader.filled(at('message_id')),
    ids: joined(idFields.map((field) => ({ type: idType(known, field), values: [reader.plain(at(field))] }))),
    properties: inside ? reader.embedded(at('properties')) : 'record',
    traits: reader.embedded(at('traits')),
    context: reader.embedded(at('context')),
    unreadable: [[unnamed, `no event name at ${map.get('event') ?? 'event'}`]],
    beside: inside ? [] : [...new Set([...map.values()].map((path) => path.split('.')[0] ?? ''))],
    silent: null,
  };
}

/** Several fields of one type are tried in order. */
function joined(ids: readonly Id[]): Id[] {
  const types = new Map<string, Value[]>();
  for (const { type, values } of ids) types.set(type, [...(types.get(type) ?? []), ...values]);
  return [...types].map(([type, values]) => ({ type, values }));
}
