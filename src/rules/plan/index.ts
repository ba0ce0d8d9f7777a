import type { AnyRule } from '../rule.ts';
import { noEvents } from './no-events.ts';
import { unknownReference } from './unknown-reference.ts';
import { unusedGroup } from './unused-group.ts';
import { unusedProperty } from './unused-property.ts';
import { unusedTeam } from './unused-team.ts';

export const planRules: readonly AnyRule[] = [
  unknownReference,
  unusedProperty,
  unusedGroup,
  unusedTeam,
  noEvents,
];
