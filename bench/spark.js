// A real Spark cluster on this machine (a master and two workers on loopback) against the stream engine: the same
// findings and counts, also when one worker is killed half-way; then ten times the data, with time and shuffle.
// `node bench/spark.js [megabytes] [folder]`. Needs Java 17 and Spark 4 (SPARK_HOME, or Python's pip, which brings it);
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
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { apart, essence, makeEvents } from './raw-parquet.js';

const megabytes = Number(process.argv[2] ?? 50);
const folder = resolve(process.argv[3] ?? mkdtempSync(join(tmpdir(), 'dataplan-spark-')));
const home = sparkHome();
if (home === null)
  console.log(
    'skipped: no Spark 4 here, and pip could not install it (it needs Python, Java 17 and a package index)',
  );
else await main(home);
if (!process.argv[3]) rmSync(folder, { recursive: true, force: true });

async function main(spark) {
  const [port, ui, conf] = [await freePort(), await freePort(), join(folder, 'conf')];
  const logs = join(folder, 'events');
  rmSync(logs, { recursive: true, force: true });
  for (const path of [conf, logs, join(folder, 'work')]) mkdirSync(path, { recursive: true });
  writeFileSync(
    join(conf, 'spark-defaults.conf'),
    [
      'spark.eventLog.enabled true',
      'spark.eventLog.compress false',
      `spark.eventLog.dir file://${logs}`,
      `spark.ui.port ${ui}`,
      'spark.executor.memory 640m',
      'spark.driver.memory 900m',
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
      '1100m',
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
    const small = await makeEvents(join(folder, 'small'), megabytes, 1, 2048);
    const truth = await validate(small.plan, small.ndjson, [], env);
    const calm = await validate(small.plan, small.parquet, onSpark(master), env);
    say(`${megabytes} MB, two workers`, calm, truth);
    const tasks = work(logs).tasks;
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
    say('one worker killed half-way', result, truth);
    workers[1] = worker();
    daemons.push(workers[1]);
    await sleep(5000);
    const large = await makeEvents(join(folder, 'large'), megabytes * 10, 2, 2048);
    const before = work(logs);
    const big = await validate(large.plan, large.parquet, onSpark(master), env);
    const after = work(logs);
    say(`${megabytes * 10} MB, two workers`, big, await validate(large.plan, large.ndjson, [], env));
    const shuffled = { small: before.lastShuffle, large: after.lastShuffle };
    console.log(
      `time ${(calm.ms / 1000).toFixed(1)} s → ${(big.ms / 1000).toFixed(1)} s; shuffle written ${mega(shuffled.small)} → ${mega(shuffled.large)}`,
    );
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

/** One run of the installed command; what it found, and how long it took. */
async function validate(plan, file, flags, env) {
  const start = performance.now();
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
    ...flags,
  ];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (errors += data));
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) throw new Error(errors);
  return { report: JSON.parse(out), ms: performance.now() - start };
}

function say(what, { report, ms }, truth) {
  const { other, listed } = apart(essence(truth.report), essence(report));
  console.log(
    `${what.padEnd(28)} ${report.events.total} events, ${report.findings.length} findings, ${(ms / 1000).toFixed(1)} s: ${other.length === 0 ? 'the same as the stream engine' : `${other.length} DIFFERENCES`}, but for ${listed} personal values`,
  );
  for (const line of other.slice(0, 40)) console.log(`  ${line}`);
  if (other.length > 0) process.exitCode = 1;
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
  let [tasks, lastShuffle] = [0, 0];
  for (const file of files) {
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (!line.includes('"SparkListenerTaskEnd"')) continue;
      tasks++;
      lastShuffle +=
        JSON.parse(line)['Task Metrics']?.['Shuffle Write Metrics']?.['Shuffle Bytes Written'] ?? 0;
    }
  }
  return { tasks, lastShuffle };
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
