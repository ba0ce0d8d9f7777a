import type { Finding } from '../findings/finding.ts';
import { subject } from '../findings/subject.ts';
import type { Plan } from '../plan/types.ts';
import type { AnyReport, AnyRule } from './rule.ts';
import { internalError } from './run/internal-error.ts';
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
    const add = (finding: Finding | null) => finding && findings.push(finding);
    try {
      rule.check(plan, {
        options: settings.options(rule),
        today,
        report: (report: AnyReport) => add(toFinding(rule, report, settings, plan.files, plan)),
      });
    } catch (error) {
      // One rule's mistake must not hide what the others found.
      const message = error instanceof Error ? error.message : String(error);
      add(
        toFinding(
          internalError,
          {
            message: 'threw',
            data: { rule: rule.id, error: message },
            subject: subject(['rule', rule.id]),
            at: { file: 0, start: 0, end: 1 },
          },
          settings,
          plan.files,
          plan,
        ),
      );
    }
    timing?.took(rule.id, timing.now() - start);
  }
  return findings;
}
