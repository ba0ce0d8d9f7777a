// The seeded events in the tables that warehouses have (one table of all events with properties as JSON or as a typed
// struct, one table an event as Segment's and RudderStack's loaders write them, Snowplow's table of all events), asked by
// DuckDB, against the stream engine on the same rows written out as lines again. A typed column holds no other type, so
// what the loader could not put into one is gone on both sides.
// `node bench/typed.js [megabytes] [folder]`
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { events as names } from './generate-events.js';
import { apart, essence, makeEvents } from './raw-parquet.js';

const megabytes = Number(process.argv[2] ?? 20);
const folder = resolve(process.argv[3] ?? mkdtempSync(join(tmpdir(), 'dataplan-typed-')));
const made = await makeEvents(folder, megabytes);
const database = join(folder, 'shop.duckdb');

const PROPERTIES = {
  ...{ order_id: 'VARCHAR', total: 'DOUBLE', currency: 'VARCHAR', quantity: 'BIGINT', is_gift: 'BOOLEAN' },
  ...{ placed_at: 'VARCHAR', note: 'VARCHAR', utm_hint: 'VARCHAR', products: 'JSON' },
  ...{ summer_score: 'BIGINT', linen_score: 'BIGINT', dress_score: 'BIGINT' },
};
/** Of pages, which have no table of their own here. */
const PAGES = { path: 'VARCHAR', referrer: 'VARCHAR' };
const snake = (name) => name.toLowerCase().replaceAll(' ', '_');
const text = (value) => `'${value.replaceAll("'", "''")}'`;
const member = (json, name, type) =>
  type === 'JSON' ? `${json} -> ${text(name)}` : `TRY_CAST(${json} ->> ${text(name)} AS ${type})`;
const struct = (json, columns) =>
  `{${Object.entries(columns)
    .map(([name, type]) => `${text(name)}: ${member(json, name, type)}`)
    .join(', ')}}`;

const COMMON = `r ->> 'messageId' AS id, TRY_CAST(r ->> 'timestamp' AS TIMESTAMPTZ) AS "timestamp", r ->> 'userId' AS user_id, r ->> 'anonymousId' AS anonymous_id`;
const NAME = `coalesce(r ->> 'event', r ->> 'name')`;
const CONTEXT = `{'ip': r -> 'context' ->> 'ip', 'country': r -> 'context' ->> 'country', 'app': {'version': r -> 'context' -> 'app' ->> 'version'}}`;
const FLAT = `r -> 'context' ->> 'ip' AS context_ip, r -> 'context' ->> 'country' AS context_country, r -> 'context' -> 'app' ->> 'version' AS context_app_version`;

/** A row as a line of the stream engine again; NULL is absent. */
const line = (call, name, properties, context, traits) =>
  `json_merge_patch('{}', json_object('type', ${call}, 'event', CASE WHEN ${call} = 'track' THEN ${name} END, 'name', CASE WHEN ${call} <> 'track' THEN ${name} END, 'messageId', id, 'timestamp', strftime("timestamp", '%Y-%m-%dT%H:%M:%S.%gZ'), 'userId', user_id, 'anonymousId', anonymous_id, 'properties', ${properties}, 'context', ${context}, 'traits', ${traits})) AS line, "timestamp" AS moment`;

const perEvent = (prefix) =>
  names.map((name) => {
    const columns = Object.entries(PROPERTIES).map(
      // Lists lie in a warehouse as text, instants as instants.
      ([each, type]) =>
        `${member(`r -> 'properties'`, each, type === 'JSON' ? 'VARCHAR' : each === 'placed_at' ? 'TIMESTAMPTZ' : type)} AS ${each}`,
    );
    return `CREATE TABLE ${prefix}.${snake(name)} AS SELECT ${COMMON}, ${FLAT}, ${columns.join(', ')} FROM base WHERE (r ->> 'type') = 'track' AND (r ->> 'event') = ${text(name)}`;
  });
const perEventLine = (prefix) =>
  names
    .map((name) => {
      const properties = `{${Object.keys(PROPERTIES)
        .map((each) =>
          each === 'products'
            ? `'products': products::JSON`
            : each === 'placed_at'
              ? `'placed_at': strftime(placed_at, '%Y-%m-%dT%H:%M:%S.%gZ')`
              : `${text(each)}: ${each}`,
        )
        .join(', ')}}`;
      const context = `{'ip': context_ip, 'country': context_country, 'app': {'version': context_app_version}}`;
      return `SELECT ${line("'track'", text(name), properties, context, 'NULL')} FROM ${prefix}.${snake(name)}`;
    })
    .join(' UNION ALL ');

const wideColumns = (as) => ({
  ...{ event: 'event_name', call: 'call', time: 'timestamp', message_id: 'id' },
  ...Object.fromEntries(['properties', 'context', 'traits'].map((part) => [part, { column: part, as }])),
  ids: { user_id: 'user_id', anonymous_id: 'anonymous_id' },
});
const unstruct = (name) => `unstruct_event_com_acme_${snake(name)}_1`;

