import type { Gap } from '../drift/types.ts';
import type { Report } from '../findings/report.ts';
import type { Model } from '../report/model.ts';
import { PART_TITLES } from '../report/scorecard/index.ts';
import { codeSpan, csvRows, escapeMarkdown } from '../text/markup.ts';
import { stringify } from '../text/stringify.ts';
import { clip } from '../text/visible.ts';
import { driftMarkdown, gapTable } from './drift/markdown.ts';
import { htmlFormat } from './html/index.ts';
import { duration } from './html/words.ts';
import { head } from './json.ts';
import { stewardTable, type TableName } from './steward-tables.ts';
import { changeMark } from './trend-words.ts';

export interface StewardOptions {
  /** `full`: every entry of the dictionary is open on paper. */
  readonly print?: 'short' | 'full';
  /** Which table, as CSV. */
  readonly table?: TableName;
}

/** The report in the form a reader asked for: a page, tables for a wiki, the record of processing, or data. */
export async function stewardReport(
  format: string,
  report: Report,
  model: Model | null,
  today: string,
  { print = 'short', table = 'processing' }: StewardOptions = {},
): Promise<string> {
  if (format === 'csv') return [...csvRows(stewardTable(table, model))].join('');
  if (format === 'markdown') return markdownReport(report, model);
  if (format === 'json') return `${head(report)},"findings":${stringify(report.findings)}}\n`;
  const pieces: string[] = [];
  const context = {
    colour: false,
    width: 80,
    unicode: true,
    maxFindings: 500,
    sourceText: () => null,
    plan: model?.plan ?? null,
    model,
    today,
    ruleHelp: async () => [],
    env: {},
    print,
  };
  for await (const piece of htmlFormat.write(report, context)) pieces.push(piece);
  return pieces.join('');
}

/** The same sections as the page, as tables for a wiki or a repository. */
function markdownReport(report: Report, model: Model | null): string {
  if (!model)
    return `# Data plan\n\nThe plan did not load: ${report.summary.error} errors. See \`dataplan lint\`.\n`;
  const { plan, card, trend, next, inventory } = model;
  const parts = card.parts.map(({ id, score }) => {
    const own = trend.parts.find((part) => part.id === id);
    return `| ${PART_TITLES[id]} | ${score ?? '–'} | ${own ? changeMark(own) : ''} |`;
  });
  const tasks = next.map(
    ({ title, why, owner }, at) =>
      `${at + 1}. **${escapeMarkdown(title)}** ${escapeMarkdown(why)} (${owner === null ? 'nobody yet' : escapeMarkdown(owner)})`,
  );
  const events = [...plan.events.values()].map(
    ({ key, description, owner, status, from }) =>
      `| ${codeSpan(clip(key, 200))} | ${escapeMarkdown(clip(description ?? '', 400))} | ${escapeMarkdown(owner ?? '–')} | ${status} | ${escapeMarkdown(from.join(', '))} |`,
  );
  const privacy = inventory.map(
    (row) =>
      `| ${codeSpan(row.category)} | ${codeSpan(row.system)} | ${escapeMarkdown(row.purposes.join(', ') || 'not declared')} | ${escapeMarkdown(row.grounds.join('; ') || 'not declared')} | ${row.handling.join(', ')} | ${escapeMarkdown(row.retention.map(duration).join(', ') || 'not declared')} | ${escapeMarkdown([row.state, ...row.gaps].join(': '))} |`,
  );
  return `# ${escapeMarkdown(plan.name)} ${escapeMarkdown(plan.version)}: data plan report

${escapeMarkdown(trend.headline)}

| Part | Score | |
|---|--:|---|
${parts.join('\n')}

## Do these next

${tasks.join('\n') || 'Nothing is open.'}

## Dictionary

| Event | Meaning | Owner | Status | Sent from |
|---|---|---|---|---|
${events.join('\n')}

## Privacy inventory

| Personal data | Received by | Purpose | Ground | Handling | Kept for | State |
|---|---|---|---|---|---|---|
${privacy.join('\n')}
${drift(model)}
${report.summary.error} errors, ${report.summary.warn} warnings, ${report.summary.waived} waived, ${report.summary.baselined} in the baseline.
`;
}

/** What holding systems against each other says; nothing where there was evidence of one alone. */
function drift({ evidence }: Model): string {
  const found = evidence.drift;
  if (found === null || found.pairs.length === 0) return '';
  const pieces = [
    ...driftMarkdown(found, { event: null, between: null }),
    ...found.gaps.filter(seen).flatMap((gap) => [...gapTable(gap)]),
  ];
  return `\n## Product against marketing\n${pieces.join('')}`;
}

function seen({ left, right }: Gap): boolean {
  return left.count + right.count > 0;
}
