import type { AnyRule } from '../rule.ts';
import { crossStage } from './cross-stage.ts';
import { needsDeprecated } from './deprecated.ts';
import { mixedSampling } from './mixed-sampling.ts';
import { notDelivered } from './not-delivered.ts';
import { notLive } from './not-live.ts';
import { optionalProperty } from './optional-property.ts';
import { orphanEvent } from './orphan-event.ts';
import { needsRetired } from './retired.ts';
import { stageWithoutEvent } from './stage-without-event.ts';
import { usesNothing } from './uses-nothing.ts';

export const needsRules: readonly AnyRule[] = [
  needsRetired,
  needsDeprecated,
  notLive,
  notDelivered,
  crossStage,
  stageWithoutEvent,
  orphanEvent,
  usesNothing,
  optionalProperty,
  mixedSampling,
];
