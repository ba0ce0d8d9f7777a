import type { Pattern } from './regex/pattern.ts';
import { type Demand, type Outcome, unknown } from './search.ts';
import type { Solver } from './solver.ts';

/** With more patterns there are too many ways for a key to match some and miss others. */
const MOST_PATTERNS = 6;

/** Makes keys that no schema names: one for each way to match and miss the patterns in play. */
export class KeyMaker {
  private readonly solver: Solver;
  private readonly patterns: readonly Pattern[];
  private readonly names: readonly Demand[];
  private readonly mentions: (name: string) => boolean;

  constructor(
    solver: Solver,
    patterns: readonly Pattern[],
    /** What `propertyNames` ask of every key. */
    names: readonly Demand[],
    mentions: (name: string) => boolean,
  ) {
    this.solver = solver;
    this.patterns = patterns;
    this.names = names;
    this.mentions = mentions;
  }

  /** `wants` fixes for a pattern whether the key matches it; undefined: either. */
  *make(
    wants: (pattern: Pattern) => boolean | undefined,
    taken: readonly string[],
    extra: readonly Demand[] = [],
  ): Iterable<string | Outcome> {
    const free = this.patterns.filter((pattern) => wants(pattern) === undefined);
    const must = this.patterns.filter((pattern) => wants(pattern) === true);
    const mustNot = this.patterns.filter((pattern) => wants(pattern) === false);
    if (free.length > MOST_PATTERNS) {
      yield unknown('too many patternProperties to tell their keys apart');
      return;
    }
    for (let choice = 0; choice < 2 ** free.length; choice++) {
      // First the key that matches as little as may be.
      const matches = [...must, ...free.filter((_, i) => (choice >> i) & 1)];
      const misses = [...mustNot, ...free.filter((_, i) => !((choice >> i) & 1))];
      const key = this.one(matches, misses, taken, extra);
      if (key !== null) yield key;
    }
  }

  private one(
    matches: readonly Pattern[],
    misses: readonly Pattern[],
    taken: readonly string[],
    extra: readonly Demand[],
  ): string | Outcome | null {
    if (matches.length === 0 && this.names.length === 0 && extra.length === 0) {
      for (let i = 1; i < taken.length + 20; i++) {
        const name = i === 1 ? 'extra' : `extra_${i}`;
        const clear = !taken.includes(name) && !this.mentions(name);
        if (clear && misses.every((pattern) => pattern.test(name) === false)) return name;
      }
    }
    // Names already met are made impossible one by one: usually none is in the way.
    const not = [...taken];
    for (let tries = 0; tries < 50; tries++) {
      const text = this.solver.compiler.text(matches, misses, not);
      const outcome = this.solver.solve([
        { shape: text, holds: true, side: 'target' },
        ...this.names,
        ...extra,
      ]);
      if (outcome.is === 'none') return null;
      if (outcome.is === 'unknown' || outcome.unshown !== null)
        return unknown('no key could be made to fit the patterns');
      if (typeof outcome.value !== 'string') return null;
      if (!this.mentions(outcome.value)) return outcome.value;
      not.push(outcome.value);
    }
    return unknown('no new key could be made that fits the patterns');
  }
}
