import type { AnyRule } from '../rule.ts';
import { deadReplacement } from './dead-replacement.ts';
import { deprecatedInUse } from './deprecated-in-use.ts';
import { noReplacement } from './no-replacement.ts';
import { noSunset } from './no-sunset.ts';
import { pastSunset } from './past-sunset.ts';
import { proposedInUse } from './proposed-in-use.ts';
import { replacementCircle } from './replacement-circle.ts';
import { retiredEarly } from './retired-early.ts';
import { retiredInUse } from './retired-in-use.ts';
import { reusedName } from './reused-name.ts';

export const lifecycleRules: readonly AnyRule[] = [
  pastSunset,
  replacementCircle,
  retiredInUse,
  reusedName,
  noReplacement,
  deadReplacement,
  deprecatedInUse,
  proposedInUse,
  retiredEarly,
  noSunset,
];
