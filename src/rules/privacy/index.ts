import type { AnyRule } from '../rule.ts';
import { childrenRetention } from './children-retention.ts';
import { combination } from './combination.ts';
import { consentMissing } from './consent-missing.ts';
import { consentWithoutSignal } from './consent-without-signal.ts';
import { controllerMissing } from './controller-missing.ts';
import { deniedFlow } from './denied-flow.ts';
import { freeText } from './free-text.ts';
import { hashConflict } from './hash-conflict.ts';
import { hashForbidden } from './hash-forbidden.ts';
import { hashNotDeclared } from './hash-not-declared.ts';
import { hashRequired } from './hash-required.ts';
import { hipaaIdentifiers } from './hipaa-identifiers.ts';
import { idleAllow } from './idle-allow.ts';
import { notAllowed } from './not-allowed.ts';
import { personalExample } from './personal-example.ts';
import { personalName } from './personal-name.ts';
import { processorAgreement } from './processor-agreement.ts';
import { purposeMismatch } from './purpose-mismatch.ts';
import { purposeMissing } from './purpose-missing.ts';
import { purposeWithoutBasis } from './purpose-without-basis.ts';
import { retentionExceeded } from './retention-exceeded.ts';
import { retentionMissing } from './retention-missing.ts';
import { sensitivityLowered } from './sensitivity-lowered.ts';
import { signalNotCarried } from './signal-not-carried.ts';
import { specialCategory } from './special-category.ts';
import { unclassified } from './unclassified.ts';
import { unknownCategory } from './unknown-category.ts';
import { unknownSubject } from './unknown-subject.ts';
import { unreachablePolicy } from './unreachable-policy.ts';
import { unusedPurpose } from './unused-purpose.ts';
import { urlQuery } from './url-query.ts';
import { vendorConsent } from './vendor-consent.ts';

/** What is classified, then where it may go, in which form, what for, how long, and what a regime adds. */
export const privacyRules: readonly AnyRule[] = [
  unclassified,
  personalName,
  unknownCategory,
  unknownSubject,
  sensitivityLowered,
  freeText,
  urlQuery,
  personalExample,
  deniedFlow,
  notAllowed,
  unreachablePolicy,
  idleAllow,
  hashRequired,
  hashForbidden,
  hashConflict,
  hashNotDeclared,
  purposeMissing,
  purposeMismatch,
  purposeWithoutBasis,
  consentWithoutSignal,
  signalNotCarried,
  consentMissing,
  unusedPurpose,
  vendorConsent,
  retentionMissing,
  retentionExceeded,
  specialCategory,
  childrenRetention,
  hipaaIdentifiers,
  combination,
  processorAgreement,
  controllerMissing,
];
