import type { AnyRule } from '../rule.ts';
import { invalidIdentifier } from './invalid-identifier.ts';
import { missingIdentifier } from './missing-identifier.ts';
import { wrongHash } from './wrong-hash.ts';

/** What the identifiers of one sample must be like. */
export const identitySampleRules: readonly AnyRule[] = [missingIdentifier, invalidIdentifier, wrongHash];
