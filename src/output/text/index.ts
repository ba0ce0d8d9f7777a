import type { Finding } from '../../findings/finding.ts';
import type { Report } from '../../findings/report.ts';
import { unescapeStep } from '../../text/json-pointer.ts';
import { clip, defuse, visible } from '../../text/visible.ts';
import type { Format, OutputContext } from '../format.ts';
import { painter } from '../painter.ts';
import { findingText } from './finding.ts';
import { summaryText } from './summary.ts';
import { counted, wrap } from './wrap.ts';

/** Findings of one rule that are shown in full; the others are counted, and in every machine format. */
const PER_RULE = 5;

/** What a person reads in a terminal. */
export const text: Format = {
  async *write(report, context) {
    for await (const line of textLines(report, context)) yield `${defuse(line)}\n`;
  },
};

async function* textLines(report: Report, context: OutputContext): AsyncIterable<string> {
  const { shown, hidden } = select(
    report.findings.filter((finding) => finding.status === 'open'),
    context.maxFindings,
  );
  for (const finding of shown) {
    yield* await findingText(finding, context);
    yield '';
  }
  yield* hiddenText(hidden, context);
  yield* summaryText(report, context);
}

/** The first few of each rule up to the cap, in their order; what is left out, by rule. */
function select(
  findings: readonly Finding[],
  cap: number,
): { shown: Finding[]; hidden: Map<string, Finding[]> } {
  const perRule = findings.length <= 2 * PER_RULE ? cap : PER_RULE;
  const seen = new Map<string, number>();
  const shown = new Set<Finding>();
  // Errors first, so that the cap never hides one behind a warning.
  for (const severity of ['error', 'warn', 'info'] as const) {
    for (const finding of findings) {
      if (finding.severity !== severity || shown.size >= cap) continue;
      const count = seen.get(finding.rule) ?? 0;
      if (count >= perRule) continue;
      seen.set(finding.rule, count + 1);
      shown.add(finding);
    }
  }
  const hidden = new Map<string, Finding[]>();
  for (const finding of findings) {
    if (shown.has(finding)) continue;
    const group = hidden.get(finding.rule);
    if (group) group.push(finding);
    else hidden.set(finding.rule, [finding]);
  }
  return { shown: findings.filter((finding) => shown.has(finding)), hidden };
}

function* hiddenText(
  hidden: ReadonlyMap<string, readonly Finding[]>,
  context: OutputContext,
): Iterable<string> {
  if (hidden.size === 0) return;
  const paint = painter(context.colour);
  const total = [...hidden.values()].reduce((sum, group) => sum + group.length, 0);
  yield `${counted(total, 'more finding')}, alike; -f compact lists them all:`;
  const groups = [...hidden].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
  for (const [rule, group] of groups) {
    const about = group.slice(0, 4).map((finding) => clip(visible(lastName(finding.subject)), 40));
    const more = group.length > about.length ? ', …' : '';
    const line = `${String(group.length).padStart(6)}  ${visible(rule)}  ${about.join(', ')}${more}`;
    const [first = '', ...rest] = wrap(line.trimStart(), context.width - 8);
    yield `${' '.repeat(Math.max(2, 8 - String(group.length).length - 2))}${first}`;
    for (const part of rest) yield paint('dim', `        ${part}`);
  }
  yield '';
}

/** The name in the last step of a subject. */
function lastName(subject: string): string {
  const last = subject.slice(subject.lastIndexOf('/') + 1);
  return unescapeStep(last.slice(last.indexOf(':') + 1));
}
