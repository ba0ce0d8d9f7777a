import { DuckDBInstance } from '@duckdb/node-api';
import type { Finding } from '../../src/findings/finding.ts';
import type { Plan } from '../../src/plan/types.ts';
import { registry } from '../../src/rules/registry.ts';
import { sampleChecks } from '../../src/rules/sample-checks.ts';
import { Settings } from '../../src/rules/settings.ts';
import { concludeCounts } from '../../src/samples/conclude.ts';
import { type ValidateResult, validate } from '../../src/samples/validate.ts';
import { readResults, systemsOf } from '../../src/sql/read.ts';
import { resultRow } from '../../src/sql/results/rows.ts';
import type { Layout, LinesLayout, WriteOptions } from '../../src/sql/types.ts';
import { writeSql } from '../../src/sql/write.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { nodeSystem } from '../../src/system/node.ts';

export const TODAY = '2026-11-22';
export const settings = new Settings({ preset: 'strict', rules: new Map(), overrides: [], only: [] });

export function linesLayout(system: string | null, more: Partial<LinesLayout> = {}): LinesLayout {
  return {
    kind: 'lines',
    name: system ?? 'events',
    system,
    partition: null,
    from: { name: ['lines'] },
    column: 'line',
    format: 'segment',
    map: new Map(),
    ...more,
  };
}

export function options(
  plan: Plan,
  layouts: readonly Layout[],
  more: Partial<WriteOptions> = {},
): WriteOptions {
  const { checks } = sampleChecks(plan, { rules: registry, settings, today: TODAY });
  return {
    plan,
    checks,
    layouts,
    dialect: 'duckdb',
    since: null,
    until: null,
    now: Date.parse(TODAY),
    profile: null,
    ...more,
  };
}

/** Runs statements in DuckDB over a table `lines`, and makes the result of them. */
export async function onDuckdb(
  plan: Plan,
  lines: readonly string[],
  layout: Layout,
): Promise<ValidateResult> {
  const asked = options(plan, [layout]);
  const { statements } = writeSql(asked);
  const database = await DuckDBInstance.create(':memory:');
  const connection = await database.connect();
  await connection.run('CREATE TABLE lines (line VARCHAR)');
  const appender = await connection.createAppender('lines');
  for (const line of lines) {
    appender.appendVarchar(line);
    appender.endRow();
  }
  appender.closeSync();
  const rows: unknown[] = [];
  for (const { sql } of statements) rows.push(...(await connection.runAndReadAll(sql)).getRowObjectsJson());
  connection.closeSync();
  const counted = readResults(
    rows.map((row) => resultRow(row, 'duckdb')),
    asked,
    'duckdb',
  );
  return concludeCounts(
    plan,
    asked.checks,
    { ...counted, profiles: [], systems: systemsOf([layout]) },
    { rules: registry, settings },
  );
}

/** Tables made by SQL of the test's own, then the statements over them. */
export async function onTables(
  plan: Plan,
  tables: readonly string[],
  layout: Layout,
): Promise<ValidateResult> {
  const asked = options(plan, [layout]);
  const { statements, notChecked } = writeSql(asked);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const table of tables) await connection.run(table);
  const rows: unknown[] = [];
  for (const { sql } of statements) rows.push(...(await connection.runAndReadAll(sql)).getRowObjectsJson());
  connection.closeSync();
  const counted = readResults(
    rows.map((row) => resultRow(row, 'duckdb')),
    asked,
    'duckdb',
  );
  return concludeCounts(
    plan,
    asked.checks,
    { ...counted, profiles: [], systems: systemsOf([layout]), notChecked },
    { rules: registry, settings },
  );
}

/** The same in process. */
export async function inProcess(
  plan: Plan,
  lines: readonly string[],
  { system, format, map }: LinesLayout,
): Promise<ValidateResult> {
  const files = memoryFiles({ '/lines.ndjson': lines.map((line) => `${line}\n`).join('') });
  return validate(
    plan,
    [{ files: ['/lines.ndjson'], system, eventFormat: format, coerce: false, map, optional: false }],
    { rules: registry, settings, today: TODAY },
    { ...nodeSystem(), files, cwd: '/', now: () => Date.parse(TODAY) },
  );
}

/** What both engines must agree on: everything but places, glimpses of values, and what no query can tell. */
export function comparable({ findings, events, coverage }: ValidateResult) {
  const one = ({ rule, subject, severity, count, rate, fingerprint, data }: Finding) => {
    const { path, keyword, expected, versions, senders, nearest } = data;
    if (subject.startsWith('file:')) return { rule, severity, count };
    return {
      rule,
      subject,
      severity,
      count,
      rate,
      fingerprint,
      path,
      keyword,
      expected,
      versions,
      senders,
      nearest,
    };
  };
  const { bytes: _, ...counts } = events;
  return {
    counts,
    coverage,
    findings: findings
      .filter(({ rule, data }) => !SQL_CANNOT.test(rule) && data['keyword'] !== 'disorder')
      .map(one)
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  };
}

/** Needs the order of the input, the bytes of a line, or tables that no engine has; the list is in docs/guide/warehouse.md. */
const SQL_CANNOT =
  /^(?:privacy\/personal-value|evidence\/(?:test-data|duplicate-key|inexact-number|mixed-formats))$/;
