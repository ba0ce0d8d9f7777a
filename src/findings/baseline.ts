import type { Finding, RuleId } from './finding.ts';
import { compareText } from './sort.ts';
import type { Subject } from './subject.ts';

/** Findings that were there when the plan was adopted: only newer ones fail. */
export interface Baseline {
  readonly entries: readonly BaselineEntry[];
}

export interface BaselineEntry {
  readonly rule: RuleId;
  readonly subject: Subject;
  readonly fingerprint: string;
}

/** Sorted, one entry a line, so that two branches rarely meet in one. */
export function formatBaseline(findings: readonly Finding[]): string {
  const entries = new Map<string, BaselineEntry>();
  for (const { rule, subject, fingerprint } of findings)
    entries.set(fingerprint, { rule, subject, fingerprint });
  const lines = [...entries.values()].sort(compareEntries).map((entry) => `    ${JSON.stringify(entry)}`);
  return `{\n  "baseline": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(',\n')}\n  ` : ''}]\n}\n`;
}

function compareEntries(a: BaselineEntry, b: BaselineEntry): number {
  return (
    compareText(a.rule, b.rule) ||
    compareText(a.subject, b.subject) ||
    compareText(a.fingerprint, b.fingerprint)
  );
}

/** Reads a baseline file; a string says what is wrong with it. */
export function parseBaseline(text: string): Baseline | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return `it is not JSON (${error instanceof Error ? error.message : String(error)})`;
  }
  if (
    typeof value !== 'object' ||
    value === null ||
    !('findings' in value) ||
    !Array.isArray(value.findings)
  ) {
    return 'it has no list "findings"';
  }
  if (!('baseline' in value) || value.baseline !== 1) return 'its version is not "baseline": 1';
  const entries: BaselineEntry[] = [];
  for (const entry of value.findings as unknown[]) {
    if (!isEntry(entry))
      return `an entry lacks rule, subject or fingerprint: ${JSON.stringify(entry)?.slice(0, 100)}`;
    entries.push({ rule: entry.rule, subject: entry.subject, fingerprint: entry.fingerprint });
  }
  return { entries };
}

function isEntry(value: unknown): value is BaselineEntry {
  if (typeof value !== 'object' || value === null) return false;
  const { rule, subject, fingerprint } = value as Record<string, unknown>;
  return typeof rule === 'string' && typeof subject === 'string' && typeof fingerprint === 'string';
}

/** Marks the open findings that the baseline has. A waived one stays waived. */
export function applyBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
): { findings: Finding[]; met: ReadonlySet<string> } {
  const known = new Set(baseline.entries.map(({ fingerprint }) => fingerprint));
  const met = new Set<string>();
  const marked = findings.map((finding): Finding => {
    if (!known.has(finding.fingerprint)) return finding;
    met.add(finding.fingerprint);
    return finding.status === 'open' ? { ...finding, status: 'baselined' } : finding;
  });
  return { findings: marked, met };
}
