// One stream of numbers per person and process: an injection that draws from its own stream shifts no other, so a
// drifted run and its baseline differ by the injection alone.
import { hash } from 'node:crypto';

/** `next()` in [0, 1), and what is drawn from it. */
export function stream(seed, process, person) {
  const digest = hash('sha256', `${seed}:${process}:${person}`, 'buffer');
  let a = digest.readInt32LE(0);
  let b = digest.readInt32LE(4);
  let c = digest.readInt32LE(8);
  let d = 1;
  // sfc32
  const word = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  const next = () => word() / 2 ** 32;
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    normal,
    chance: (p) => next() < p,
    below: (n) => Math.floor(next() * n),
    lognormal: (mu, sigma) => Math.exp(mu + sigma * normal()),
    poisson: (mean) => poisson(mean, next, normal),
    pick: (weighted) => pick(weighted, next()),
    uuid: () => uuid(word(), word(), word(), word()),
  };
}

/** One number in [0, 1) for a thing, without a stream: the same whatever else is drawn. */
export function unit(salt, number) {
  let h = Math.imul(salt ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 0x7f4a7c15, 0xc2b2ae35);
  h = Math.imul(h ^ (h >>> 16), 0x45d9f3b);
  h = Math.imul(h ^ (h >>> 15), 0x27d4eb2d);
  return ((h ^ (h >>> 16)) >>> 0) / 2 ** 32;
}

function poisson(mean, next, normal) {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
  const limit = Math.exp(-mean);
  let n = 0;
  for (let p = next(); p > limit; p *= next()) n++;
  return n;
}

/** `[[value, weight], …]`, weights adding up to 1. */
function pick(weighted, at) {
  let rest = at;
  for (const [value, weight] of weighted) {
    rest -= weight;
    if (rest < 0) return value;
  }
  return weighted[weighted.length - 1][0];
}

function uuid(a, b, c, d) {
  const hex = [a, b, c, d].map((word) => word.toString(16).padStart(8, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
