// The drift simulator: a shop's people through product and marketing systems, each kind of drift injected at a fixed
// strength, and eight arms in which nothing is wrong. Prints how often each kind is found under its right cause, how
// many findings one cause makes, and how often an arm raises an error, with exact bounds.
//   node bench/drift.js [--seeds 1-20] [--people 20000] [--only TEXT] [--arms|--no-arms] [--out FILE] [--show]
//   node bench/drift.js --report FILE…
// `--out` appends one JSON line a run and skips what it already holds, so a run can be stopped and taken up again.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadModules } from './load-module.js';
import { armProfiles, partOf } from './simulate/arm-profiles.js';
import { ARMS } from './simulate/arms.js';
import { INJECTIONS } from './simulate/injections.js';
import { simulate } from './simulate/journeys.js';
import { raised } from './simulate/judge.js';
import { makeProfiler } from './simulate/profiles.js';
import { table } from './simulate/table.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '1-3' },
    people: { type: 'string', default: '20000' },
    only: { type: 'string', multiple: true, default: [] },
    arms: { type: 'boolean', default: false },
    injections: { type: 'boolean', default: false },
    out: { type: 'string' },
    report: { type: 'boolean', default: false },
    show: { type: 'boolean', default: false },
  },
});
const both = values.arms === values.injections;
const wanted = ({ id }) => values.only.length === 0 || values.only.some((text) => id.includes(text));
const arms = both || values.arms ? ARMS.filter(wanted) : [];
const injections = both || values.injections ? INJECTIONS.filter(wanted) : [];

if (values.report) console.log(table(positionals.flatMap(read)));
else await main();

async function main() {
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
  const compare = comparer(dataplan, profiler.plan);
  const [first, last = first] = values.seeds.split('-').map(Number);
  const people = Number(values.people);
  const results = values.out && existsSync(values.out) ? read(values.out) : [];
  const done = new Set(results.map(({ id, seed, people }) => `${id} ${seed} ${people}`));
  for (let seed = first; seed <= last; seed++) {
    const open = ({ id }) => !done.has(`${id} ${seed} ${people}`);
    const note = (id, found) => {
      const result = { seed, people, id, rows: raised(found) };
      results.push(result);
      if (values.out) appendFileSync(values.out, `${JSON.stringify(result)}\n`);
      if (values.show) for (const row of result.rows) console.log(`${seed} ${id}: ${JSON.stringify(row)}`);
    };
    runSeed(seed, people, { profiler, compare, open, note });
  }
  console.log(table(results));
}

/** One plain world serves all runs of a seed. */
function runSeed(seed, people, { profiler, compare, open, note }) {
  const plain = once(() => {
    const world = simulate(seed, { people });
    return { world, base: profiler.baseline(world, partOf) };
  });
  for (const arm of arms.filter(open)) {
    note(arm.id, compare(armProfiles(arm, seed, people, { profiler, plain })));
  }
  for (const injection of injections.filter(open)) {
    const { world, base } = plain();
    const changed = profiler.injected(world, base, injection);
    // The pair that the injection is in; the others are as in the first arm.
    const [left, right] =
      injection.system === 'meta-ads' ? ['amplitude', 'meta-ads'] : ['amplitude', 'braze'];
    const profileOf = (system) => [system, system === injection.system ? changed : base.get(system).whole];
    note(injection.id, compare([profileOf(left), profileOf(right)]));
  }
}

function comparer({ compareSystems, compareIdentities, oneCauseEach }, plan) {
  return (systems) => {
    const input = {
      plan,
      systems: systems.map(([system, profile]) => ({ system, profile, before: null })),
      calls: null,
    };
    return oneCauseEach([...compareSystems(input).differences, ...compareIdentities(input).differences]);
  };
}

function read(file) {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

function once(make) {
  let made;
  return () => {
    made ??= make();
    return made;
  };
}
