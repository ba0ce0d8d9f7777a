// Schema verdicts on a list of pairs, beside other checkers, with every example of ours checked again.
//   node bench/diff-pairs.js PAIRS.ndjson [--semantic FILE] [--peers FOLDER]
// PAIRS: {id, old_schema, new_schema} a line. SEMANTIC: proofs by others, {id, backward_counterexample, …}.
// FOLDER: where `npm install json-schema-diff json-schema-diff-validator jsoncompat` was run; none of them is a
// dependency. A break is "proven" when the semantic file or an example of ours that ajv confirms shows it.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { verified } from './diff-witness.js';

const arguments_ = process.argv.slice(2);
const option = (name) => {
  const at = arguments_.indexOf(name);
  return at < 0 ? null : arguments_.splice(at, 2)[1];
};
const semanticFile = option('--semantic');
const peers = option('--peers');
const [pairsFile] = arguments_;
const lines = readFileSync(pairsFile, 'utf8').split('\n').filter(Boolean);
const pairs = lines.map((line) => JSON.parse(line));
const semantic = new Map(
  semanticFile === null
    ? []
    : readFileSync(semanticFile, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => [JSON.parse(line).id, JSON.parse(line)]),
);

/** One tool over all pairs, in a thread of its own, which is ended when a pair takes longer than this. */
const LIMIT_MS = 5000;

async function runAll(tool) {
  const start = () =>
    new Worker(fileURLToPath(new URL('diff-peer.js', import.meta.url)), { workerData: { tool, peers } });
  let worker = start();
  const results = [];
  for (const [i, line] of lines.entries()) {
    const answer = await new Promise((done) => {
      const timer = setTimeout(() => done(null), i === 0 ? 20_000 : LIMIT_MS);
      const settle = (value) => {
        clearTimeout(timer);
        done(value);
      };
      worker.removeAllListeners();
      worker.once('message', settle);
      worker.once('error', () => settle(undefined));
      worker.postMessage(line);
    });
    if (answer == null) {
      await worker.terminate();
      worker = start();
    }
    results.push(answer ?? { backward: 'unknown', forward: 'unknown', ms: answer === null ? LIMIT_MS : 0 });
  }
  await worker.terminate();
  return results;
}

const tools = [
  'dataplan',
  ...(peers === null ? [] : ['json-schema-diff', 'json-schema-diff-validator', 'jsoncompat']),
];
const all = new Map();
for (const tool of tools) all.set(tool, await runAll(tool));

const ours = all.get('dataplan');
const proven = { backward: [], forward: [] };
let breaking = 0;
let shown = 0;
const unproven = new Map();
for (const [i, pair] of pairs.entries()) {
  for (const direction of ['backward', 'forward']) {
    const verdict = ours[i][direction];
    const ok = verified(pair, direction, ours[i].witness?.[direction]);
    const theirs = semantic.get(pair.id);
    const open = theirs?.[direction]?.class === 'open';
    proven[direction][i] =
      ok && verdict === 'breaking'
        ? 'hard'
        : theirs?.[`${direction}_counterexample`] && !open
          ? 'hard'
          : ok || open
            ? 'open'
            : null;
    if (verdict !== 'breaking') continue;
    breaking += 1;
    if (ok) shown += 1;
    else unproven.set(`${pair.id} ${direction}`, ours[i].why?.[direction] ?? 'the example does not hold');
  }
}

const percent = (part, whole) => `${part} of ${whole}`;
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
console.log(`${pairs.length} pairs, ${pairsFile}`);
console.log(
  'tool                         undecided    false-safe backward   forward      alarms not proven    ms a pair',
);
for (const [tool, results] of all) {
  const undecided = results.filter(
    ({ backward, forward }) =>
      backward === 'unknown' || (forward === 'unknown' && tool !== 'json-schema-diff-validator'),
  ).length;
  const safe = (direction) => {
    const hard = proven[direction].filter(
      (kind, i) => kind === 'hard' && results[i][direction] === 'compatible',
    ).length;
    return percent(hard, proven[direction].filter((kind) => kind === 'hard').length);
  };
  const alarms = results.filter(
    ({ backward }, i) => (backward === 'breaking' || backward === 'risky') && proven.backward[i] === null,
  ).length;
  console.log(
    [
      tool.padEnd(28),
      String(undecided).padEnd(12),
      safe('backward').padEnd(21),
      safe('forward').padEnd(12),
      String(alarms).padEnd(20),
      median(results.map(({ ms }) => ms)).toFixed(1),
    ].join(' '),
  );
}
console.log(
  `dataplan: ${percent(shown, breaking)} breaking verdicts have an example that ajv confirms on the whole schemas`,
);
for (const [id, why] of unproven) console.log(`  ${id}: ${why}`);
