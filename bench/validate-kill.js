// Kills a split into pass and quarantine at random moments, starts it again, and looks for every input line:
// `node bench/validate-kill.js [times]`. Each line must be in exactly one of the two files, unchanged.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { plan, random, writeEvents } from './generate-events.js';

const binary = resolve('bin/dataplan.js');
const times = Number(process.argv[2] ?? 200);
const folder = mkdtempSync(join(tmpdir(), 'dataplan-kill-'));
const next = random(42);
const defects = new Set();
writeFileSync(join(folder, 'plan.yaml'), plan());
writeEvents(
  openSync(join(folder, 'events.ndjson'), 'w'),
  12e6,
  3,
  (line, kind) => kind && kind !== 'personal' && defects.add(line),
);
const lines = readFileSync(join(folder, 'events.ndjson'), 'utf8').trimEnd().split('\n');

/** Runs the split; kills it after so many milliseconds, unless it ends before. */
function split(killAfter) {
  return new Promise((done) => {
    const flags = [
      '--plan',
      'plan.yaml',
      '--system',
      'web',
      '--pass',
      'pass.ndjson',
      '--quarantine',
      'quarantine.ndjson',
      '--exit-zero',
      '-f',
      'compact',
    ];
    const start = performance.now();
    const child = spawn(process.execPath, [binary, 'validate', 'events.ndjson', ...flags], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.on('data', (data) => {
      said += data;
    });
    const timer = killAfter === null ? null : setTimeout(() => child.kill('SIGKILL'), killAfter);
    child.on('exit', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, said, ms: performance.now() - start });
    });
  });
}

function clear() {
  for (const name of ['pass.ndjson', 'quarantine.ndjson']) {
    for (const path of [name, `${name}.partial`]) rmSync(join(folder, path), { force: true });
  }
}

/** What is wrong with the two files, in words; empty when every line is in exactly one. */
function faults() {
  const pass = readFileSync(join(folder, 'pass.ndjson'), 'utf8').trimEnd().split('\n');
  const quarantine = readFileSync(join(folder, 'quarantine.ndjson'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line).line);
  const expected = lines.filter((_, i) => !defects.has(i + 1));
  const found = [];
  if (pass.length !== expected.length || pass.some((line, i) => line !== expected[i]))
    found.push('pass differs');
  const held = [...defects];
  if (quarantine.length !== held.length || quarantine.some((line, i) => line !== held[i]))
    found.push('quarantine differs');
  if (existsSync(join(folder, 'pass.ndjson.partial'))) found.push('a partial file is left');
  return found;
}

const whole = await split(null);
if (whole.code !== 0 || faults().length > 0)
  throw new Error(`the split itself fails: ${whole.code} ${faults()} ${whole.said}`);
let [killed, interrupted, between, bad] = [0, 0, 0, 0];
for (let i = 0; i < times; i++) {
  clear();
  // A third of the moments near the end, where the files take their names.
  const at = i % 3 === 0 ? whole.ms * (0.85 + next() * 0.2) : next() * whole.ms;
  const first = await split(at);
  if (first.signal) killed++;
  if (existsSync(join(folder, 'pass.ndjson')) && existsSync(join(folder, 'quarantine.ndjson.partial')))
    between++;
  const finished =
    !first.signal ||
    (existsSync(join(folder, 'pass.ndjson')) && existsSync(join(folder, 'quarantine.ndjson')));
  if (!finished) {
    const again = await split(null);
    if (again.said.includes('interrupted')) interrupted++;
    if (again.code !== 0) console.log(`restart failed: ${again.said}`);
  }
  const wrong = faults();
  if (wrong.length > 0) {
    bad++;
    console.log(`killed after ${at.toFixed(0)} ms: ${wrong.join(', ')}`);
  }
}
rmSync(folder, { recursive: true });
console.log(
  `${times} times: ${killed} killed, ${interrupted} restarts said so, ${between} between the two renames, ${bad} with a line lost or doubled (${lines.length} lines, ${Math.round(whole.ms)} ms a run)`,
);
process.exitCode = bad > 0 ? 1 : 0;
