// Every benchmark that needs nothing but this checkout, at a size of minutes: `npm run bench`, or some by name:
// `npm run bench -- start validate`. Figures are ratios against a yardstick of the same run. Those that want more
// (a checkout to scan, a list of schema pairs, a gigabyte) say so in their first lines and are run by hand.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const BENCHMARKS = {
  start: ['start.js', '11'],
  validate: ['validate.js', '100', '5'],
  evidence: ['evidence.js'],
  detect: ['detect.js', '--values', '200000'],
  outputs: ['outputs.js'],
  scan: ['scan.js', 'src', '5'],
  drift: ['drift.js', '--seeds', '1-2', '--people', '3000'],
  'drift-files': ['drift-files.js'],
  joins: ['joins.js', '2', '20000'],
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(BENCHMARKS, name));
if (unknown.length > 0) {
  console.error(`No benchmark ${unknown.join(', ')}. There are ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exitCode = 2;
} else {
  for (const [name, [file, ...args]] of Object.entries(BENCHMARKS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    console.log(`\n# ${name}`);
    const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(file, import.meta.url)), ...args], {
      cwd: fileURLToPath(new URL('..', import.meta.url)),
      stdio: 'inherit',
    });
    if (status !== 0) process.exitCode = 1;
  }
}
