// Detectors of personal values: recall on well-formed values, false positives on what looks like them, one value at
// a time and per property after aggregation; and what they cost. `node bench/detect.js [--values N]`

import { negatives, positives, randomNumbers } from './detect-data.js';
import { loadModules } from './load-module.js';

const { loadDetector, hintOf, PersonalScan } = await loadModules(
  'src/evidence/detect/detector.ts',
  'src/evidence/detect/scan.ts',
);
const detector = await loadDetector();

const asked = process.argv.indexOf('--values');
const total = asked < 0 ? 1_200_000 : Number(process.argv[asked + 1]);
const names = Object.keys(negatives);
const each = Math.ceil(total / names.length);
/** Values of one property in one run of a stream; several such properties are judged per kind of value. */
const column = 500;

const rows = [];
let judgedColumns = 0;
let wrongColumns = 0;
for (const [k, name] of names.entries()) {
  const random = randomNumbers(1000 + k);
  const hint = hintOf([name]);
  const seen = new Map();
  let hits = 0;
  let columns = 0;
  let wrong = 0;
  let scan = null;
  for (let i = 0; i < each; i++) {
    const value = negatives[name](random);
    const sighting = detector.look(value, hint);
    if (sighting?.outcome === 'hit') {
      hits++;
      seen.set(sighting.detector, (seen.get(sighting.detector) ?? 0) + 1);
    }
    if (i % column === 0) scan = new PersonalScan(detector, () => []);
    scan.look('Order Completed', { [name]: value }, { source: 0, line: i + 1, index: 0 });
    if (i % column === column - 1 || i === each - 1) {
      columns++;
      if (scan.findings().some(({ kind }) => kind === 'personal')) wrong++;
    }
  }
  judgedColumns += columns;
  wrongColumns += wrong;
  rows.push({
    values: name,
    n: each,
    'hits, one by one %': percent(hits, each),
    columns,
    'wrong columns': wrong,
    as: [...seen.keys()].join(' '),
  });
}
console.log(
  `Hard negatives: ${each * names.length} values, ${judgedColumns} properties of ${column} values each\n`,
);
console.table(rows);
console.log(
  `properties wrongly called personal: ${wrongColumns} of ${judgedColumns} (${percent(wrongColumns, judgedColumns)} %)\n`,
);

const found = [];
for (const [k, [name, { name: property, make }]] of Object.entries(positives).entries()) {
  const random = randomNumbers(5000 + k);
  const hint = hintOf([property]);
  const n = 5000;
  let hits = 0;
  let columns = 0;
  let right = 0;
  let scan = null;
  for (let i = 0; i < n; i++) {
    const value = make(random);
    if (detector.look(value, hint)?.outcome === 'hit') hits++;
    if (i % 100 === 0) scan = new PersonalScan(detector, () => []);
    scan.look('Order Completed', { [property]: value }, { source: 0, line: i + 1, index: 0 });
    if (i % 100 === 99) {
      columns++;
      if (scan.findings().some(({ kind }) => kind === 'personal')) right++;
    }
  }
  found.push({
    values: name,
    property,
    n,
    'recall, one by one %': percent(hits, n),
    'recall, per property of 100 %': percent(right, columns),
  });
}
console.log('Well-formed personal values\n');
console.table(found);

const sample = names.map((name, k) => [negatives[name], randomNumbers(9000 + k), hintOf([name])]);
const values = Array.from({ length: 200_000 }, (_, i) => {
  const [make, random, hint] = sample[i % sample.length];
  return [make(random), hint];
});
const rounds = [];
for (let round = 0; round < 6; round++) {
  const start = process.cpuUsage();
  for (const [value, hint] of values) detector.look(value, hint);
  const { user, system } = process.cpuUsage(start);
  if (round > 0) rounds.push(((user + system) * 1000) / values.length);
}
rounds.sort((a, b) => a - b);
console.log(
  `CPU time of one look at a hard negative: ${Math.round(rounds[2])} ns (median of ${rounds.length} rounds)`,
);

function percent(part, whole) {
  return Number(((100 * part) / whole).toFixed(3));
}
