// A real Spark cluster on this machine (a master and two workers on loopback) against the stream engine: the same
// findings, counts and profile, also when one worker is killed half-way; then more data, with time and shuffle.
// `node bench/spark.js [megabytes] [more megabytes …]`. Needs Java 17 and Spark 4 (SPARK_HOME, or Python's pip, which brings it);
// says so and ends with 0 where there is none.
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apart, essence, makeEvents, profileDifferences } from './raw-parquet.js';

const given = process.argv.slice(2).map(Number);
const [megabytes, ...more] = given.length === 0 ? [20, 200] : given;
const folder = mkdtempSync(join(tmpdir(), 'dataplan-spark-'));
const home = sparkHome();
if (home === null)
  console.log(
    'skipped: no Spark 4 here, and pip could not install it (it needs Python, Java 17 and a package index)',
  );
else await main(home);
rmSync(folder, { recursive: true, force: true });

async function main(spark) {
  const [port, ui, conf] = [await freePort(), await freePort(), join(folder, 'conf')];
  const logs = join(folder, 'events');
  for (const path of [conf, logs, join(folder, 'work')]) mkdirSync(path, { recursive: true });
  writeFileSync(
    join(conf, 'spark-defaults.conf'),
    [
      'spark.eventLog.enabled true',
      'spark.eventLog.compress false',
      `spark.eventLog.dir file://${logs}`,
      `spark.ui.port ${ui}`,
      'spark.executor.memory 1g',
      'spark.driver.memory 1g',
      'spark.driver.host 127.0.0.1',
      'spark.sql.files.maxPartitionBytes 512k',
      'spark.sql.files.openCostInBytes 0',
      'spark.sql.shuffle.partitions 8',
      '',
    ].join('\n'),
  );
  const env = {
    ...process.env,
    SPARK_HOME: spark,
    SPARK_CONF_DIR: conf,
    SPARK_LOCAL_IP: '127.0.0.1',
    SPARK_DAEMON_MEMORY: '200m',
    DATAPLAN_SKETCH_KEY: 'a secret of sixteen bytes',
  };
  const master = `spark://127.0.0.1:${port}`;
  const daemons = [
    daemon(spark, env, [
      'org.apache.spark.deploy.master.Master',
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--webui-port',
      '0',
    ]),
  ];
  await sleep(5000);
  const worker = () =>
    daemon(spark, env, [
      'org.apache.spark.deploy.worker.Worker',
      '--host',
      '127.0.0.1',
      '--cores',
      '1',
      '--memory',
      '1500m',
      '--webui-port',
      '0',
      '--work-dir',
      join(folder, 'work'),
      master,
    ]);
  const workers = [worker(), worker()];
  daemons.push(...workers);
  try {
    await sleep(5000);
    const small = await makeEvents(join(folder, String(megabytes)), megabytes, 1, 2048);
    const truth = await validate(small.plan, small.ndjson, [], env);
    const calm = await validate(small.plan, small.parquet, onSpark(master), env);
    say(`${megabytes} MB, two workers`, calm, truth, work(logs));
    const { tasks } = work(logs);
    let killed = false;
    const hurt = validate(small.plan, small.parquet, onSpark(master), env);
    const watch = (async () => {
      while (!killed) {
        await sleep(250);
        if ((await tasksDone(ui)) * 2 < tasks) continue;
        process.kill(-workers[1].pid, 'SIGKILL');
        killed = true;
      }
    })();
    const result = await Promise.race([hurt, watch.then(() => hurt)]);
    if (!killed) throw new Error('the run ended before half of its tasks were seen');
    say('one worker killed half-way', result, truth, work(logs));
    workers[1] = worker();
    daemons.push(workers[1]);
    await sleep(5000);
    for (const [index, size] of more.entries()) {
      const large = await makeEvents(join(folder, String(size)), size, index + 2, 2048);
      const there = await validate(large.plan, large.parquet, onSpark(master), env);
      const here = await validate(large.plan, large.ndjson, [], env);
      say(`${size} MB, two workers`, there, here, work(logs));
    }
  } finally {
    for (const { pid } of daemons) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch {
        // It has ended already.
      }
    }
  }
}

