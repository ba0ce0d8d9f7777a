import { UsageError } from '../../system/errors.ts';
import { isObject, type JsonObject } from '../../text/json.ts';
import type { Relation, Statement } from '../types.ts';
import type { Engine } from './engine.ts';
import { firstLine, relationText, withoutValues } from './names.ts';
import { Client } from './postgres-package.ts';

/**
 * Postgres, in one transaction that can only read and sees one state of the data. The password is the environment's
 * (PGPASSWORD, PGPASSFILE) or stands in ~/.pgpass.
 * @throws UsageError when the URL is none or has a password, and when it cannot connect.
 */
export async function openPostgres(url: string): Promise<Engine> {
  const client = new Client({ connectionString: checked(url), application_name: 'dataplan' });
  // Without a listener a connection that is lost between two queries would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL TIME ZONE 'UTC'");
    // Compiling a thousand expressions takes minutes, running them seconds.
    await client.query('SET LOCAL jit = off');
    await client.query('SET LOCAL standard_conforming_strings = on');
  } catch (error) {
    await client.end().catch(() => {});
    throw new UsageError(`Postgres at ${host(url)}: ${reason(error)}`);
  }
  return {
    name: 'postgres',
    dialect: 'postgres',
    columns: (relation) => columnsOf(client, relation),
    rows: (statements) => rowsOf(client, statements),
    close: () => client.end().catch(() => {}),
  };
}

/** The URL, if it is one and holds no secret: it would stand in shell histories, process lists and CI logs. */
function checked(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(?:ql)?:$/.test(url.protocol)) {
    throw new UsageError('Expected --url postgres://user@host:5432/database.');
  }
  const secret = [...url.searchParams.keys()].find((key) => /pass/i.test(key));
  if (url.password !== '' || secret !== undefined) {
    throw new UsageError(
      'A password does not belong into --url: leave it out and set PGPASSWORD, or write it into ~/.pgpass.',
    );
  }
  return text;
}

function host(url: string): string {
  return new URL(url).host || 'the local socket';
}

async function columnsOf(client: Client, relation: Relation): Promise<ReadonlyMap<string, string>> {
  const { fields } = await query(client, `SELECT * FROM ${relationText(relation)} LIMIT 0`, []);
  const oids = [...new Set(fields.map(({ dataTypeID }) => dataTypeID))];
  const { rows } = await query(
    client,
    'SELECT oid::int, format_type(oid, NULL) FROM pg_type WHERE oid = ANY($1)',
    [oids],
  );
  const names = new Map(rows.map(([oid, name]) => [Number(oid), String(name)]));
  return new Map(fields.map(({ name, dataTypeID }) => [name, names.get(dataTypeID) ?? 'unknown']));
}

async function* rowsOf(client: Client, statements: readonly Statement[]): AsyncIterable<JsonObject> {
  for (const { sql, parameters } of statements) {
    const values = parameters.map(({ value }) => value);
    const { rows } = await query(client, `SELECT to_json(r)::text FROM (${sql}\n) r`, values);
    for (const [text] of rows) {
      const row: unknown = JSON.parse(String(text));
      if (isObject(row)) yield row;
    }
  }
}

/** By the extended protocol, which takes one statement a message: a second one is refused, whatever it is. */
async function query(client: Client, text: string, values: readonly unknown[]) {
  try {
    const asked = { text, values: [...values], rowMode: 'array' as const, queryMode: 'extended' };
    return await client.query<unknown[], unknown[]>(asked);
  } catch (error) {
    throw new UsageError(`Postgres: ${reason(error)}`);
  }
}

function reason(error: unknown): string {
  const message = error instanceof Error && error.message !== '' ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const hint =
    error instanceof Error && 'hint' in error && typeof error.hint === 'string' ? ` ${error.hint}` : '';
  const next = NEXT[code] ?? (/terminated|timeout/i.test(message) ? LOST : '');
  // Class 22: a value of the data is at fault, and stands in the message.
  const said = code.startsWith('22') ? withoutValues(firstLine(message)) : firstLine(message);
  return `${said}.${firstLine(hint) === '' ? '' : `${hint}`} ${next}`.trimEnd();
}

const LOST = 'The connection was lost, so there is no result: run it again.';

/** SQLSTATE, or Node's code → what to do. */
const NEXT: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Check host and port of --url, and whether the server runs.',
  ENOTFOUND: 'Check the host of --url.',
  ETIMEDOUT: 'Check host and port of --url, and the network to it.',
  ECONNRESET: LOST,
  '28P01': 'Set PGPASSWORD, or check the entry in ~/.pgpass.',
  '28000': 'Check the user of --url and what pg_hba.conf asks of it.',
  '3D000': 'Check the database of --url.',
  '42P01': 'Name the table with its schema: --table shop.events.',
  '42703': 'Check the columns under "tables:" in dataplan.config.yaml against the table.',
  '42501': 'Ask for SELECT on the table: GRANT SELECT ON … TO the user of --url.',
  '22P02': 'A column holds another type than its mapping says: check "tables:" in dataplan.config.yaml.',
  '25006': 'dataplan only reads; this statement would write, which is a fault of ours. Please report it.',
  '53200': 'The server is out of memory: narrow the run with --since and --until.',
  '53100': "The server's disk is full: narrow the run with --since and --until.",
  '57014':
    'The server cancelled the query: raise statement_timeout for this user, or narrow with --since and --until.',
  '57P01': LOST,
  '57P02': LOST,
  '57P03': 'The server is starting or stopping: try again.',
};
