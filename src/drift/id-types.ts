import { plannedIdentifiers } from '../evidence/profile/from-plan.ts';
import type { Profile } from '../evidence/profile.ts';
import type { Plan } from '../plan/types.ts';
import { type IdSample, idSample } from './id-samples.ts';

/** An identity type of the plan as two sides have it. */
export interface IdType {
  readonly type: string;
  /** Place among the plan's, 0 the best. */
  readonly rank: number;
  /** False: it tells devices apart, not people. */
  readonly personal: boolean;
  /** Null: not seen there. */
  readonly left: IdSample | null;
  readonly right: IdSample | null;
}

/** All of the plan, best first. */
export function idTypes(plan: Plan, left: Profile, right: Profile): IdType[] {
  return plannedIdentifiers(plan).map(({ type, tie }, rank) => ({
    type,
    rank,
    personal: tie !== 'anonymous',
    left: idSample(left, type),
    right: idSample(right, type),
  }));
}
