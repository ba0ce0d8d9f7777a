import type { Check } from '../evidence/check.ts';
import type { Finding } from '../findings/finding.ts';
import type { Plan } from '../plan/types.ts';
import { guarded, PLAN_START } from './guarded.ts';
import type { AnyRule } from './rule.ts';
import type { Settings } from './settings.ts';
import { toFinding } from './to-finding.ts';

export interface SampleChecks {
  readonly checks: readonly Check[];
  /** Of rules that stopped with an error: what they would have asked is not checked. */
  readonly findings: readonly Finding[];
}

/** What all sample rules that run ask of samples, in the order of the rules. `today`: ISO date. */
export function sampleChecks(
  plan: Plan,
  { rules, settings, today }: { rules: readonly AnyRule[]; settings: Settings; today: string },
): SampleChecks {
  const findings: Finding[] = [];
  const checks = rules.flatMap((rule) => {
    if (rule.on !== 'sample' || !settings.runs(rule)) return [];
    const context = { options: settings.options(rule), today };
    const asked = guarded(
      rule,
      PLAN_START,
      () => rule.checks(plan, context),
      (by, report) => {
        const finding = toFinding(by, report, settings, plan.files, plan);
        if (finding) findings.push(finding);
      },
    );
    return asked ?? [];
  });
  return { checks, findings };
}
