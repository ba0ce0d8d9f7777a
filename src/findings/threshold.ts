import type { Finding, Severity } from './finding.ts';
import type { Summary } from './report.ts';

/** When a run fails. */
export interface Threshold {
  readonly failOn: Severity | 'never';
  /** More open warnings than this fail, too; null: any number may be. */
  readonly maxWarnings: number | null;
}

const RANK: Readonly<Record<Severity, number>> = { info: 1, warn: 2, error: 3 };

/** Counts what is open; a waived or baselined finding fails nothing. */
export function summarize(findings: readonly Finding[], threshold: Threshold): Summary {
  const counts = { error: 0, warn: 0, info: 0 };
  let [waived, baselined, fixable] = [0, 0, 0];
  for (const finding of findings) {
    if (finding.status === 'waived') waived++;
    else if (finding.status === 'baselined') baselined++;
    else {
      counts[finding.severity]++;
      if (finding.fix) fixable++;
    }
  }
  const { failOn, maxWarnings } = threshold;
  const least = failOn === 'never' ? Number.POSITIVE_INFINITY : RANK[failOn];
  const reached = (['error', 'warn', 'info'] as const).some(
    (severity) => counts[severity] > 0 && RANK[severity] >= least,
  );
  return {
    ...counts,
    waived,
    baselined,
    fixable,
    failed: reached || (maxWarnings !== null && counts.warn > maxWarnings),
  };
}
