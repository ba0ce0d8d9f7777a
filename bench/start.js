// Start-up and lint against a bare node, and a large plan against the YAML parser alone.
//   node bench/start.js [rounds]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makePlan } from './plans.js';
import { cpuOf, interleave, show } from './ratio.js';

const rounds = Number(process.argv[2] ?? 11);
const bin = fileURLToPath(new URL('../bin/dataplan.js', import.meta.url));
const yaml = fileURLToPath(new URL('../node_modules/yaml/dist/index.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'dataplan-bench-'));
const small = join(folder, 'small.plan.yaml');
const large = join(folder, 'large.plan.yaml');
writeFileSync(small, makePlan(50));
writeFileSync(large, makePlan(5000));
writeFileSync(join(folder, 'lines.txt'), '');
const env = { XDG_CACHE_HOME: join(folder, 'cache') };
mkdirSync(env.XDG_CACHE_HOME);
const options = { cwd: folder, env };
const parse = (path) => [
  '-e',
  `require(${JSON.stringify(yaml)}).parseDocument(require('node:fs').readFileSync(${JSON.stringify(path)}, 'utf8'))`,
];

const few = interleave(
  {
    node: () => cpuOf(['-e', '0'], options),
    help: () => cpuOf([bin, '--help'], options),
    cold: () => cpuOf([bin, 'lint', small, '--no-cache', '-f', 'json', '--exit-zero'], options),
    cached: () => cpuOf([bin, 'lint', small, '-f', 'json', '--exit-zero'], options),
    yaml: () => cpuOf(parse(small), options),
  },
  rounds,
);
show('dataplan --help / node -e 0', few.help / few.node, 1.4, few.help);
show('lint 50 events, cold / node -e 0', few.cold / few.node, 5, few.cold);
show('lint 50 events, cached parse / node -e 0', few.cached / few.node, 1.8, few.cached);
show('yaml parseDocument of 50 events / node -e 0', few.yaml / few.node, undefined, few.yaml);

const many = interleave(
  {
    yaml: () => cpuOf(parse(large), options),
    lint: () => cpuOf([bin, 'lint', large, '--no-cache', '-f', 'json', '--exit-zero'], options),
    cached: () => cpuOf([bin, 'lint', large, '-f', 'json', '--exit-zero'], options),
  },
  Math.max(3, Math.ceil(rounds / 2)),
);
show('lint 5,000 events / yaml parseDocument', many.lint / many.yaml, 1.15, many.lint);
show('lint 5,000 events, cached parse / the same', many.cached / many.yaml, undefined, many.cached);
rmSync(folder, { recursive: true });
