import type { AnyRule } from '../rule.ts';
import { invalidContext, missingContext } from './context.ts';
import { invalidProperty } from './invalid-property.ts';
import { missingProperty } from './missing-property.ts';
import { seenAfterSunset } from './sunset.ts';
import { invalidTrait, missingTrait, unplannedTrait } from './traits.ts';
import { unplannedEvent } from './unplanned-event.ts';
import { unplannedProperty } from './unplanned-property.ts';

/** What an event sample must be like to be a sample of the plan. */
export const eventRules: readonly AnyRule[] = [
  unplannedEvent,
  unplannedProperty,
  missingProperty,
  invalidProperty,
  missingContext,
  invalidContext,
  unplannedTrait,
  missingTrait,
  invalidTrait,
  seenAfterSunset,
];
