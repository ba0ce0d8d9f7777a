import type { DriftResult, MatrixRow } from '../../drift/types.ts';
import type { Finding } from '../../findings/finding.ts';
import type { Report } from '../../findings/report.ts';
import { unescapeStep } from '../../text/json-pointer.ts';
import { clip, defuse, visible } from '../../text/visible.ts';
import type { OutputContext } from '../format.ts';
import { painter } from '../painter.ts';
import { counted, wrap } from '../text/wrap.ts';
import { comparisons, count, days, interval, KNOWN, pairName, share, viewWords } from './figures.ts';
import { type DriftQuestion, gapsOf } from './index.ts';
import { type Cell, sideBySide } from './table.ts';
import { gapText } from './waterfall.ts';

/** Rows that a terminal is shown; JSON, Markdown and CSV have all of them. */
const MOST = 30;

/** Systems side by side, then who can be joined, then the way from one count to the other. */
export function* driftText(
  result: DriftResult,
  question: DriftQuestion,
  report: Report,
  context: OutputContext,
): Iterable<string> {
  for (const line of lines(result, question, report, context)) yield `${defuse(line)}\n`;
}

function* lines(
  result: DriftResult,
  question: DriftQuestion,
  report: Report,
  context: OutputContext,
): Iterable<string> {
  const paint = painter(context.colour);
  for (const pair of result.pairs) {
    const told = `${pairName(pair)}  ${days(pair.window)}: ${comparisons(pair)}`;
    for (const line of wrap(visible(told), context.width)) yield line;
  }
  if (result.pairs.length > 0) yield '';
  yield* matrixText(result.matrix, question, report.findings, context);
  yield* joinsText(acrossSides(result.joins, question), context);
  if (question.event !== null) {
    for (const gap of gapsOf(result, question)) {
      yield* gapText(gap, context);
      yield '';
    }
  }
  if (result.customerView !== null) {
    const { causes } = result.customerView;
    const words = viewWords(result.customerView);
    yield paint('bold', `Single customer view: ${words.share}`);
    yield `  ${words.people}`;
    for (const { text, people: apart, gain } of causes.slice(0, 5)) {
      const points = `: ${counted(Math.round(apart), 'person').replace(/persons$/, 'people')}${gain > 0 ? `, +${(gain * 100).toFixed(1)} points` : ''}`;
      for (const [at, line] of wrap(`${visible(clip(text, 300))}${points}`, context.width - 4).entries())
        yield `${at === 0 ? '  - ' : '    '}${line}`;
    }
    yield '';
  }
}

function* matrixText(
  matrix: readonly MatrixRow[],
  { event }: DriftQuestion,
  findings: readonly Finding[],
  context: OutputContext,
): Iterable<string> {
  const wanted = matrix.filter((row) => (event === null ? row.property === null : row.event === event));
  if (wanted.length === 0) return;
  const paint = painter(context.colour);
  const systems = [...new Set(wanted.flatMap(({ seen }) => Object.keys(seen)))];
  const marks = marksBySubject(findings);
  // A large plan is shown where it is uneven; where all is even, its first rows.
  const uneven = wanted.filter((row) => isUneven(row) || marks.has(row.event));
  const shown = (wanted.length <= MOST ? wanted : uneven.length > 0 ? uneven : wanted).slice(0, MOST);
  const columns = [
    { title: event === null ? 'event' : 'property', right: false },
    { title: 'planned', right: false },
    { title: 'code', right: false },
    ...systems.map((title) => ({ title, right: true })),
    { title: '', right: false },
  ];
  const rows = shown.map((row): Cell[] => [
    { text: row.property === null ? row.event : `  ${row.property}` },
    row.planned ? { text: 'yes' } : { text: 'no', paint: (text) => paint('red', text) },
    {
      text: KNOWN[row.code],
      ...(row.planned && row.code === 'no' ? { paint: (text: string) => paint('yellow', text) } : {}),
    },
    ...systems.map((key) => seenCell(row, key, (text) => paint('red', text))),
    { text: row.property === null ? (marks.get(row.event) ?? '') : '' },
  ]);
  yield* sideBySide(columns, rows, context.width, (text) => paint('dim', text));
  const rest = wanted.length - shown.length;
  if (rest > 0)
    yield paint(
      'dim',
      `and ${counted(rest, 'more row')}${uneven.length > shown.length ? '' : ', even as far as was looked'}; -f json has them all`,
    );
  yield '';
}

/** Planned there and never seen, or seen and not planned, is red. */
function seenCell({ seen, planned, property }: MatrixRow, key: string, red: (text: string) => string): Cell {
  const found = seen[key];
  if (found == null) return { text: '–' };
  const wrong = planned ? found === 0 && property === null : found > 0;
  return { text: count(found), ...(wrong ? { paint: red } : {}) };
}

export function isUneven({ planned, code, seen }: MatrixRow): boolean {
  const counts = Object.values(seen).filter((found) => found !== null);
  return planned ? code === 'no' || counts.includes(0) : code === 'yes' || counts.some((found) => found > 0);
}

/** `✕ 2`: open findings about an event, the worst mark first. */
function marksBySubject(findings: readonly Finding[]): Map<string, string> {
  const worst = new Map<string, { errors: number; all: number }>();
  for (const { subject, severity, status } of findings) {
    const name = /^event:([^/]*)/.exec(subject)?.[1];
    if (name === undefined || status !== 'open' || severity === 'info') continue;
    const key = unescapeStep(name);
    const known = worst.get(key) ?? { errors: 0, all: 0 };
    worst.set(key, { errors: known.errors + (severity === 'error' ? 1 : 0), all: known.all + 1 });
  }
  return new Map(
    [...worst].map(([key, { errors, all }]) => [key, counted(all, errors === all ? 'error' : 'finding')]),
  );
}

/** Between the sides, where there are two: that is where a customer is lost. */
function acrossSides(joins: DriftResult['joins'], { plan, between }: DriftQuestion): DriftResult['joins'] {
  const side = (key: string) => plan.systems.get(key)?.side ?? null;
  const across = joins.filter(
    ({ left, right }) => side(left) !== side(right) && [side(left), side(right)].includes('marketing'),
  );
  return between === null && across.length > 0 ? across : joins;
}

function* joinsText(joins: DriftResult['joins'], context: OutputContext): Iterable<string> {
  if (joins.length === 0) return;
  const paint = painter(context.colour);
  const columns = [
    { title: 'joined by', right: false },
    { title: 'ids of', right: false },
    { title: 'found in', right: false },
    { title: 'share', right: true },
    { title: 'sure', right: true },
    { title: 'ids', right: true },
  ];
  const rows = joins
    .slice(0, MOST)
    .map((join): Cell[] => [
      { text: join.identifier },
      { text: join.left },
      { text: join.right },
      { text: share(join.share) },
      { text: join.share === null ? 'too few' : interval(join) || 'exact' },
      { text: count(join.leftIds) },
    ]);
  yield* sideBySide(columns, rows, context.width, (text) => paint('dim', text));
  yield '';
}
