import { codeRules } from './code/index.ts';
import { configRules } from './config/index.ts';
import { diffRules } from './diff/index.ts';
import { docsRules } from './docs/index.ts';
import { driftRules } from './drift/index.ts';
import { eventRules } from './events/index.ts';
import { identityStreamRules } from './evidence/identity.ts';
import { evidenceRules } from './evidence/index.ts';
import { privacyStreamRules } from './evidence/privacy.ts';
import { flowsRules } from './flows/index.ts';
import { governanceRules } from './governance/index.ts';
import { identityRules } from './identity/index.ts';
import { identitySampleRules } from './identity/samples.ts';
import { importRules } from './import/index.ts';
import { lifecycleRules } from './lifecycle/index.ts';
import { moneyRules } from './money/index.ts';
import { namingRules } from './naming/index.ts';
import { needsRules } from './needs/index.ts';
import { planRules } from './plan/index.ts';
import { loadErrorRules } from './plan/load-errors.ts';
import { privacyRules } from './privacy/index.ts';
import type { AnyRule } from './rule.ts';
import { runRules } from './run/index.ts';
import { systemsRules } from './systems/index.ts';
import { timeRules } from './time/index.ts';
import { typesRules } from './types/index.ts';
import { waiverRules } from './waivers/index.ts';

/** Every rule of the tool, in the order in which they are listed. A topic's own order is in its `index.ts`. */
export const registry: readonly AnyRule[] = [
  ...loadErrorRules,
  ...planRules,
  ...typesRules,
  ...eventRules,
  ...identityStreamRules,
  ...privacyStreamRules,
  ...identitySampleRules,
  ...namingRules,
  ...docsRules,
  ...identityRules,
  ...privacyRules,
  ...systemsRules,
  ...flowsRules,
  ...moneyRules,
  ...timeRules,
  ...needsRules,
  ...lifecycleRules,
  ...governanceRules,
  ...diffRules,
  ...waiverRules,
  ...configRules,
  ...importRules,
  ...evidenceRules,
  ...codeRules,
  ...driftRules,
  ...runRules,
];
