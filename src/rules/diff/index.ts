import type { AnyRule } from '../rule.ts';
import {
  backwardBreak,
  consumerBreak,
  forwardBreak,
  privacyBreak,
  riskyChange,
  undecidedChange,
  warehouseBreak,
} from './breaks.ts';
import {
  bumpTooLarge,
  bumpTooSmall,
  editedInPlace,
  noTombstone,
  reusedTombstone,
  unreadableSchema,
  versionLowered,
} from './versions.ts';

export * from './breaks.ts';
export * from './versions.ts';

export const diffRules: readonly AnyRule[] = [
  backwardBreak,
  forwardBreak,
  warehouseBreak,
  consumerBreak,
  privacyBreak,
  riskyChange,
  undecidedChange,
  bumpTooSmall,
  bumpTooLarge,
  versionLowered,
  editedInPlace,
  reusedTombstone,
  noTombstone,
  unreadableSchema,
];
