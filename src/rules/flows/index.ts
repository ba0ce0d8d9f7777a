import type { AnyRule } from '../rule.ts';
import { falseFriend } from './false-friend.ts';
import { granularity } from './granularity.ts';
import { nameCollapse } from './name-collapse.ts';
import { noDedupeKey } from './no-dedupe-key.ts';
import { propertyDropped } from './property-dropped.ts';
import { routerDefaultName } from './router-default-name.ts';
import { twoMeanings } from './two-meanings.ts';

/** Where one event becomes two things on its ways. */
export const flowsRules: readonly AnyRule[] = [
  falseFriend,
  twoMeanings,
  routerDefaultName,
  nameCollapse,
  granularity,
  propertyDropped,
  noDedupeKey,
];
