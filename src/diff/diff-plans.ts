import type { JudgedChange } from '../evidence/change.ts';
import type { Finding } from '../findings/finding.ts';
import { subject } from '../findings/subject.ts';
import { locate } from '../plan/locate.ts';
import type { Plan } from '../plan/types.ts';
import { sectionSpot } from './changes/noting.ts';
import { DiffFindings, type RuleRun } from './findings.ts';
import { judgePlans, type PlanOptions } from './judge/plans.ts';
import { type OverallVerdict, overallVerdict } from './result.ts';

export interface Compared {
  readonly changes: readonly JudgedChange[];
  readonly verdict: OverallVerdict;
  readonly findings: readonly Finding[];
}

/** Compares two plans: changes with their verdicts, and what the rules make of them. */
export function diffPlans(before: Plan, after: Plan, run: RuleRun, options: PlanOptions): Compared {
  const { changes, bump } = judgePlans({ before, after, today: run.today }, options);
  const found = new DiffFindings(run, { before, after });
  found.judge(changes, options.warehouse != null);
  const declared = found.version(
    { before: before.version, after: after.version, scheme: options.scheme },
    { bump, changes },
    { subject: subject(['plan', after.name]), at: locate(after.files, sectionSpot(after, 'version')) },
  );
  return { changes, verdict: { ...overallVerdict(changes, declared), bump }, findings: found.findings };
}
