import type { Finding } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import type { Model } from '../report/model.ts';
import { PART_TITLES } from '../report/scorecard/index.ts';
import { isObject } from '../text/json.ts';
import { codeSpan, escapeMarkdown } from '../text/markup.ts';
import { clip } from '../text/visible.ts';
import type { Format } from './format.ts';
import { counted } from './text/wrap.ts';
import { changeMark } from './trend-words.ts';
import { worstFirst } from './worst.ts';

/** GitHub refuses a comment above 65,536 characters; rows stop before that, the worst are kept. */
const ROOM = 60_000;
const MARK = { error: '✕ error', warn: '◆ warn', info: '○ info' } as const;

/**
 * A comment for a pull request. Its first line is a hidden marker, by which the next run finds the comment and
 * rewrites it instead of adding another.
 */
export const markdown: Format = {
  *write(report, context) {
    const { summary, plan } = report;
    yield `${marker(report)}\n### Data plan: ${headline(report)}\n\n`;
    if (plan) yield `${codeSpan(plan.name)} ${escapeMarkdown(plan.version)}\n\n`;
    if (context.model) yield* scoreTable(context.model);
    const findings = worstFirst(report.findings);
    if (findings.length > 0) yield* table(findings, ROOM);
    yield* accepted(report);
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

/** The parts that moved, and those that a stop rule holds; the others in one row. */
function* scoreTable({ card, trend }: Model): Iterable<string> {
  const rows: string[] = [];
  let same = 0;
  for (const { id, score, stop } of card.parts) {
    const own = trend.parts.find((part) => part.id === id);
    if (score === null || !own) continue;
    if (own.word === 'steady' && !stop) {
      same++;
      continue;
    }
    const why = stop ? `held: ${escapeMarkdown(clip(stop.why, 200))}` : '';
    rows.push(`| ${PART_TITLES[id]} | ${score} | ${changeMark(own)} | ${why} |\n`);
  }
  if (same > 0) rows.push(`| *${same} ${rows.length > 0 ? 'others' : 'parts'}* | | steady | |\n`);
  if (rows.length === 0) return;
  yield `${escapeMarkdown(trend.headline)}\n\n| Part | Score | Trend | Why |\n|---|--:|---|---|\n`;
  yield* rows;
  yield '\n';
}

/** Waivers and baseline entries that this change adds: what a reviewer accepts by approving it. */
function* accepted({ extra }: Report): Iterable<string> {
  const since = extra['since'];
  if (!isObject(since)) return;
  const waivers = Array.isArray(since['newWaivers']) ? since['newWaivers'].filter(isObject) : [];
  const baseline = Array.isArray(since['newBaseline']) ? since['newBaseline'] : [];
  if (waivers.length + baseline.length === 0) return;
  yield `**Accepted by this change:** ${counted(waivers.length, 'new waiver')}, ${baseline.length} new in the baseline\n\n`;
  for (const { rules, reason, until } of waivers.slice(0, 20)) {
    const end = typeof until === 'string' ? ` until ${until}` : '';
    yield `- ${codeSpan(clip(String(rules), 200))}${end}: ${escapeMarkdown(clip(String(reason), 300))}\n`;
  }
  yield '\n';
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
