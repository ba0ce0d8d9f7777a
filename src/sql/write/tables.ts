import { type IdField, idTypeOf } from '../../evidence/identity/id-type.ts';
import type { Plan } from '../../plan/types.ts';
import { toCase } from '../../text/case.ts';
import type { Dialect, Sql } from '../dialects/dialect.ts';
import { name, oneOf, relation, text } from '../dialects/standard.ts';
import { NotExpressible } from '../escape.ts';
import type { JsonColumn, LoaderLayout, WideLayout } from '../types.ts';
import { CALLS, type Envelope, select } from './envelope.ts';
import { Slots } from './slots.ts';
import { Reader } from './values.ts';

/** One table of all events. */
export function wideEnvelope(dialect: Dialect, layout: WideLayout, filter: Sql | null): Envelope {
  const { columns } = layout;
  const { text: string, bigint, json } = dialect.types;
  const column = (named: string | null, make: (sql: Sql) => Sql, type: Sql) =>
    named === null ? `CAST(NULL AS ${type})` : make(`t.${name(dialect, named)}`);
  const asText = (sql: Sql) => `CAST(${sql} AS ${string})`;
  const call =
    columns.call === null
      ? text(dialect, 'track')
      : knownCall(dialect, asText(`t.${name(dialect, columns.call)}`));
  const ids = [...columns.ids];
  const event = asText(`t.${name(dialect, columns.event)}`);
  const part = (held: JsonColumn | null) => jsonOf(dialect, held) ?? `CAST(NULL AS ${json})`;
  const unnamed = `${event} IS NULL AND ${call} = 'track'`;
  const held = columns.properties;
  // What is no JSON is counted apart; the rows beside it are read as they are.
  const malformed =
    held?.as === 'text'
      ? `WHEN t.${name(dialect, held.column)} IS NOT NULL AND ${dialect.fromColumn(`t.${name(dialect, held.column)}`, 'text')} IS NULL THEN 'malformed-json' `
      : '';
  const made = [
    `CASE ${malformed}WHEN ${unnamed} THEN ${text(dialect, `unreadable-record:no event name at ${columns.event}`)} ELSE 'event' END AS class`,
    `${call} AS call`,
    `${event} AS name`,
    `${column(columns.version, asText, string)} AS version`,
    `${column(columns.time, dialect.millis, bigint)} AS time_ms`,
    `${column(columns.received, dialect.millis, bigint)} AS received_ms`,
    `${column(columns.messageId, asText, string)} AS message_id`,
    ...ids.map(
      ([, id], i) => `${column(id, (sql) => there(sql, dialect.fromColumn(sql, 'struct')), json)} AS id_${i}`,
    ),
    `${columns.properties === null ? rowOf(dialect, 't') : part(columns.properties)} AS properties`,
    `${part(columns.traits)} AS traits`,
    `${part(columns.context)} AS context`,
  ];
  const named = [
    columns.event,
    columns.call,
    columns.version,
    columns.time,
    columns.received,
    columns.messageId,
  ];
  const parts = [columns.traits?.column, columns.context?.column, ...columns.ids.values()];
  return {
    queries: [
      [
        'event',
        select(made, `${relation(dialect, layout.from)} AS t${filter === null ? '' : `\n  WHERE ${filter}`}`),
      ],
    ],
    ids: new Map(ids.map(([type], i) => [type, `id_${i}`])),
    beside:
      columns.properties === null
        ? [...named, ...parts].filter((each): each is string => typeof each === 'string')
        : [],
  };
}

/** What loaders put beside the properties of an event. */
const LOADER_COLUMNS: Readonly<Record<LoaderLayout['loader'], readonly string[]>> = {
  segment: [
    ...[
      'id',
      'event',
      'event_text',
      'user_id',
      'anonymous_id',
      'timestamp',
      'original_timestamp',
      'received_at',
      'sent_at',
    ],
    ...[
      'loaded_at',
      'uuid',
      'uuid_ts',
      '_id',
      '_metadata',
      'name',
      'channel',
      'version',
      'group_id',
      'previous_id',
    ],
  ],
  rudderstack: [
    ...[
      'id',
      'event',
      'event_text',
      'user_id',
      'anonymous_id',
      'timestamp',
      'original_timestamp',
      'received_at',
      'sent_at',
    ],
    ...['uuid_ts', 'loaded_at', 'channel', 'name', 'group_id', 'rudder_id'],
  ],
  snowplow: ['_schema_version'],
};

const IDS: Readonly<Record<LoaderLayout['loader'], readonly (IdField & { readonly column: string })[]>> = {
  segment: [
    { column: 'user_id', field: 'userId', kind: 'user_id', of: 'person', known: true },
    { column: 'anonymous_id', field: 'anonymousId', kind: 'anonymous_id', of: 'device', known: false },
  ],
  rudderstack: [
    { column: 'user_id', field: 'userId', kind: 'user_id', of: 'person', known: true },
    { column: 'anonymous_id', field: 'anonymousId', kind: 'anonymous_id', of: 'device', known: false },
  ],
  snowplow: [
    { column: 'user_id', field: 'user_id', kind: 'user_id', of: 'person', known: true },
    { column: 'domain_userid', field: 'domain_userid', kind: 'anonymous_id', of: 'device', known: false },
  ],
};