const layouts = {
  'one table, JSON': {
    tables: [
      `CREATE TABLE wide_json AS SELECT r ->> 'type' AS call, ${NAME} AS event_name, ${COMMON}, r -> 'properties' AS properties, r -> 'context' AS context, r -> 'traits' AS traits FROM base`,
    ],
    lines: `SELECT ${line('call', 'event_name', 'properties', 'context', 'traits')} FROM wide_json`,
    entry: { table: 'wide_json', columns: wideColumns('json') },
  },
  'one table, struct': {
    tables: [
      `CREATE TABLE wide_struct AS SELECT r ->> 'type' AS call, ${NAME} AS event_name, ${COMMON}, ${struct(`r -> 'properties'`, { ...PROPERTIES, ...PAGES })} AS properties, ${CONTEXT} AS context, CASE WHEN (r -> 'traits') IS NOT NULL THEN ${struct(`r -> 'traits'`, { plan_tier: 'VARCHAR', newsletter: 'BOOLEAN' })} END AS traits FROM base`,
    ],
    lines: `SELECT ${line('call', 'event_name', 'properties', 'context', 'traits')} FROM wide_struct`,
    entry: { table: 'wide_struct', columns: wideColumns('struct') },
  },
  ...Object.fromEntries(
    ['segment', 'rudderstack'].map((loader) => [
      `a table an event, ${loader}`,
      {
        tables: [`CREATE SCHEMA ${loader}_prod`, ...perEvent(`${loader}_prod`)],
        lines: perEventLine(`${loader}_prod`),
        entry: { loader, schema: `${loader}_prod` },
      },
    ]),
  ),
  snowplow: {
    tables: [
      `CREATE TABLE atomic AS SELECT 'unstruct' AS event, r ->> 'event' AS event_name, NULL AS event_version, TRY_CAST(r ->> 'timestamp' AS TIMESTAMPTZ) AS derived_tstamp, NULL::TIMESTAMPTZ AS collector_tstamp, r ->> 'messageId' AS event_id, r ->> 'userId' AS user_id, r ->> 'anonymousId' AS domain_userid, ${names.map((name) => `CASE WHEN (r ->> 'event') = ${text(name)} THEN ${struct(`r -> 'properties'`, PROPERTIES)} END AS ${unstruct(name)}`).join(', ')} FROM base WHERE (r ->> 'type') = 'track'`,
    ],
    lines: `SELECT ${line(
      "'track'",
      'event_name',
      `coalesce(${names.map((name) => `to_json(${unstruct(name)})`).join(', ')}, '{}'::JSON)`,
      'NULL',
      'NULL',
    )
      .replaceAll("messageId', id", "messageId', event_id")
      .replaceAll('"timestamp"', 'derived_tstamp')
      .replaceAll('anonymous_id', 'domain_userid')} FROM atomic`,
    entry: {
      loader: 'snowplow',
      table: 'atomic',
      columns: Object.fromEntries(names.map((name) => [name, unstruct(name)])),
    },
  },
};

if (!existsSync(database)) {
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(
    `CREATE TEMP TABLE base AS SELECT line::JSON AS r FROM read_parquet('${made.parquet}') WHERE json_valid(line)`,
  );
  for (const { tables } of Object.values(layouts)) for (const sql of tables) await connection.run(sql);
  for (const [i, { lines }] of Object.values(layouts).entries())
    await connection.run(
      `COPY (SELECT line FROM (${lines}) ORDER BY moment) TO '${join(folder, `lines-${i}.ndjson`)}' (FORMAT csv, HEADER false, DELIMITER E'\\x01', QUOTE '', ESCAPE '')`,
    );
  connection.closeSync();
  instance.closeSync();
}

for (const [i, [what, { entry }]] of Object.entries(layouts).entries()) {
  const config = join(folder, `typed-${i}.config.yaml`);
  writeFileSync(
    config,
    JSON.stringify({ version: 1, plan: made.plan, tables: [{ system: 'web', ...entry }] }),
  );
  const there = validate(database, '--engine', 'duckdb', '--config', config);
  const here = validate(
    join(folder, `lines-${i}.ndjson`),
    '--workers',
    '0',
    '--plan',
    made.plan,
    '--system',
    'web',
  );
  const { other, listed } = apart(essence(here), essence(there));
  console.log(
    `${what.padEnd(28)} ${there.events.total} events, ${there.findings.length} findings: ${other.length === 0 ? 'the same as the stream engine' : `${other.length} DIFFERENCES`}, but for ${listed} personal values`,
  );
  for (const each of other.slice(0, 20)) console.log(`  ${each}`);
  for (const { what: unasked, why } of there.notChecked) console.log(`  not asked: ${unasked}: ${why}`);
  if (other.length > 0) process.exitCode = 1;
}
if (!process.argv[3]) rmSync(folder, { recursive: true });

function validate(file, ...flags) {
  const args = ['validate', file, ...flags, '--json', '--exit-zero', '--today', '2026-06-01'];
  const run = spawnSync(process.execPath, ['bin/dataplan.js', ...args], {
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout);
}
