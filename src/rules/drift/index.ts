import type { AnyRule } from '../rule.ts';
import { eventDriftRules } from './events.ts';
import { driftEvidenceRules } from './evidence.ts';
import { identityDriftRules } from './identity.ts';
import { propertyDriftRules } from './properties.ts';

export const driftRules: readonly AnyRule[] = [
  ...eventDriftRules,
  ...propertyDriftRules,
  ...identityDriftRules,
  ...driftEvidenceRules,
];
