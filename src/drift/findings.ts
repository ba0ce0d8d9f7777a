import type { Difference } from '../evidence/difference.ts';
import type { Finding } from '../findings/finding.ts';
import { sortFindings } from '../findings/sort.ts';
import type { Plan } from '../plan/types.ts';
import { guarded, PLAN_START } from '../rules/guarded.ts';
import type { AnyReport, AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import { toFinding } from '../rules/to-finding.ts';
import type { Tolerance } from './types.ts';

export interface JudgeDriftOptions {
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  /** ISO date. */
  readonly today: string;
}

/** Words each difference, as the settings have it. */
export function judgeDrift(
  differences: readonly Difference[],
  plan: Plan,
  { rules, settings, today }: JudgeDriftOptions,
): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    if (rule.on !== 'drift' || !settings.runs(rule)) continue;
    for (const difference of differences) {
      const report = (by: AnyRule, found: AnyReport): void => {
        const finding = toFinding(by, found, settings, plan.files, plan, {
          count: Math.max(1, difference.right.n, difference.left.n),
        });
        if (finding !== null) findings.push(finding);
      };
      const context = {
        options: settings.options(rule),
        today,
        report: (found: AnyReport) => report(rule, found),
      };
      guarded(rule, PLAN_START, () => rule.judge(difference, plan, context), report);
    }
  }
  return sortFindings(findings);
}

/** What the settings let pass, for `compareSystems`: by a rule's id. */
export function tolerancesOf(
  rules: readonly AnyRule[],
  settings: Settings,
): (rule: string) => Tolerance | null {
  const known = new Map<string, Tolerance>();
  for (const rule of rules) {
    if (rule.on !== 'drift') continue;
    const options = settings.options(rule);
    if (isTolerance(options)) known.set(rule.id, options);
  }
  return (id) => known.get(id) ?? null;
}

function isTolerance(options: unknown): options is Tolerance {
  if (typeof options !== 'object' || options === null) return false;
  return 'tolerance' in options && typeof options.tolerance === 'number' && 'error' in options;
}
