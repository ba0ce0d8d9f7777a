// Ratios of CPU time (user + system) from interleaved rounds, each in a process of its own: figures that stay
// put on a busy machine. Medians, because one round in ten meets something else.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const preload = fileURLToPath(new URL('report-cpu.cjs', import.meta.url));

/** CPU milliseconds of `node …args`. */
export function cpuOf(args, options = {}) {
  const result = spawnSync(process.execPath, ['-r', preload, ...args], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
    ...options,
    env: { ...process.env, ...options.env },
  });
  const spent = Number(String(result.output?.[3] ?? ''));
  if (!spent) throw new Error(`node ${args.join(' ')}: ${result.error ?? result.stderr}`);
  return spent / 1000;
}

/** Runs every case once a round, in turn, and gives the median of each: `{ name: ms }`. */
export function interleave(cases, rounds) {
  const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) times[name].push(run());
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** One line a figure: what it is, the ratio, the gate if there is one, and the time behind it for the scale. */
export function show(label, ratio, gate, ms) {
  const verdict =
    gate === undefined ? '' : ratio <= gate ? `  (gate ${gate}: holds)` : `  (gate ${gate}: MISSED)`;
  console.log(`${label.padEnd(46)} ${ratio.toFixed(2).padStart(6)} x${verdict}  ${ms.toFixed(0)} ms`);
}
