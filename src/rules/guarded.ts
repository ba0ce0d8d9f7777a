import type { Location } from '../findings/finding.ts';
import { subject } from '../findings/subject.ts';
import type { Spot } from '../plan/node.ts';
import type { AnyReport, AnyRule } from './rule.ts';
import { internalError } from './run/internal-error.ts';

/** The first byte of the plan: where a mistake of a rule, which has no place, is shown. */
export const PLAN_START: Spot = { file: 0, start: 0, end: 1 };

/**
 * Runs a rule, and gives what it gives. What it throws becomes one finding that names the rule, so that its mistake
 * does not hide what the others find; then null.
 */
export function guarded<T>(
  rule: AnyRule,
  at: Spot | Location,
  run: () => T,
  report: (rule: AnyRule, report: AnyReport) => void,
): T | null {
  try {
    return run();
  } catch (error) {
    report(internalError, {
      message: 'threw',
      data: { rule: rule.id, error: error instanceof Error ? error.message : String(error) },
      subject: subject(['rule', rule.id]),
      at,
    });
    return null;
  }
}
