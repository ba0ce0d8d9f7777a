// 100,000 findings: what the outputs cost beside finding them, and how much memory all of them take at once.
//   node bench/outputs.js [rounds]
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cpuOf, interleave, show } from './ratio.js';

const rounds = Number(process.argv[2] ?? 3);
const bin = fileURLToPath(new URL('../bin/dataplan.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dataplan-bench-'));

// Every event breaks the same rules: case, owner, description and two names of properties.
const events = Array.from(
  { length: 14_000 },
  (_, n) =>
    `  order_${n}_completed: { owner: nobody_${n % 7}, description: x, properties: { TotalAmount${n}: number, isPaid${n}: { type: string } } }\n`,
);
writeFileSync(
  join(folder, 'plan.yaml'),
  `dataplan: 1\nname: many\nversion: 1.0.0\nstandards: { naming: { events: { case: title }, properties: { case: snake } } }\nteams: { checkout: {} }\nevents:\n${events.join('')}`,
);
writeFileSync(join(folder, 'dataplan.config.yaml'), 'version: 1\nplan: plan.yaml\ncache: false\n');

const names = ['compact', 'json', 'ndjson', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'csv', 'html'];
const all = [
  bin,
  'check',
  '--exit-zero',
  '-f',
  'text',
  ...names.flatMap((name) => ['-f', `${name}=out.${name}`]),
];
const options = { cwd: folder };

const { none, every } = interleave(
  {
    // The counts alone: nothing but the summary is written.
    none: () => cpuOf([bin, 'check', '--exit-zero', '--max-findings', '0'], options),
    every: () => cpuOf(all, options),
  },
  rounds,
);
const json = spawnSync(process.execPath, [bin, 'check', '--exit-zero', '-f', 'json'], {
  cwd: folder,
  maxBuffer: 1 << 29,
  encoding: 'utf8',
});
console.log(`${JSON.parse(json.stdout).findings.length} findings`);
show('check with all eleven formats / with a summary', every / none, 2, every);
const peak = spawnSync('/usr/bin/time', ['-f', '%M', process.execPath, ...all], {
  cwd: folder,
  encoding: 'utf8',
});
if (!peak.error) {
  const mb = Number(peak.stderr.trim().split('\n').at(-1)) / 1024;
  console.log(
    `peak memory of all eleven: ${mb.toFixed(0)} MB${mb <= 2048 ? ' (gate 2048: holds)' : ' (gate 2048: MISSED)'}`,
  );
}
rmSync(folder, { recursive: true, force: true });
