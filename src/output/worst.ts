import type { Finding, Severity } from '../findings/finding.ts';

/** Open findings, errors first, otherwise in their order. */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const of = (severity: Severity) =>
    findings.filter((finding) => finding.severity === severity && finding.status === 'open');
  return [...of('error'), ...of('warn'), ...of('info')];
}

/** The worst of them up to a host's limit, in their own order, and how many were left out. */
export function keepWorst(
  findings: readonly Finding[],
  limit: number,
): { readonly kept: readonly Finding[]; readonly dropped: number } {
  const open = worstFirst(findings);
  if (open.length <= limit) return { kept: findings.filter(({ status }) => status === 'open'), dropped: 0 };
  const kept = new Set(open.slice(0, limit));
  return { kept: findings.filter((finding) => kept.has(finding)), dropped: open.length - limit };
}
