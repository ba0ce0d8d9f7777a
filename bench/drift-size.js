// Memory and CPU time of `dataplan drift` from files, profiles included, as the shop grows tenfold: people, ids and
// events alike. `node bench/drift-size.js [events] [times]`: 1,000,000 and 10 times that unless said. The larger run
// needs about 3.5 GB of disk.
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeFiles, writeLines } from './simulate/files.js';
import { simulate } from './simulate/journeys.js';
import { recordsOf, SYSTEMS } from './simulate/systems.js';

const events = Number(process.argv[2] ?? 1e6);
const times = Number(process.argv[3] ?? 10);
const BLOCK = 2000;
const GATES = { memory: 1.1, cpu: 11 };

const small = measure(events);
const large = measure(events * times);
const ratio = large.events / small.events;
// Ten times the events cost eleven times the CPU at most: a tenth for each factor of ten.
const memory = large.memory / small.memory;
const cpu = large.cpu / small.cpu;
const show = (label, value, gate) =>
  console.log(
    `${label}: ${value.toFixed(2)} x (goal ${gate.toFixed(2)}: ${value <= gate ? 'holds' : 'MISSED'})`,
  );
console.log(`${ratio.toFixed(1)} times the events`);
show('memory', memory, GATES.memory);
show('CPU time', cpu, (GATES.cpu / 10) * ratio);

function measure(wanted) {
  const folder = mkdtempSync(join(tmpdir(), 'dataplan-size-'));
  const written = generate(folder, wanted);
  const report = join(folder, 'usage.json');
  const preload = join(folder, 'usage.cjs');
  writeFileSync(
    preload,
    `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify(process.resourceUsage())));`,
  );
  const run = spawnSync(
    process.execPath,
    ['--max-semi-space-size=16', '-r', preload, resolve('bin/dataplan.js'), 'drift', '--json', '--exit-zero'],
    {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { ...process.env, DATAPLAN_SKETCH_KEY: 'a secret of sixteen bytes' },
    },
  );
  if (run.status !== 0) throw new Error(run.stderr);
  const usage = JSON.parse(spawnSync('cat', [report], { encoding: 'utf8' }).stdout);
  const errors = JSON.parse(run.stdout).findings.filter(
    ({ rule, severity }) => rule.startsWith('drift/') && severity === 'error',
  );
  rmSync(folder, { recursive: true });
  const result = {
    events: written,
    memory: usage.maxRSS / 1024,
    cpu: (usage.userCPUTime + usage.systemCPUTime) / 1e6,
  };
  console.log(
    `${written} events: ${result.memory.toFixed(0)} MB, ${result.cpu.toFixed(1)} s of CPU, ${errors.length} drift errors`,
  );
  return result;
}

/** Blocks of people, each in a world of its own, until there are enough events. */
function generate(folder, wanted) {
  mkdirSync(folder, { recursive: true });
  writeFiles(folder, new Map(SYSTEMS.map((system) => [system, []])));
  const outs = new Map(SYSTEMS.map((system) => [system, openSync(join(folder, `${system}.ndjson`), 'w')]));
  let written = 0;
  for (let first = 0; written < wanted; first += BLOCK) {
    // One seed, so that days are as busy in every block.
    const world = simulate(1, { people: BLOCK, first });
    for (const [system, out] of outs) {
      const records = recordsOf(world, system);
      writeSync(out, writeLines(system, records));
      written += records.length;
    }
  }
  for (const out of outs.values()) closeSync(out);
  const bytes = SYSTEMS.reduce((sum, system) => sum + statSync(join(folder, `${system}.ndjson`)).size, 0);
  console.log(`${written} events, ${(bytes / 1e6).toFixed(0)} MB`);
  return written;
}
