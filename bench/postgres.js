// A Postgres of its own on loopback against the stream engine: the same findings and counts of raw lines in a table,
// the same profile but for what SQL leaves out, what is JSON told as JSON.parse tells it, and each failure in one line.
// `node bench/postgres.js [megabytes] [folder]`. Needs the server's programs (initdb, pg_ctl, psql); says so and ends
// with 0 where there are none.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { loadModules } from './load-module.js';
import { apart, essence, makeEvents, profileDifferences } from './raw-parquet.js';

const megabytes = Number(process.argv[2] ?? 50);
const folder = resolve(process.argv[3] ?? mkdtempSync(join(tmpdir(), 'dataplan-postgres-')));
const programs = serverPrograms();
if (programs === null) console.log('skipped: no Postgres server here (initdb and pg_ctl are not installed)');
else await main(programs);
if (!process.argv[3]) rmSync(folder, { recursive: true, force: true });

async function main(bin) {
  const port = await freePort();
  const data = join(folder, 'cluster');
  rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  server(bin, ['initdb', '-D', data, '-A', 'trust', '-U', 'postgres'], data);
  server(
    bin,
    [
      'pg_ctl',
      '-D',
      data,
      '-o',
      `-p ${port} -k ${data} -c listen_addresses=127.0.0.1 -c fsync=off`,
      '-l',
      join(data, 'log'),
      '-w',
      'start',
    ],
    data,
  );
  try {
    await onServer(port);
  } finally {
    server(bin, ['pg_ctl', '-D', data, '-m', 'immediate', 'stop'], data);
  }
}

async function onServer(port) {
  const url = (user = 'postgres', database = 'postgres') =>
    `postgres://${user}@127.0.0.1:${port}/${database}`;
  const client = new pg.Client(url());
  await client.connect();
  await tellsJson(client);
  await client.query(
    'CREATE TABLE web (line text); CREATE ROLE stranger LOGIN; CREATE TABLE "odd;name""" (line text)',
  );
  const events = await makeEvents(folder, megabytes);
  const copy = spawnSync('psql', [
    '-q',
    url(),
    '-c',
    `\\copy web FROM '${events.ndjson}' WITH (FORMAT csv, DELIMITER E'\\x01', QUOTE E'\\x02')`,
  ]);
  if (copy.status !== 0) throw new Error(String(copy.stderr));
  await client.query('ANALYZE web');

  const engine = (...flags) => ['--engine', 'postgres', '--event-format', 'segment', ...flags];
  const usual = engine('--url', url(), '--table', 'web');
  const profiles = ['stream', 'postgres'].map((name) => join(folder, `${name}.json`));
  const key = { DATAPLAN_SKETCH_KEY: 'a secret of sixteen bytes' };
  const truth = await validate(events.plan, [events.ndjson, '--write-profile', profiles[0], '--force'], key);
  const watch = watchServer(client);
  const counted = await validate(events.plan, [...usual, '--write-profile', profiles[1], '--force'], key);
  const server = await watch.end();
  const [left, right] = [truth, counted].map(({ out }) => JSON.parse(out));
  const { other, listed } = apart(essence(left), essence(right));
  console.log(
    `${megabytes} MB: ${right.events.total} events, ${right.findings.length} findings, stream ${(truth.ms / 1000).toFixed(1)} s, Postgres ${(counted.ms / 1000).toFixed(1)} s by the clock${server}: ${other.length === 0 ? 'the same' : `${other.length} DIFFERENCES`}, but for ${listed} personal values`,
  );
  for (const line of other.slice(0, 40)) console.log(`  ${line}`);
  const inProfile = profileDifferences(...profiles.map((path) => JSON.parse(readFileSync(path, 'utf8'))));
  console.log(`profile: ${inProfile.length === 0 ? 'the same' : `${inProfile.length} DIFFERENCES`}`);
  for (const line of inProfile.slice(0, 20)) console.log(`  ${line}`);
  if (other.length + inProfile.length > 0) process.exitCode = 1;

  const bad = [
    ['no table', engine('--url', url(), '--table', 'wbe'), /relation "wbe" does not exist/],
    ['no column', engine('--url', url(), '--table', 'web', '--column', 'lin'), /has no column "lin"/],
    ['no permission', engine('--url', url('stranger'), '--table', 'web'), /permission denied.*GRANT SELECT/],
    [
      'no database',
      engine('--url', url('postgres', 'shpo'), '--table', 'web'),
      /database "shpo" does not exist/,
    ],
    ['no server', engine('--url', 'postgres://127.0.0.1:1/postgres', '--table', 'web'), /ECONNREFUSED/],
    [
      'a password',
      engine('--url', url().replace('@', ':secret@'), '--table', 'web'),
      /password does not belong/,
    ],
    ['a hostile name', engine('--url', url(), '--table', '"x"" ; DROP TABLE web; --"'), /does not exist/],
    ['verdicts', [...usual, '--verdicts', '-'], /no verdict by line/],
  ];
  for (const [what, flags, sign] of bad) {
    const { code, out, errors } = await validate(events.plan, flags, {}, false);
    const right =
      code === 2 &&
      out === '' &&
      errors.trim().split('\n').length === 1 &&
      sign.test(errors) &&
      !errors.includes('secret');
    console.log(`${what.padEnd(16)} ${right ? 'said' : 'WRONG'}: ${errors.trim()}`);
    if (!right) process.exitCode = 1;
  }
  const lost = validate(events.plan, usual, {}, false);
  let ended = 0;
  for (let i = 0; i < 200 && ended === 0; i++) {
    await sleep(50);
    const { rowCount } = await client.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'dataplan' AND state = 'active' AND query LIKE 'SELECT to_json%'",
    );
    ended = rowCount ?? 0;
  }
  const { code, out, errors } = await lost;
  console.log(`lost half-way    ${code === 2 && out === '' ? 'said' : 'WRONG'}: ${errors.trim()}`);
  if (code !== 2 || out !== '') process.exitCode = 1;
  const { rows } = await client.query('SELECT count(*)::int AS n FROM web');
  console.log(`the table is untouched: ${rows[0].n} rows`);
  await client.end();
}

