import type { AnyRule } from '../rule.ts';
import { ageLimit } from './age-limit.ts';
import { timeUnit } from './unit.ts';

/** Where times are read wrong, or events come too late. */
export const timeRules: readonly AnyRule[] = [timeUnit, ageLimit];
