// The simulator feeds the product's profile builder with events in memory. This shows that the way over files (vendors'
// shapes, readers, checks, the drift command) says the same: `node bench/drift-files.js [people] [injection …]`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadModules } from './load-module.js';
import { partOf } from './simulate/arm-profiles.js';
import { inject } from './simulate/effects.js';
import { writeFiles } from './simulate/files.js';
import { INJECTIONS } from './simulate/injections.js';
import { simulate } from './simulate/journeys.js';
import { KEY, makeProfiler } from './simulate/profiles.js';

const people = Number(process.argv[2] ?? 1500);
const asked = process.argv.slice(3);
const ids =
  asked.length > 0 ? asked : ['tax/full', 'external_id missing/full', 'md5 for sha256/full', 'lag/full'];

const dataplan = await loadModules(
  'src/evidence/profile/watcher.ts',
  'src/evidence/profile/merge.ts',
  'src/evidence/sketch/hash.ts',
  'src/plan/parse-plan.ts',
  'src/drift/compare-systems.ts',
  'src/drift/identity.ts',
  'src/drift/one-cause.ts',
);
const profiler = await makeProfiler(dataplan);
const world = simulate(1, { people });
const base = profiler.baseline(world, partOf);

for (const injection of [null, ...ids.map((id) => INJECTIONS.find((each) => each.id === id))]) {
  const memory = inMemory(injection);
  const files = overFiles(injection);
  const same = JSON.stringify(memory) === JSON.stringify(files);
  console.log(
    `${injection?.id ?? 'nothing'}: ${memory.found.length} findings, ${memory.joins.length} joins: ${same ? 'the same' : 'DIFFERENT'}`,
  );
  if (!same) {
    console.log(JSON.stringify(memory, null, 1), JSON.stringify(files, null, 1));
    process.exitCode = 1;
  }
}

function inMemory(injection) {
  const systems = [...base].map(([system, { whole }]) => ({
    system,
    profile: system === injection?.system ? profiler.injected(world, base, injection) : whole,
    before: null,
  }));
  const input = { plan: profiler.plan, systems, calls: null };
  const identities = dataplan.compareIdentities(input);
  const found = dataplan.oneCauseEach([
    ...dataplan.compareSystems(input).differences,
    ...identities.differences,
  ]);
  const rows = found.map(({ kind, severity, subject, discriminator, left, right }) =>
    row(kind.includes('/') ? kind : `drift/${kind}`, severity, subject, discriminator, left.n, right.n),
  );
  return { found: rows.sort(), joins: identities.joins, view: identities.customerView };
}

function overFiles(injection) {
  const folder = mkdtempSync(join(tmpdir(), 'dataplan-drift-'));
  const records = new Map([...base].map(([system, own]) => [system, own.records]));
  if (injection !== null)
    records.set(injection.system, inject(records.get(injection.system), injection, world));
  writeFiles(folder, records);
  const run = spawnSync(process.execPath, [resolve('bin/dataplan.js'), 'drift', '--json', '--exit-zero'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { ...process.env, DATAPLAN_SKETCH_KEY: KEY },
  });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(run.stderr);
  const { findings, joins, customerView } = JSON.parse(run.stdout);
  const rows = findings
    .filter(({ data, rule }) => data.leftCount !== undefined && /^(?:drift|evidence)\//.test(rule))
    .map(({ rule, severity, subject, data }) =>
      row(rule, severity, subject, `${data.left} ${data.right}`, data.leftCount, data.rightCount),
    );
  return { found: rows.sort(), joins, view: customerView };
}

function row(...cells) {
  return cells.join(' | ');
}
