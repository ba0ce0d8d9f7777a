// Event validation against P, the cost of splitting the same file and parsing each line (CPU time, interleaved rounds,
// whole processes): `node bench/validate.js [megabytes] [rounds]`. The file comes from bench/generate-events.js and
// has the truth beside it; every run's counts are held against that before a ratio is printed.
import { spawnSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { cpuOf, interleave } from './ratio.js';

const megabytes = Number(process.argv[2] ?? 100);
const rounds = Number(process.argv[3] ?? 5);
const kept = process.argv[4];
const folder = kept ? resolve(kept) : mkdtempSync(join(tmpdir(), 'dataplan-bench-'));
const binary = resolve('bin/dataplan.js');
const events = join(folder, 'events.ndjson');
const plan = join(folder, 'plan.yaml');

if (!existsSync(events)) {
  spawnSync(
    process.execPath,
    ['bench/generate-events.js', '--bytes', String(megabytes * 1e6), '--out', folder],
    { stdio: 'inherit' },
  );
}
if (!existsSync(`${events}.gz`))
  await pipeline(createReadStream(events), createGzip(), createWriteStream(`${events}.gz`));

const only = [
  '--only',
  'events',
  '--only',
  'identity/missing-identifier',
  '--only',
  'identity/invalid-identifier',
  '--only',
  'evidence/malformed-json',
];
const validate = (file, ...flags) => [
  '--max-semi-space-size=16',
  binary,
  'validate',
  file,
  '--plan',
  plan,
  '--system',
  'web',
  '--json',
  '--exit-zero',
  '--workers',
  '0',
  ...flags,
];

checkTruth();
const profile = join(folder, 'profile.json');
const all = interleave(
  {
    parse: () => cpuOf(['bench/parse-lines.js', events]),
    schema: () => cpuOf(validate(events, ...only)),
    gzip: () => cpuOf(validate(`${events}.gz`, ...only)),
    watched: () => cpuOf(validate(events)),
    profiled: () => cpuOf(validate(events, '--write-profile', profile, '--force')),
  },
  rounds,
);
const gates = { schema: 0.75, watched: 0.55, profiled: 0.4 };
const names = { schema: 'schema and dispatch', watched: '+ identity and privacy', profiled: '+ profile' };
for (const [name, gate] of Object.entries(gates)) {
  const ratio = all.parse / all[name];
  console.log(
    `${names[name].padEnd(28)} ${ratio.toFixed(2)} P  (goal ${gate}: ${ratio >= gate ? 'holds' : 'MISSED'})  ${all[name].toFixed(0)} ms of CPU`,
  );
}
const gz = all.schema / all.gzip;
console.log(`${'gzip'.padEnd(28)} ${gz.toFixed(2)} of plain  (goal 0.8: ${gz >= 0.8 ? 'holds' : 'MISSED'})`);
console.log(`P is ${all.parse.toFixed(0)} ms for ${megabytes} MB; ${rounds} rounds`);
if (!kept) rmSync(folder, { recursive: true });

/** Every verdict against the truth, line for line, for one thread and for two. */
function checkTruth() {
  const truth = new Map(
    readFileSync(join(folder, 'truth.ndjson'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
      .filter(({ kind }) => kind !== 'personal')
      .map(({ line, kind }) => [line, kind]),
  );
  for (const workers of ['1', '2']) {
    const out = join(folder, `verdicts${workers}.ndjson`);
    const run = spawnSync(
      process.execPath,
      [
        binary,
        'validate',
        events,
        '--plan',
        plan,
        '--system',
        'web',
        '--exit-zero',
        '--verdicts',
        out,
        '--force',
        '--workers',
        workers,
        '-f',
        'compact',
        ...only,
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (run.status !== 0) throw new Error(`validate ended with ${run.status}`);
    let wrong = 0;
    let lines = 0;
    for (const text of linesOf(out)) {
      const verdict = JSON.parse(text);
      lines++;
      if (verdict.valid === truth.has(verdict.line)) wrong++;
    }
    console.log(
      `${workers} thread${workers === '1' ? '' : 's'}: ${lines} verdicts, ${truth.size} invalid by the truth, ${wrong} differ`,
    );
    rmSync(out);
    if (wrong > 0) process.exitCode = 1;
  }
}

function* linesOf(path) {
  // Verdicts of a gigabyte are a few hundred megabytes: below the longest string.
  for (const line of readFileSync(path, 'latin1').split('\n')) if (line !== '') yield line;
}
