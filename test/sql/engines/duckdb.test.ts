import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDuckDB } from '../../../src/sql/engines/duckdb.ts';
import type { Engine } from '../../../src/sql/engines/engine.ts';
import { UsageError } from '../../../src/system/errors.ts';
import { statement } from './statement.ts';

const folder = mkdtempSync(join(tmpdir(), 'dataplan-duckdb-'));
const orders = join(folder, 'orders.ndjson');
const secret = join(folder, 'secret.ndjson');
const database = join(folder, 'shop.duckdb');

beforeAll(async () => {
  writeFileSync(orders, '{"event":"Order Completed","total":19.9}\n{"event":"Order Completed","total":5}\n');
  writeFileSync(secret, '{"key":"not for you"}\n');
  const instance = await DuckDBInstance.create(database);
  const connection = await instance.connect();
  await connection.run('CREATE TABLE orders (event VARCHAR, total DOUBLE)');
  await connection.run("INSERT INTO orders VALUES ('Order Completed', 19.9)");
  connection.closeSync();
  instance.closeSync();
});

afterAll(() => rmSync(folder, { recursive: true }));

async function ask(engine: Engine, sql: string, parameters?: { name: 'sketch_key'; value: string }[]) {
  const rows: unknown[] = [];
  try {
    for await (const row of engine.rows([statement(sql, parameters)])) rows.push({ ...row });
  } finally {
    await engine.close();
  }
  return rows;
}

const open = () => openDuckDB({ database: null, files: [orders], temporary: join(folder, 'spill') });
const from = `read_json('${orders}')`;

test('rows are the statement’s columns, null where there is nothing', async () => {
  const rows = await ask(
    await open(),
    `SELECT event, sum(total) AS total, NULL AS low FROM ${from} GROUP BY ALL`,
  );
  expect(rows).toEqual([{ event: 'Order Completed', total: 24.9, low: null }]);
});

test('the sketch key is bound, never part of the text', async () => {
  const rows = await ask(await open(), "SELECT $sketch_key || 'x' AS k", [
    { name: 'sketch_key', value: "'); DROP TABLE orders; --" },
  ]);
  expect(rows).toEqual([{ k: "'); DROP TABLE orders; --x" }]);
});

test('columns come with their types, in order', async () => {
  const engine = await open();
  expect([...((await engine.columns?.({ sql: from })) ?? [])]).toEqual([
    ['event', 'VARCHAR'],
    ['total', 'DOUBLE'],
  ]);
  await engine.close();
});

test('a database is opened for reading', async () => {
  const engine = await openDuckDB({ database, files: [], temporary: folder });
  expect(await ask(engine, 'SELECT count(*) AS n FROM orders')).toEqual([{ n: 1 }]);
});

describe('whatever a statement says, it only reads what was named', () => {
  test.each([
    ['another file', `SELECT * FROM read_text('${secret}')`, /file system operations are disabled/],
    ['a pattern around it', `SELECT * FROM read_text('${folder}/*')`, /file system operations are disabled/],
    ['the network', "SELECT * FROM 'https://shop.example/orders.parquet'", /disabled|Autoload|extension/i],
    [
      'writing over the file',
      `SELECT 1) r; COPY (SELECT 1) TO '${orders}' (USE_TMP_FILE false); SELECT * FROM (SELECT 1`,
      /more than one/,
    ],
    ['a copy alone', `SELECT 1) TO '${orders}' (USE_TMP_FILE false) --`, /syntax error/],
    ['another database', `SELECT 1) r; ATTACH '${database}' AS a; SELECT * FROM (SELECT 1`, /more than one/],
    [
      'opening the lock',
      'SELECT 1) r; SET enable_external_access = true; SELECT * FROM (SELECT 1',
      /more than one/,
    ],
  ])('%s', async (_, sql, refusal) => {
    const before = readFileSync(orders, 'utf8');
    await expect(open().then((engine) => ask(engine, sql))).rejects.toThrow(refusal);
    expect(readFileSync(orders, 'utf8')).toBe(before);
  });
});

describe('what fails is said in one line, with the next step', () => {
  test.each([
    [
      'a column',
      `SELECT totl FROM ${from}`,
      'DuckDB: Binder Error: Referenced column "totl" not found in FROM clause. Candidate bindings: "total". Check the columns under "tables:" in dataplan.config.yaml against the table.',
    ],
    [
      'a column of a table that has a name here',
      `SELECT t.totl FROM ${from} AS t`,
      'DuckDB: Binder Error: Table "t" does not have a column named "totl". Candidate bindings: "total". Check the columns under "tables:" in dataplan.config.yaml against the table.',
    ],
    [
      'a table',
      'SELECT * FROM ordrs',
      'DuckDB: Catalog Error: Table with name ordrs does not exist. Name the table with --table.',
    ],
    [
      'a type',
      `SELECT event::INTEGER AS n FROM ${from}`,
      `DuckDB: Conversion Error: Could not convert string … to INT32 when casting from source column event. A column holds another type than its mapping says: check "tables:" in dataplan.config.yaml.`,
    ],
  ])('%s', async (_, sql, message) => {
    const failure = await open()
      .then((engine) => ask(engine, sql))
      .catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(UsageError);
    expect((failure as Error).message).toBe(message);
  });

  test('a file that is no database', async () => {
    await expect(openDuckDB({ database: orders, files: [], temporary: folder })).rejects.toThrow(
      /^DuckDB cannot open .*orders\.ndjson: .*Name a file that DuckDB wrote/,
    );
  });
});
