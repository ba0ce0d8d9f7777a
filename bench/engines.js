// DuckDB on a Parquet column of raw lines against the stream engine on the NDJSON they came from: the same findings,
// counts and profile, the ratio of CPU time (whole processes, interleaved), and the memory of each.
// `node bench/engines.js [megabytes] [rounds] [folder]`
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { cpuOf, interleave } from './ratio.js';
import { apart, essence, makeEvents, profileDifferences } from './raw-parquet.js';

const megabytes = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 3);
const folder = resolve(process.argv[4] ?? mkdtempSync(join(tmpdir(), 'dataplan-engines-')));
const events = await makeEvents(folder, megabytes);
const onDuckDB = ['--engine', 'duckdb', '--event-format', 'segment'];
const key = { DATAPLAN_SKETCH_KEY: 'a secret of sixteen bytes' };
const profile = (name) => join(folder, `${name}.profile.json`);

const validate = (file, ...flags) => [
  'bin/dataplan.js',
  'validate',
  file,
  '--plan',
  events.plan,
  '--system',
  'web',
  '--json',
  '--exit-zero',
  '--today',
  '2026-06-01',
  ...flags,
];
const cases = {
  stream: validate(events.ndjson, '--workers', '0'),
  duckdb: validate(events.parquet, ...onDuckDB),
  'stream, profile': validate(
    events.ndjson,
    '--workers',
    '0',
    '--write-profile',
    profile('stream'),
    '--force',
  ),
  'duckdb, profile': validate(events.parquet, ...onDuckDB, '--write-profile', profile('duckdb'), '--force'),
};

const reports = Object.fromEntries(Object.entries(cases).map(([name, args]) => [name, reportOf(args)]));
const { other, listed } = apart(essence(reports.stream.report), essence(reports.duckdb.report));
say(
  `findings and counts (${reports.duckdb.report.findings.length} findings, ${listed} personal values apart)`,
  other,
);
say(
  'profile',
  profileDifferences(...['stream', 'duckdb'].map((name) => JSON.parse(readFileSync(profile(name), 'utf8')))),
);
const times = interleave(
  Object.fromEntries(Object.entries(cases).map(([name, args]) => [name, () => cpuOf(args, { env: key })])),
  rounds,
);
for (const name of Object.keys(cases)) {
  const against = name.endsWith('profile') ? 'stream, profile' : 'stream';
  console.log(
    `${name.padEnd(18)} ${(times[against] / times[name]).toFixed(2).padStart(6)} x the stream's speed  ${(times[name] / 1000).toFixed(1)} s of CPU  ${reports[name].wall.toFixed(1)} s by the clock  ${reports[name].memory} MB`,
  );
}
console.log(`${megabytes} MB of NDJSON, ${reports.stream.report.events.total} events, ${rounds} rounds`);
if (!process.argv[4]) rmSync(folder, { recursive: true });

function reportOf(args) {
  const start = performance.now();
  const run = spawnSync('/usr/bin/env', ['time', '-f', '%M', process.execPath, ...args], {
    env: { ...process.env, ...key },
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return {
    report: JSON.parse(run.stdout),
    wall: (performance.now() - start) / 1000,
    memory: Math.round(Number(run.stderr.trim().split('\n').at(-1)) / 1024),
  };
}

function say(what, lines) {
  console.log(`${what}: ${lines.length === 0 ? 'the same' : `${lines.length} DIFFERENCES`}`);
  for (const line of lines.slice(0, 40)) console.log(`  ${line}`);
  if (lines.length > 0) process.exitCode = 1;
}
