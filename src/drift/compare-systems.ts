import type { DriftInput, DriftOptions, Observed } from './types.ts';

/**
 * Holds the evidence of all systems against each other and against the plan, and each against its own past.
 * Says nothing twice: one difference per cause.
 */
export function compareSystems(input: DriftInput, options: DriftOptions = {}): Observed {
  void input;
  void options;
  return { pairs: [], differences: [], gaps: [], notChecked: [] };
}
