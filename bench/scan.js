// The scan against reading the same files (R), and against oxc's AST and a walk of every file (W).
//   node bench/scan.js FOLDER [rounds]      a checkout without node_modules, as large as you like
// In one process, rounds interleaved; CPU time, user and system. `cold` reads, searches, parses and resolves;
// `warm` finds the result of the round before by the content of the files.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseSync, visitorKeys } from 'oxc-parser';
import { loadModules } from './load-module.js';
import { median, show } from './ratio.js';

const [folder, rounds = '7'] = process.argv.slice(2);
if (!folder) throw new Error('usage: node bench/scan.js FOLDER [rounds]');
const { HeldSources, scanSources, scanCache, nodeSystem } = await loadModules(
  'src/code/read-sources.ts',
  'src/code/scan.ts',
  'src/code/cache.ts',
  'src/system/node.ts',
);

const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte)$/;
const root = folder.replace(/\/$/, '');
const paths = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !/node_modules|\.git\//.test(entry.parentPath))
  .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  .filter(
    (path) =>
      (SOURCE.test(path) && !path.endsWith('.d.ts')) || /(?:package|tsconfig[\w.]*)\.json$/.test(path),
  )
  .sort();
const code = paths.filter((path) => SOURCE.test(path));
const cache = mkdtempSync(join(tmpdir(), 'dataplan-bench-'));
const system = { ...nodeSystem(), env: { XDG_CACHE_HOME: cache } };

const read = () => paths.map((path) => readFileSync(`${root}/${path}`));
const walk = (node) => {
  let calls = node.type === 'CallExpression' ? 1 : 0;
  for (const key of visitorKeys[node.type] ?? []) {
    const child = node[key];
    if (Array.isArray(child)) {
      for (const item of child) if (item) calls += walk(item);
    } else if (child) calls += walk(child);
  }
  return calls;
};
const parseAll = () => {
  let calls = 0;
  for (const path of code) {
    const text = readFileSync(`${root}/${path}`, 'utf8');
    if (/\.(?:vue|svelte)$/.test(path)) continue;
    calls += walk(parseSync(path, text, { sourceType: 'module' }).program);
  }
  return calls;
};
const held = async () => {
  const sources = new HeldSources();
  await sources.read(system.files, root, paths);
  return sources;
};
const options = { configured: [], shown: '' };
const scan = async (warm) => {
  const sources = await held();
  const kept = warm ? scanCache(system, sources, code, options) : null;
  const known = await kept?.read();
  if (known) return known;
  const result = await scanSources(sources, code, [], [], (file) => file);
  await kept?.write(result);
  return result;
};

const cases = { read, parseAll, cold: () => scan(false), warm: () => scan(true) };
const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
let last;
// The first round warms up, and fills the cache.
for (let round = 0; round <= Number(rounds); round++)
  for (const [name, run] of Object.entries(cases)) {
    const start = process.cpuUsage();
    const result = await run();
    const { user, system: kernel } = process.cpuUsage(start);
    if (round > 0) times[name].push((user + kernel) / 1000);
    if (name === 'cold') last = result;
  }
rmSync(cache, { recursive: true, force: true });
const ms = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
console.log(
  `${paths.length} files, ${last.parsed} parsed (${((100 * last.parsed) / code.length).toFixed(1)} %), ${last.sites.length} call sites`,
);
show('scan, cold / reading the files', ms.cold / ms.read, undefined, ms.cold);
show('AST and walk of every file / scan, cold', ms.parseAll / ms.cold, undefined, ms.parseAll);
show('scan, warm / reading the files', ms.warm / ms.read, undefined, ms.warm);
