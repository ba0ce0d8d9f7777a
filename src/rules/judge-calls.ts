import type { CallSite } from '../evidence/call-site.ts';
import type { Finding } from '../findings/finding.ts';
import type { Plan } from '../plan/types.ts';
import { guarded, PLAN_START } from './guarded.ts';
import type { AnyReport, AnyRule } from './rule.ts';
import type { Settings } from './settings.ts';
import { toFinding } from './to-finding.ts';

export interface JudgeCallsOptions {
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  /** ISO date: what counts as past. */
  readonly today: string;
  /** Only some files were looked at: what is missing cannot be told. */
  readonly partial?: boolean;
}

/** Holds call sites against a plan. */
export function judgeCalls(sites: readonly CallSite[], plan: Plan, options: JudgeCallsOptions): Finding[] {
  const { rules, settings, today, partial = false } = options;
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.on !== 'call' || !settings.runs(rule)) continue;
    const report = (by: AnyRule, found: AnyReport) => {
      const finding = toFinding(by, found, settings, plan.files, plan);
      if (finding) findings.push(finding);
    };
    const context = {
      options: settings.options(rule),
      today,
      report: (found: AnyReport) => report(rule, found),
    };
    const judge = () => {
      for (const site of sites) rule.check(site, plan, context);
      if (!partial) rule.finish?.(sites, plan, context);
    };
    guarded(rule, PLAN_START, judge, report);
  }
  return findings;
}
