import { docsRules } from './docs/index.ts';
import { eventRules } from './events/index.ts';
import { governanceRules } from './governance/index.ts';
import { lifecycleRules } from './lifecycle/index.ts';
import { namingRules } from './naming/index.ts';
import { needsRules } from './needs/index.ts';
import { planRules } from './plan/index.ts';
import type { AnyRule } from './rule.ts';
import { typesRules } from './types/index.ts';

/** Every rule of the tool, in the order in which they are listed. A topic's own order is in its `index.ts`. */
export const registry: readonly AnyRule[] = [
  ...planRules,
  ...typesRules,
  ...eventRules,
  ...namingRules,
  ...docsRules,
  ...needsRules,
  ...lifecycleRules,
  ...governanceRules,
];
