import type { AnyRule } from '../rule.ts';
import { contactAsUserId } from './contact-as-user-id.ts';
import { contradictingLimit } from './contradicting-limit.ts';
import { groupWithoutType } from './group-without-type.ts';
import { idAsProperty } from './id-as-property.ts';
import { idCharacters } from './id-characters.ts';
import { idlePriority } from './idle-priority.ts';
import { idleType } from './idle-type.ts';
import { immutableNotUnique } from './immutable-not-unique.ts';
import { knownDevice } from './known-device.ts';
import { knownPlaceholder } from './known-placeholder.ts';
import { linkDirection } from './link-direction.ts';
import { linkMissing } from './link-missing.ts';
import { linkNever } from './link-never.ts';
import { linkNotSent } from './link-not-sent.ts';
import { mergeDisagreement } from './merge-disagreement.ts';
import { mergeLoss } from './merge-loss.ts';
import { missingPriority } from './missing-priority.ts';
import { notNormalized } from './not-normalized.ts';
import { priorityOrder } from './priority-order.ts';
import { unconstrained } from './unconstrained.ts';
import { unjoinableEvent } from './unjoinable-event.ts';
import { unshared } from './unshared.ts';
import { vendorId } from './vendor-id.ts';

/** Whether the identity strategy holds together, whom events can be joined to, and what systems make of it. */
export const identityRules: readonly AnyRule[] = [
  immutableNotUnique,
  knownDevice,
  linkDirection,
  linkNever,
  linkMissing,
  priorityOrder,
  missingPriority,
  idlePriority,
  contradictingLimit,
  notNormalized,
  unjoinableEvent,
  idAsProperty,
  unshared,
  linkNotSent,
  idCharacters,
  contactAsUserId,
  vendorId,
  groupWithoutType,
  mergeLoss,
  mergeDisagreement,
  unconstrained,
  idleType,
  knownPlaceholder,
];
