import type { DriftResult, Gap } from '../../drift/types.ts';
import { codeSpan, escapeMarkdown } from '../../text/markup.ts';
import { clip } from '../../text/visible.ts';
import { comparisons, count, days, interval, KNOWN, pairName, share, viewWords } from './figures.ts';
import { type DriftQuestion, gapsOf } from './index.ts';
import { isUneven } from './text.ts';

/** A comment has room for so many rows; the JSON document has all. */
const MOST = 100;

/** Below the findings: what was compared, where the systems are uneven, who can be joined, and the way between counts. */
export function* driftMarkdown(result: DriftResult, question: Omit<DriftQuestion, 'plan'>): Iterable<string> {
  const { pairs, matrix, joins, customerView } = result;
  if (pairs.length > 0) {
    yield '\n#### Compared\n\n';
    for (const pair of pairs)
      yield `- ${escapeMarkdown(`${pairName(pair)}, ${days(pair.window)}: ${comparisons(pair)}`)}\n`;
  }
  const rows = matrix.filter((row) =>
    question.event === null ? row.property === null && isUneven(row) : row.event === question.event,
  );
  const systems = [...new Set(rows.flatMap(({ seen }) => Object.keys(seen)))];
  if (rows.length > 0) {
    const names = systems.map((key) => codeSpan(clip(key, 60)));
    yield `\n#### Uneven between plan, code and systems\n\n| Event | Planned | In code |${names.map((name) => ` ${name} |`).join('')}\n|---|---|---|${'--:|'.repeat(systems.length)}\n`;
    for (const { event, property, planned, code, seen } of rows.slice(0, MOST)) {
      const name = property === null ? codeSpan(clip(event, 120)) : `… ${codeSpan(clip(property, 120))}`;
      const counts = systems.map((key) => ` ${seen[key] == null ? '–' : count(seen[key])} |`).join('');
      yield `| ${name} | ${planned ? 'yes' : 'no'} | ${KNOWN[code]} |${counts}\n`;
    }
    if (rows.length > MOST) yield `\n… ${rows.length - MOST} more\n`;
  }
  yield* joinsTable(joins);
  if (customerView !== null) {
    const { causes } = customerView;
    const words = viewWords(customerView);
    yield `\n**Single customer view: ${words.share}**: ${words.people}\n\n`;
    for (const { text, people: apart, gain } of causes.slice(0, 10))
      yield `- ${escapeMarkdown(clip(text, 300))}: ${count(apart)}${gain > 0 ? ` (+${(gain * 100).toFixed(1)} points)` : ''}\n`;
  }
  if (question.event !== null) for (const gap of gapsOf(result, question)) yield* gapTable(gap);
}

/** From one count to the other, a step a row. */
export function* gapTable({ event, left, right, causes, unexplained }: Gap): Iterable<string> {
  yield `\n#### ${escapeMarkdown(clip(event, 120))}: from ${escapeMarkdown(left.system)} to ${escapeMarkdown(right.system)}\n\n| Step | Count |\n|---|--:|\n`;
  yield `| ${escapeMarkdown(left.system)} | ${count(left.count)} |\n`;
  for (const { text, count: taken } of causes)
    yield `| ${escapeMarkdown(clip(text, 200))} | ${signed(-taken)} |\n`;
  if (Math.round(unexplained) !== 0) yield `| not explained | ${signed(-unexplained)} |\n`;
  yield `| ${escapeMarkdown(right.system)} | ${count(right.count)} |\n`;
}

/** Who can be found where: also in the steward's report. */
function* joinsTable(joins: DriftResult['joins']): Iterable<string> {
  if (joins.length === 0) return;
  yield '\n#### Who can be joined\n\n| Identifier | Ids of | Found in | Share | Sure | Ids |\n|---|---|---|--:|--:|--:|\n';
  for (const join of joins) {
    const sureness = join.share === null ? 'too few' : interval(join) || 'exact';
    yield `| ${codeSpan(clip(join.identifier, 60))} | ${codeSpan(clip(join.left, 60))} | ${codeSpan(clip(join.right, 60))} | ${share(join.share)} | ${sureness} | ${count(join.leftIds)} |\n`;
  }
}

function signed(n: number): string {
  return n < 0 ? `−${count(-n)}` : `+${count(n)}`;
}
