import type { Finding } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import { codeSpan, escapeMarkdown } from '../text/markup.ts';
import { clip } from '../text/visible.ts';
import type { Format } from './format.ts';
import { counted } from './text/wrap.ts';
import { worstFirst } from './worst.ts';

/** GitHub refuses a comment above 65,536 characters; rows stop before that, the worst are kept. */
const ROOM = 60_000;
const MARK = { error: '✕ error', warn: '◆ warn', info: '○ info' } as const;

/**
 * A comment for a pull request. Its first line is a hidden marker, by which the next run finds the comment and
 * rewrites it instead of adding another.
 */
export const markdown: Format = {
  *write(report) {
    const { summary, plan } = report;
    yield `${marker(report)}\n### Data plan: ${headline(report)}\n\n`;
    if (plan) yield `${codeSpan(plan.name)} ${escapeMarkdown(plan.version)}\n\n`;
    const findings = worstFirst(report.findings);
    if (findings.length > 0) yield* table(findings, ROOM);
    yield* notChecked(report);
    const owed = [
      ...(summary.baselined > 0 ? [`${summary.baselined} in the baseline`] : []),
      ...(summary.waived > 0 ? [`${summary.waived} waived`] : []),
      ...(summary.fixable > 0 ? [`${summary.fixable} repaired by \`dataplan lint --fix\``] : []),
    ];
    if (owed.length > 0) yield `${owed.join(', ')}.\n\n`;
    const [first] = findings;
    if (first) {
      yield `Accept one on purpose: ${codeSpan(`# dataplan-ignore ${first.rule} until=YYYY-MM-DD -- reason`)} on its line or the line above.\n`;
    }
  },
};

/** One comment a plan and command. The name is kept to what cannot end an HTML comment. */
export function marker(report: Report): string {
  const name = report.plan?.name.replace(/[^\w.-]+/g, '-').replace(/-{2,}/g, '-') ?? 'plans';
  return `<!-- dataplan:${report.command}:${name} -->`;
}

function headline({ summary }: Report): string {
  const counts = [
    ...(summary.error > 0 ? [counted(summary.error, 'error')] : []),
    ...(summary.warn > 0 ? [counted(summary.warn, 'warning')] : []),
    ...(summary.info > 0 ? [counted(summary.info, 'note')] : []),
  ];
  return counts.length > 0 ? counts.join(', ') : 'nothing new';
}

function* table(findings: readonly Finding[], room: number): Iterable<string> {
  yield '| | Finding | Owner | Where |\n|---|---|---|---|\n';
  let used = 0;
  let shown = 0;
  for (const finding of findings) {
    const line = row(finding);
    used += line.length;
    if (used > room) break;
    shown++;
    yield line;
  }
  const rest = findings.length - shown;
  yield rest > 0 ? `\n… ${rest} more in the full report\n\n` : '\n';
}

function row(finding: Finding): string {
  const { file, start } = finding.location;
  const owners = finding.owners.map((owner) => escapeMarkdown(clip(owner, 60))).join(', ');
  return `| ${MARK[finding.severity]} | ${escapeMarkdown(clip(finding.message, 400))} ${codeSpan(finding.rule)} | ${owners} | ${codeSpan(`${clip(file, 200)}:${start.line}`)} |\n`;
}

function* notChecked({ notChecked }: Report): Iterable<string> {
  if (notChecked.length === 0) return;
  yield `<details><summary>Not checked: ${notChecked.length}</summary>\n\n`;
  for (const { what, why } of notChecked.slice(0, 50)) {
    yield `- ${codeSpan(clip(what, 200))}: ${escapeMarkdown(clip(why, 300))}\n`;
  }
  yield '\n</details>\n\n';
}
