// Seeded events as a column of raw lines in Parquet, beside the NDJSON they came from: what engines read.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** Makes events.ndjson, plan.yaml and events.parquet in the folder, unless they are there. */
export async function makeEvents(folder, megabytes, seed = 1, rowsInGroup = 16384) {
  const files = {
    ndjson: join(folder, 'events.ndjson'),
    parquet: join(folder, 'events.parquet'),
    plan: join(folder, 'plan.yaml'),
  };
  mkdirSync(folder, { recursive: true });
  if (!existsSync(files.ndjson)) {
    const args = [
      'bench/generate-events.js',
      '--bytes',
      String(megabytes * 1e6),
      '--seed',
      String(seed),
      '--out',
      folder,
    ];
    spawnSync(process.execPath, args, { stdio: 'inherit' });
  }
  if (!existsSync(files.parquet)) {
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const lines = `read_csv('${files.ndjson}', columns = {'line': 'VARCHAR'}, auto_detect = false, header = false, delim = '', quote = '', escape = '', new_line = '\\n', strict_mode = false, max_line_size = 16777216)`;
    await connection.run(
      `COPY (SELECT line FROM ${lines}) TO '${files.parquet}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${rowsInGroup})`,
    );
    connection.closeSync();
    instance.closeSync();
  }
  return files;
}

/** What two reports of `validate --json` must share, whoever counted: all but places, values and files' names. */
export function essence({ events, coverage, findings }) {
  const { bytes: _, ...counts } = events;
  const found = findings
    .map((finding) =>
      finding.subject.startsWith('file:') ? { ...finding, subject: 'file', fingerprint: '' } : finding,
    )
    .map(({ rule, severity, subject, fingerprint, status, count, rate }) => ({
      rule,
      severity,
      subject,
      fingerprint,
      status,
      count,
      rate,
    }))
    .sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
  return { events: counts, coverage, findings: found };
}

/** Personal values are found by tables that no engine has: the one rule of the list that the seeded events break. */
const LISTED = /^privacy\/personal-value .*\| nothing$/;

/** Lines that say where two essences part, without what the list of differences says of engines; and how many it is. */
export function apart(left, right) {
  const all = differences(left, right);
  return {
    other: all.filter((line) => !LISTED.test(line)),
    listed: all.filter((line) => LISTED.test(line)).length,
  };
}

function differences(left, right) {
  const [a, b] = [left, right].map(
    ({ events, coverage, findings }) =>
      new Map([
        ...Object.entries(events).map(([name, n]) => [`events.${name}`, String(n)]),
        ...Object.entries(coverage).map(([name, value]) => [`coverage.${name}`, JSON.stringify(value)]),
        ...findings.map((each) => [
          `${each.rule} ${each.subject} ${each.fingerprint}`,
          `${each.severity} ${each.status} ${each.count} ${each.rate}`,
        ]),
      ]),
  );
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((key) => a.get(key) !== b.get(key))
    .map((key) => `${key}: ${a.get(key) ?? 'nothing'} | ${b.get(key) ?? 'nothing'}`);
}

/** What SQL leaves out of a profile: counters by bit, single records, and hashes by mistaken recipes. */
function comparable({ made: _, parts: __, totals, events, identifiers, ...rest }) {
  return {
    ...rest,
    totals: { ...totals, heavy: '' },
    events: Object.fromEntries(Object.entries(events).map(([key, event]) => [key, { ...event, pairs: {} }])),
    identifiers: Object.fromEntries(
      Object.entries(identifiers).map(([type, each]) => [type, { ...each, probes: {} }]),
    ),
  };
}

/** Paths at which two profiles part. */
export function profileDifferences(left, right) {
  const found = [];
  const walk = (a, b, path) => {
    if (Object.is(a, b)) return;
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
      found.push(`${path}: ${JSON.stringify(a)?.slice(0, 80)} | ${JSON.stringify(b)?.slice(0, 80)}`);
      return;
    }
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) walk(a[key], b[key], `${path}/${key}`);
  };
  walk(comparable(left), comparable(right), '');
  return found;
}
