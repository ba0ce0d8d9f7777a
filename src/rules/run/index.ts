import type { AnyRule } from '../rule.ts';
import { internalError } from './internal-error.ts';

export const runRules: readonly AnyRule[] = [internalError];
