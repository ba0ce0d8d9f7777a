import type { AnyRule } from '../rule.ts';
import { directSdk } from './direct-sdk.ts';
import { dynamicName } from './dynamic-name.ts';
import { endedEvent } from './ended-event.ts';
import { identifyMissing } from './identify-missing.ts';
import { invalidCallValue } from './invalid-value.ts';
import { missingCallProperty } from './missing-property.ts';
import { neverSentByCode } from './never-sent.ts';
import { personalFlow } from './personal-data.ts';
import { unplannedCall } from './unplanned-event.ts';
import { unplannedCallProperty } from './unplanned-property.ts';
import { unplannedCallTrait } from './unplanned-trait.ts';
import { unreadableCode } from './unreadable-file.ts';
import { wrongCall } from './wrong-call.ts';
import { wrongSystem } from './wrong-system.ts';

/** Rules over call sites, in the order in which they are listed. */
export const codeRules: readonly AnyRule[] = [
  unreadableCode,
  unplannedCall,
  wrongCall,
  unplannedCallProperty,
  missingCallProperty,
  invalidCallValue,
  unplannedCallTrait,
  personalFlow,
  endedEvent,
  neverSentByCode,
  wrongSystem,
  identifyMissing,
  directSdk,
  dynamicName,
];
