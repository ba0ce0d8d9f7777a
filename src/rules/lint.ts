import type { Finding } from '../findings/finding.ts';
import type { Plan } from '../plan/types.ts';
import { guarded, PLAN_START } from './guarded.ts';
import type { AnyReport, AnyRule } from './rule.ts';
import type { Settings } from './settings.ts';
import { toFinding } from './to-finding.ts';

export interface LintOptions {
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  /** ISO date: what counts as past. */
  readonly today: string;
  /** Told how long each rule took, in milliseconds, by a clock that is handed in. */
  readonly timing?: { readonly now: () => number; readonly took: (rule: string, ms: number) => void };
}

/** Every finding about the plan alone, in the order of the rules. */
export function lint(plan: Plan, options: LintOptions): Finding[] {
  const findings: Finding[] = [];
  const { settings, today, timing } = options;
  for (const rule of options.rules) {
    if (rule.on !== 'plan' || !settings.runs(rule)) continue;
    const start = timing?.now() ?? 0;
    const report = (by: AnyRule, found: AnyReport) => {
      const finding = toFinding(by, found, settings, plan.files, plan);
      if (finding) findings.push(finding);
    };
    const context = {
      options: settings.options(rule),
      today,
      report: (found: AnyReport) => report(rule, found),
    };
    guarded(rule, PLAN_START, () => rule.check(plan, context), report);
    timing?.took(rule.id, timing.now() - start);
  }
  return findings;
}
