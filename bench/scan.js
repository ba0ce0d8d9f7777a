// The scan against reading the same files (R), and against oxc's AST and a walk of every file it looks into (W).
//   node bench/scan.js FOLDER [rounds]      a checkout without node_modules, as large as you like
// In one process, rounds interleaved; CPU time, user and system. `cold` reads, searches, parses and resolves; `warm`
// finds the result of the round before by sizes and times; `moved` by what the files hold, as after a fresh
// checkout. Listing the folder stands apart, as all of them need it.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseSync, visitorKeys } from 'oxc-parser';
import { loadModules } from './load-module.js';
import { median, show } from './ratio.js';

const [folder, rounds = '7'] = process.argv.slice(2);
if (!folder) throw new Error('usage: node bench/scan.js FOLDER [rounds]');
const { HeldSources, scanSources, scanCache, selectFiles, nodeSystem } = await loadModules(
  'src/code/read-sources.ts',
  'src/code/scan-sources.ts',
  'src/code/cache.ts',
  'src/code/files.ts',
  'src/system/node.ts',
);

const root = resolve(folder);
const cache = mkdtempSync(join(tmpdir(), 'dataplan-bench-'));
const system = { ...nodeSystem(), env: { XDG_CACHE_HOME: cache } };
// A checkout made for the bench may be seconds old: its times count all the same.
system.now = () => Date.now() + 10_000;
const list = () => selectFiles(system.files, root, () => true);
const { paths, scanned } = await list();

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
const SCRIPT = /<script\b[^>]*>([\s\S]*?)<\/script\s*>/g;
const parseAll = () => {
  let calls = 0;
  for (const path of scanned) {
    const text = readFileSync(`${root}/${path}`, 'utf8');
    const component = /\.(?:vue|svelte)$/.test(path);
    const blocks = component ? [...text.matchAll(SCRIPT)].map(([, block]) => block) : [text];
    for (const block of blocks)
      calls += walk(
        parseSync(component ? 'block.ts' : path.replace(/js$/, 'jsx'), block, { sourceType: 'module' })
          .program,
      );
  }
  return calls;
};
const held = async () => {
  const sources = new HeldSources();
  await sources.read(system.files, root, paths);
  return sources;
};
const kept = () => scanCache(system, { root, paths, scanned, configured: [], shown: '' });
const cold = async () => scanSources(await held(), scanned, [], [], (file) => file);
await kept().write(await held(), await cold());

const times = {};
let last;
/** Rounds of each in turn; the first warms up. */
const interleave = async (cases) => {
  for (let round = 0; round <= Number(rounds); round++)
    for (const [name, run] of Object.entries(cases)) {
      const start = process.cpuUsage();
      const result = await run();
      const { user, system: kernel } = process.cpuUsage(start);
      times[name] ??= [];
      if (round > 0) times[name].push((user + kernel) / 1000);
      if (name === 'cold') last = result;
      if (!result) throw new Error(`${name} found nothing`);
    }
};
// Trees are garbage for whoever comes next, and a run that finds its result makes none: rounds of their own.
await interleave({ read, warm: () => kept().quick(), moved: async () => kept().read(await held()), list });
await interleave({ cold });
await interleave({ parseAll, again: cold });
rmSync(cache, { recursive: true, force: true });
const holding = new Set(last.sites.map((site) => site.file)).size;
const ms = Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
console.log(
  `${paths.length} files, ${scanned.length} looked into, ${last.parsed} parsed, ${last.sites.length} call sites in ${holding} files (${((100 * holding) / scanned.length).toFixed(1)} %)`,
);
show('scan, cold / reading the files', ms.cold / ms.read, undefined, ms.cold);
show('AST and walk of every file / scan, cold', ms.parseAll / ms.again, undefined, ms.parseAll);
show('scan, warm by sizes and times / reading', ms.warm / ms.read, undefined, ms.warm);
show('scan, warm by content / reading', ms.moved / ms.read, undefined, ms.moved);
show('listing the files / reading', ms.list / ms.read, undefined, ms.list);