function onSpark(master) {
  return ['--engine', 'spark', '--master', master, '--column', 'line', '--event-format', 'segment'];
}

/** One run of the installed command with a profile; what it found, and how long it took. */
async function validate(plan, file, flags, env) {
  const start = performance.now();
  const profile = join(folder, 'profile.json');
  const args = [
    'bin/dataplan.js',
    'validate',
    file,
    '--plan',
    plan,
    '--system',
    'web',
    '--json',
    '--exit-zero',
    '--today',
    '2026-06-01',
    '--write-profile',
    profile,
    '--force',
    ...flags,
  ];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (errors += data));
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(errors);
  const ms = performance.now() - start;
  return { report: JSON.parse(out), profile: JSON.parse(readFileSync(profile, 'utf8')), ms };
}

function say(what, { report, profile, ms }, truth, { tasks, cpu, shuffle }) {
  const { other, listed } = apart(essence(truth.report), essence(report));
  const inProfile = profileDifferences(truth.profile, profile);
  const verdict = (lines) => (lines.length === 0 ? 'the same' : `${lines.length} DIFFERENCES`);
  console.log(
    `${what.padEnd(28)} ${report.events.total} events, ${report.findings.length} findings: ${verdict(other)}, but for ${listed} personal values; profile ${verdict(inProfile)}; ${(ms / 1000).toFixed(1)} s (stream ${(truth.ms / 1000).toFixed(1)} s), ${tasks} tasks with ${cpu.toFixed(1)} s of CPU, ${mega(shuffle)} shuffled`,
  );
  const lines = [...other, ...inProfile];
  for (const line of lines.slice(0, 40)) console.log(`  ${line}`);
  if (lines.length > 0) process.exitCode = 1;
}

/** A process in a group of its own, so that its executors end with it. */
function daemon(spark, env, args) {
  return spawn(join(spark, 'bin/spark-class'), args, { env, detached: true, stdio: 'ignore' });
}

async function tasksDone(ui) {
  try {
    const base = `http://127.0.0.1:${ui}/api/v1/applications`;
    const [{ id }] = await (await fetch(base)).json();
    const stages = await (await fetch(`${base}/${id}/stages`)).json();
    return stages.reduce((sum, { numCompleteTasks }) => sum + numCompleteTasks, 0);
  } catch {
    return 0;
  }
}

/** Of the last application in the event logs. */
function work(logs) {
  const last = readdirSync(logs).sort().at(-1);
  const path = join(logs, last);
  const files =
    existsSync(path) &&
    readdirSync(logs, { withFileTypes: true })
      .find(({ name }) => name === last)
      ?.isDirectory()
      ? readdirSync(path)
          .filter((name) => name.startsWith('events'))
          .map((name) => join(path, name))
      : [path];
  let [tasks, shuffle, nanoseconds] = [0, 0, 0];
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (!line.includes('"SparkListenerTaskEnd"')) continue;
      tasks++;
      const metrics = JSON.parse(line)['Task Metrics'];
      shuffle += metrics?.['Shuffle Write Metrics']?.['Shuffle Bytes Written'] ?? 0;
      nanoseconds += metrics?.['Executor CPU Time'] ?? 0;
    }
  }
  return { tasks, shuffle, cpu: nanoseconds / 1e9 };
}

function mega(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

function sparkHome() {
  const given = process.env.SPARK_HOME;
  if (given && existsSync(join(given, 'bin/spark-sql'))) return given;
  if (spawnSync('java', ['-version']).status !== 0) return null;
  const env = join(tmpdir(), 'dataplan-pyspark');
  const find = () => {
    const found = spawnSync(join(env, 'bin/python'), ['-c', 'import pyspark; print(pyspark.__path__[0])'], {
      encoding: 'utf8',
    });
    return found.status === 0 ? found.stdout.trim() : null;
  };
  if (find() === null) {
    spawnSync('python3', ['-m', 'venv', env]);
    spawnSync(join(env, 'bin/pip'), ['install', '-q', 'setuptools', 'wheel']);
    spawnSync(join(env, 'bin/pip'), ['install', '-q', '--no-build-isolation', 'pyspark==4.0.2'], {
      stdio: 'inherit',
    });
  }
  return find();
}

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}
