import { driftRules } from '../rules/drift/index.ts';
import { Settings } from '../rules/settings.ts';
import { comparePair, type PairResult } from './compare-pair.ts';
import { compareTime } from './compare-time.ts';
import { tolerancesOf } from './findings.ts';
import { gapsOf } from './gaps.ts';
import { pairsOf, timePairs } from './pairs.ts';
import type { DriftInput, DriftOptions, Observed, Tolerance } from './types.ts';

/** A kind that no rule is asked about lets nothing pass. */
const STRICT: Tolerance = { tolerance: 0, error: 0 };

/**
 * Holds the evidence of all systems against each other and against the plan, and each against its own past.
 * Says nothing twice: one difference per cause.
 */
export function compareSystems(input: DriftInput, options: DriftOptions = {}): Observed {
  const { plan } = input;
  const defaults = tolerancesOf(driftRules, new Settings({ preset: 'strict' }));
  const tolerance = (rule: string) => options.tolerance?.(rule) ?? defaults(rule) ?? STRICT;
  const between = options.between ?? null;
  const event = options.event ?? null;
  const results: PairResult[] = pairsOf(input, between).map((pair) =>
    comparePair(plan, pair, tolerance, event),
  );
  const expected = options.expected ?? [];
  const past = between === null ? timePairs(input) : [];
  results.push(...past.map((pair) => compareTime(plan, pair, tolerance, event, expected)));
  return {
    pairs: results.map(({ pair }) => pair),
    differences: results.flatMap(({ differences }) => differences),
    gaps: results.flatMap((result) => gapsOf(result)),
    notChecked: results.flatMap(({ notChecked }) => notChecked),
  };
}
