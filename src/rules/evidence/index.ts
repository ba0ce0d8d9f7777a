import type { AnyRule } from '../rule.ts';
import { ambiguousSample, badInputRules } from './bad-input.ts';

/** What the reading of samples itself finds. */
export const evidenceRules: readonly AnyRule[] = [...badInputRules, ambiguousSample];
