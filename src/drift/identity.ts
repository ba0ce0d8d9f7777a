import type { Difference } from '../evidence/difference.ts';
import type { NotChecked } from '../findings/report.ts';
import type { CustomerView, DriftInput, DriftOptions, Join } from './types.ts';

/** What identifiers show: who can be brought together, what keeps the others apart, and what to mend. */
export interface Identities {
  /** Each system to each other one, each identifier that both have. */
  readonly joins: readonly Join[];
  /** Null: there is no evidence of one of the sides, or none that can be joined. */
  readonly customerView: CustomerView | null;
  /** One per cause. */
  readonly differences: readonly Difference[];
  readonly notChecked: readonly NotChecked[];
}

/** Holds the id sketches of all systems against each other. */
export function compareIdentities(input: DriftInput, options: DriftOptions = {}): Identities {
  void input;
  void options;
  return { joins: [], customerView: null, differences: [], notChecked: [] };
}
