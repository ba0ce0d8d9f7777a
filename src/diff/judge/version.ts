import { parse as parseSemver } from 'semver';
import type { Bump } from '../../evidence/change.ts';
import type { Scheme } from './bump.ts';

/** How one version follows another. `lowered` and `skipped` are odd whatever has changed. */
export interface Step {
  readonly bump: Bump;
  readonly lowered: boolean;
  readonly skipped: boolean;
}

/** Three numbers that count; null for what is no version of the scheme. */
export function numbersOf(version: string, scheme: Scheme): readonly [number, number, number] | null {
  if (scheme === 'schemaver') {
    const match = /^(\d{1,9})-(\d{1,9})-(\d{1,9})$/.exec(version);
    return match === null ? null : [Number(match[1]), Number(match[2]), Number(match[3])];
  }
  const parsed = parseSemver(version);
  return parsed === null ? null : [parsed.major, parsed.minor, parsed.patch];
}

/** What a version number says has changed; null where one of the two cannot be read. */
export function stepBetween(before: string, after: string, scheme: Scheme): Step | null {
  const [old, now] = [numbersOf(before, scheme), numbersOf(after, scheme)];
  if (old === null || now === null) return null;
  const at = old.findIndex((number, i) => number !== now[i]);
  if (at < 0) return { bump: 'none', lowered: false, skipped: false };
  const difference = (now[at] ?? 0) - (old[at] ?? 0);
  const zeroed = now.slice(at + 1).every((number) => number === 0);
  // Before 1.0.0 of semver the second number does the work of the first.
  const early = scheme === 'semver' && old[0] === 0 && at > 0;
  const words: readonly Bump[] = early ? ['major', 'major', 'minor'] : ['major', 'minor', 'patch'];
  return { bump: words[at] ?? 'none', lowered: difference < 0, skipped: difference > 1 || !zeroed };
}

const ORDER: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** Above zero when `a` is the larger bump. */
export function compareBumps(a: Bump, b: Bump): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

export function compareVersions(a: string, b: string, scheme: Scheme): number {
  const [x, y] = [numbersOf(a, scheme), numbersOf(b, scheme)];
  if (x === null || y === null) return a < b ? -1 : a > b ? 1 : 0;
  for (const i of [0, 1, 2] as const) if (x[i] !== y[i]) return x[i] - y[i];
  return 0;
}
