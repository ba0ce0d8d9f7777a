import { stringify } from '../text/stringify.ts';
import { clip, visible } from '../text/visible.ts';
import type { Format } from './format.ts';

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const SEVERITY = { error: 'critical', warn: 'minor', info: 'info' } as const;

/**
 * GitLab's code quality report. Findings with one fingerprint would be shown as one there: from the second on
 * they carry their number. Waived and baselined findings are left out, as GitLab knows neither.
 */
export const gitlab: Format = {
  *write(report) {
    const seen = new Map<string, number>();
    let separator = '\n';
    yield '[';
    for (const finding of report.findings) {
      if (finding.status !== 'open') continue;
      const nth = (seen.get(finding.fingerprint) ?? 0) + 1;
      seen.set(finding.fingerprint, nth);
      const entry = stringify({
        description: clip(visible(finding.message) || finding.rule, 2000),
        check_name: finding.rule,
        fingerprint: nth === 1 ? finding.fingerprint : `${finding.fingerprint}-${nth}`,
        severity: SEVERITY[finding.severity],
        location: {
          path: finding.location.file,
          lines: { begin: Math.max(1, finding.location.start.line) },
        },
      });
      yield separator + entry;
      separator = ',\n';
    }
    yield separator === '\n' ? ']\n' : '\n]\n';
  },
};