/** CPU time and most memory (its part of the shared buffers too) of the server process that counts; Linux says them. */
function watchServer(client) {
  let [running, last] = [true, ''];
  const watching = (async () => {
    while (running) {
      await sleep(500);
      const { rows } = await client.query(
        "SELECT pid FROM pg_stat_activity WHERE application_name = 'dataplan'",
      );
      const process = `/proc/${rows[0]?.pid}`;
      if (rows.length === 0 || !existsSync(process)) continue;
      const ticks = readFileSync(`${process}/stat`, 'utf8').split(') ')[1].split(' ');
      const most = /VmHWM:\s+(\d+)/.exec(readFileSync(`${process}/status`, 'utf8'))?.[1];
      last = `, ${(Number(ticks[11]) + Number(ticks[12])) / 100} s of CPU and ${Math.round(Number(most) / 1024)} MB in the server`;
    }
  })();
  return {
    end: async () => {
      running = false;
      await watching;
      return last;
    },
  };
}

/** The pattern that tells JSON, against JSON.parse, on texts and what breaks them. */
async function tellsJson(client) {
  const { postgres } = await loadModules('src/sql/dialects/postgres.ts');
  const sql = `SELECT (${postgres.fromColumn('t', 'text')}) IS NOT NULL AS is FROM (SELECT CAST($1 AS text) AS t OFFSET 0) AS s`;
  let asked = 0;
  const same = async (text) => {
    if (text.includes('\0') || !text.isWellFormed()) return;
    let parses = true;
    try {
      JSON.parse(text);
    } catch {
      parses = false;
    }
    const { rows } = await client.query(sql, [text]);
    asked++;
    if (rows[0].is !== parses)
      throw new Error(`${JSON.stringify(text)}: JSON.parse says ${parses}, Postgres ${rows[0].is}`);
  };
  const broken = fc.tuple(fc.json({ depthSize: 'small' }), fc.nat(), fc.nat(2), fc.string({ maxLength: 2 }));
  await fc.assert(
    fc.asyncProperty(broken, async ([text, place, cut, junk]) => {
      const at = place % (text.length + 1);
      for (const each of [
        text,
        text.slice(0, at),
        text.slice(0, at) + text.slice(at + 1 + cut),
        text.slice(0, at) + junk + text.slice(at),
      ])
        await same(each);
    }),
    { numRuns: 500, seed: 1 },
  );
  for (const text of [
    '"\\ud800"',
    '{"a":"\\u0000 \\\\u0000"}',
    '[1e400]',
    '01',
    '"a\\x","b"',
    '[1,]',
    "{'a':1}",
    '1 2',
    '1"a',
    '"a""b"',
    '{"a":1 2}',
    '{"a" :\t[ 1 , {} ] }\n',
    '{"a":"":"b"}',
    '{1:2}',
    '[00]',
    '"a\tb"',
  ])
    await same(text);
  console.log(`JSON told as JSON.parse tells it: ${asked} texts`);
}

async function validate(plan, flags, env = {}, must = true) {
  const start = performance.now();
  const args = [
    'bin/dataplan.js',
    'validate',
    ...flags,
    '--plan',
    plan,
    '--system',
    'web',
    '--json',
    '--exit-zero',
    '--today',
    '2026-06-01',
  ];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (chunk) => (out += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  const code = await new Promise((done) => child.once('close', done));
  if (must && code !== 0) throw new Error(errors);
  return { code, out, errors, ms: performance.now() - start };
}

/** The server refuses to run as root: then it is the user that its package made. */
function server(bin, [program, ...args], data) {
  const root = userInfo().uid === 0;
  if (root) spawnSync('chown', ['postgres', data, folder]);
  const command = [join(bin, program), ...args];
  const run = root
    ? spawnSync('setpriv', ['--reuid', 'postgres', '--clear-groups', '--', ...command], { cwd: data })
    : spawnSync(command[0], command.slice(1));
  if (run.status !== 0) throw new Error(`${program}: ${run.stderr}${run.stdout}`);
}

function serverPrograms() {
  const base = '/usr/lib/postgresql';
  const places = existsSync(base)
    ? readdirSync(base)
        .sort((a, b) => Number(b) - Number(a))
        .map((version) => join(base, version, 'bin'))
    : [];
  const found = [...places, ...(process.env.PATH ?? '').split(':')].find(
    (path) => existsSync(join(path, 'initdb')) && existsSync(join(path, 'pg_ctl')),
  );
  return found ?? null;
}

function freePort() {
  return new Promise((done) => {
    const socket = createServer().listen(0, '127.0.0.1', () => {
      const { port } = socket.address();
      socket.close(() => done(port));
    });
  });
}
