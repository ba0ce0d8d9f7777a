import type { Report } from '../findings/report.ts';
import type { InventoryRow } from '../report/inventory.ts';
import type { Model } from '../report/model.ts';
import { PART_TITLES } from '../report/scorecard/index.ts';
import { codeSpan, csvRows, escapeMarkdown } from '../text/markup.ts';
import { stringify } from '../text/stringify.ts';
import { clip } from '../text/visible.ts';
import { htmlFormat } from './html/index.ts';
import { duration, plainCategory } from './html/words.ts';
import { head } from './json.ts';
import { changeMark } from './trend-words.ts';

/** The report in the form a reader asked for: a page, tables for a wiki, the record of processing, or data. */
export async function stewardReport(
  format: string,
  report: Report,
  model: Model | null,
  today: string,
  print: 'short' | 'full' = 'short',
): Promise<string> {
  if (format === 'csv') return [...csvRows(recordOfProcessing(model?.inventory ?? [], model))].join('');
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

const COLUMNS = [
  'activity',
  'controller',
  'personal data',
  'category',
  'data subjects',
  'received by',
  'recipient kind',
  'country',
  'safeguard',
  'legal ground',
  'consent signal',
  'handling',
  'kept for',
  'carried by',
  'security measures',
  'state',
];

/** A record of processing as GDPR Art. 30 (1) lists its contents. What nobody states says so. */
export function* recordOfProcessing(rows: readonly InventoryRow[], model: Model | null): Iterable<string[]> {
  const gap = 'not declared';
  const or = (values: readonly string[]) => values.join('; ') || gap;
  yield COLUMNS;
  for (const row of rows) {
    yield [
      or(row.purposes),
      model?.plan.privacy.controller ?? gap,
      plainCategory(row.category),
      row.category,
      or(row.subjects),
      row.system,
      row.role ?? gap,
      row.country ?? gap,
      row.agreement ?? gap,
      or(row.grounds),
      row.signals.join('; ') || 'none asked',
      row.handling.map((one) => (one === 'raw' ? 'as is' : one)).join('; '),
      or(row.retention.map(duration)),
      or(row.carriedBy),
      gap,
      row.state === 'allowed'
        ? 'allowed'
        : `${row.state === 'denied' ? 'not allowed' : 'incomplete'}: ${row.gaps.join('; ')}`,
    ];
  }
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

${report.summary.error} errors, ${report.summary.warn} warnings, ${report.summary.waived} waived, ${report.summary.baselined} in the baseline.
`;
}