/** One table an event: each is read once, as rows whose columns are members of an object. A column that never came is absent. */
export function loaderEnvelope(
  dialect: Dialect,
  plan: Plan,
  layout: LoaderLayout,
  filter: Sql | null,
): Envelope {
  if (layout.loader === 'snowplow') return snowplowEnvelope(dialect, plan, layout, filter);
  const where = filter === null ? '' : `\n  WHERE ${filter}`;
  const tables = [...layout.tables].map(([key, from]) => {
    const event = plan.events.get(key);
    const [call, called] = [event?.call ?? 'track', event?.name ?? key];
    return `SELECT ${text(dialect, call)} AS call, ${text(dialect, called)} AS name, ${rowOf(dialect, 't')} AS columns_of\n  FROM ${relation(dialect, from)} AS t${where}`;
  });
  const at = new Slots(dialect, 'columns_of', 'cell');
  const reader = new Reader(dialect);
  const ids = IDS[layout.loader].map((id) => ({ ...id, type: idTypeOf(plan, layout.system, id, id.field) }));
  const time = reader.nullish(at.at(['timestamp']), at.at(['original_timestamp']));
  const made = [
    `'event' AS class`,
    'call',
    'name',
    `CAST(NULL AS ${dialect.types.text}) AS version`,
    `${reader.instant(time)} AS time_ms`,
    `${reader.instant(at.at(['received_at']))} AS received_ms`,
    `${reader.filled(at.at(['id']))} AS message_id`,
    ...ids.map(({ column }, i) => `${reader.given(at.at([column]))} AS id_${i}`),
    'columns_of AS properties',
    `CAST(NULL AS ${dialect.types.json}) AS traits`,
    'columns_of AS context',
  ];
  const picked = at.columns();
  const kept = ['call', 'name', 'columns_of'];
  return {
    queries: [
      ['source', tables.join('\n  UNION ALL\n  ')],
      ...(picked.length === 0
        ? []
        : [
            ['picked', select([...kept, ...picked], 'source')] as const,
            ['fields', select(['*', ...at.spread()], 'picked')] as const,
          ]),
      ['event', select(made, picked.length === 0 ? 'source' : 'fields')],
    ],
    ids: new Map(ids.map(({ type }, i) => [type, `id_${i}`])),
    beside: LOADER_COLUMNS[layout.loader],
  };
}

/** Snowplow's loaders write one table with a column for each event's own data. */
function snowplowEnvelope(dialect: Dialect, plan: Plan, layout: LoaderLayout, filter: Sql | null): Envelope {
  if (layout.from === null) throw new NotExpressible('Snowplow events without a table');
  const own = [...layout.events].map(([key, column]) => ({
    event: plan.events.get(key),
    key,
    column: `t.${name(dialect, column)}`,
  }));
  const which = (make: (each: (typeof own)[number]) => Sql, otherwise: Sql) =>
    own.length === 0
      ? otherwise
      : `CASE ${own.map((each) => `WHEN ${each.column} IS NOT NULL THEN ${make(each)}`).join(' ')} ELSE ${otherwise} END`;
  const ids = IDS.snowplow.map((id) => ({ ...id, type: idTypeOf(plan, layout.system, id, id.field) }));
  const made = [
    `'event' AS class`,
    `${which(({ event }) => text(dialect, event?.call ?? 'track'), `CASE WHEN t.event = 'page_view' THEN 'page' ELSE 'track' END`)} AS call`,
    `${which(({ event, key }) => text(dialect, event?.name ?? key), 't.event_name')} AS name`,
    `CAST(t.event_version AS ${dialect.types.text}) AS version`,
    `${dialect.millis('t.derived_tstamp')} AS time_ms`,
    `${dialect.millis('t.collector_tstamp')} AS received_ms`,
    `t.event_id AS message_id`,
    ...ids.map(
      ({ column }, i) => `${there(`t.${column}`, dialect.fromColumn(`t.${column}`, 'struct'))} AS id_${i}`,
    ),
    `${which(({ column }) => dialect.fromColumn(column, 'struct'), `CAST(NULL AS ${dialect.types.json})`)} AS properties`,
    `CAST(NULL AS ${dialect.types.json}) AS traits`,
    `CAST(NULL AS ${dialect.types.json}) AS context`,
  ];
  return {
    queries: [
      [
        'event',
        select(made, `${relation(dialect, layout.from)} AS t${filter === null ? '' : `\n  WHERE ${filter}`}`),
      ],
    ],
    ids: new Map(ids.map(({ type }, i) => [type, `id_${i}`])),
    beside: LOADER_COLUMNS.snowplow,
  };
}

/** The column that a loader makes of a name: snake case of letters and digits. */
export function loaderColumn(steps: readonly string[]): string {
  const base = toCase(steps.join(' ').normalize('NFKD'), 'snake').replace(/[^a-z0-9_]/g, '');
  return /^\d/.test(base) ? `_${base}` : base;
}

function jsonOf(dialect: Dialect, held: JsonColumn | null): Sql | null {
  if (held === null) return null;
  const column = `t.${name(dialect, held.column)}`;
  const json = dialect.fromColumn(column, held.as);
  if (held.as === 'struct') return there(column, json);
  return dialect.distinctNames === null ? json : dialect.distinctNames(json);
}

function rowOf(dialect: Dialect, alias: string): Sql {
  if (dialect.id === 'redshift')
    throw new NotExpressible(
      'Redshift cannot make an object of a whole row: name a column of JSON for the properties',
    );
  return dialect.row(alias);
}

function there(column: Sql, json: Sql): Sql {
  return `CASE WHEN ${column} IS NOT NULL THEN ${json} END`;
}

function knownCall(dialect: Dialect, said: Sql): Sql {
  const calls = CALLS.map((each) => text(dialect, each));
  return `CASE WHEN ${oneOf(dialect, said, calls)} THEN ${said} ELSE 'track' END`;
}
