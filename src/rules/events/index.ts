import type { AnyRule } from '../rule.ts';
import { ambiguous } from './ambiguous.ts';
import { invalidContext, missingContext } from './context.ts';
import { goesNowhere } from './goes-nowhere.ts';
import { invalidEventExample } from './invalid-example.ts';
import { invalidProperty } from './invalid-property.ts';
import { missingProperty } from './missing-property.ts';
import { noProperties } from './no-properties.ts';
import { noSender } from './no-sender.ts';
import { seenAfterSunset } from './sunset.ts';
import { tooWide } from './too-wide.ts';
import { invalidTrait, missingTrait, unplannedTrait } from './traits.ts';
import { unplannedEvent } from './unplanned-event.ts';
import { unplannedProperty } from './unplanned-property.ts';

/** What an event sample must be like to be a sample of the plan, then what an event's own plan must be like. */
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
  invalidEventExample,
  ambiguous,
  noSender,
  goesNowhere,
  noProperties,
  tooWide,
];
