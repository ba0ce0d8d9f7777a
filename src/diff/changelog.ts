import type { Audience, JudgedChange, Verdict } from '../evidence/change.ts';
import { parseSubject, type Subject } from '../findings/subject.ts';
import type { Plan } from '../plan/types.ts';
import { describeChange } from '../rules/diff/describe.ts';
import { codeSpan, escapeMarkdown } from '../text/markup.ts';
import { stringify } from '../text/stringify.ts';
import type { Acknowledgement, OverallVerdict } from './result.ts';

export interface ChangelogInput {
  /** What was compared, in a few words: `acme-shop 2.1.0 → 2.2.0`. */
  readonly title: string;
  /** Hidden first line, by which a bot finds its comment again. */
  readonly marker: string;
  readonly changes: readonly JudgedChange[];
  readonly verdict: OverallVerdict;
  readonly acknowledged: ReadonlyMap<JudgedChange, Acknowledgement>;
  readonly plan: Plan | null;
  /** Breaks of the warehouse count. */
  readonly warehouse: string | null;
}

/** Lines a section shows; GitHub refuses very long comments. */
const MOST_LINES = 60;
const LONGEST_EVENT = 600;

/** What changed, for people: by who is hit, worst first. For a pull request's comment or a release note. */
export function* writeChangelog(input: ChangelogInput): Iterable<string> {
  const { changes, verdict, acknowledged } = input;
  yield `${input.marker}\n### ${escapeMarkdown(input.title)}: ${headline(input)}\n\n`;
  if (changes.length === 0) return;
  yield* overview(verdict, input.warehouse);
  const open = changes.filter((change) => !acknowledged.has(change));
  const told = new Set<JudgedChange>();
  yield* consumers(open, input, told);
  yield* section('People in the data', open, (change) => worse(change.verdicts.privacy), told, 'privacy');
  yield* section('Data already sent', open, (change) => breaks(change, 'backward', told), told, 'backward');
  if (input.warehouse !== null) {
    yield* section('Warehouse', open, (change) => worse(change.verdicts.warehouse), told, 'warehouse');
  }
  yield* accepted(changes, acknowledged);
  yield* section(
    'Readers and validators of the old version',
    open,
    (change) => !told.has(change) && worse(change.verdicts.forward),
    told,
    'forward',
  );
  yield* section('Nobody is hit', open, (change) => !told.has(change), told, null);
}

function headline({ changes, verdict }: ChangelogInput): string {
  if (changes.length === 0) return 'nothing has changed';
  const needs = verdict.bump === 'none' ? 'needs no new version' : `needs a **${verdict.bump}** version`;
  const declared =
    verdict.declared === null || verdict.declared === verdict.bump
      ? ''
      : `, declared is ${verdict.declared === 'none' ? 'none' : `a ${verdict.declared} one`}`;
  return `${changes.length} ${changes.length === 1 ? 'change' : 'changes'}, ${needs}${declared}`;
}

const MARKS: Readonly<Record<Verdict, string>> = {
  breaking: '✕ breaking',
  risky: '◆ risky',
  unknown: '? unknown',
  compatible: '✓ compatible',
};

function* overview({ verdicts }: OverallVerdict, warehouse: string | null): Iterable<string> {
  const cells: [string, Verdict][] = [
    ['Data already sent', verdicts.backward],
    ['Old readers', verdicts.forward],
    ['Needs and destinations', verdicts.consumers],
    ['People in the data', verdicts.privacy],
    ...(warehouse === null ? [] : [[`Warehouse (${warehouse})`, verdicts.warehouse] as [string, Verdict]]),
  ];
  yield `| ${cells.map(([name]) => name).join(' | ')} |\n|${cells.map(() => '---|').join('')}\n`;
  yield `| ${cells.map(([, verdict]) => MARKS[verdict]).join(' | ')} |\n\n`;
}

function worse(verdict: Verdict): boolean {
  return verdict !== 'compatible';
}

/** Risks for old data that were told already need no second line. */
function breaks(change: JudgedChange, audience: Audience, told: ReadonlySet<JudgedChange>): boolean {
  const verdict = change.verdicts[audience];
  return verdict === 'breaking' || (worse(verdict) && !told.has(change));
}

/** One list for each need and destination that is hit, with the team to talk to. */
function* consumers(
  open: readonly JudgedChange[],
  input: ChangelogInput,
  told: Set<JudgedChange>,
): Iterable<string> {
  const byHit = new Map<Subject, JudgedChange[]>();
  for (const change of open) {
    if (!worse(change.verdicts.consumers)) continue;
    for (const hit of change.hits) byHit.set(hit, [...(byHit.get(hit) ?? []), change]);
    if (change.hits.length > 0) told.add(change);
  }
  if (byHit.size === 0) return;
  yield '#### Needs and destinations\n\n';
  const needsFirst = [...byHit].sort(([a], [b]) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  for (const [hit, all] of needsFirst.slice(0, MOST_LINES)) {
    yield `- **${escapeMarkdown(hitName(hit, input.plan))}**${ownerOf(hit, input.plan)}\n`;
    for (const change of all.slice(0, MOST_LINES)) {
      yield `  - ${MARKS[change.verdicts.consumers]}: ${sentence(change)}\n`;
    }
  }
  yield '\n';
}

function rankOf(hit: Subject): number {
  return hit.startsWith('need:') ? 0 : 1;
}

function hitName(hit: Subject, plan: Plan | null): string {
  const step = parseSubject(hit).at(-1);
  const name = step?.name ?? hit;
  if (step?.kind === 'need') return `${name} (${plan?.needs.get(name)?.kind ?? 'need'})`;
  return `${name} (${plan?.systems.get(name)?.role ?? 'system'})`;
}

function ownerOf(hit: Subject, plan: Plan | null): string {
  const step = parseSubject(hit).at(-1);
  const thing = step?.kind === 'need' ? plan?.needs.get(step.name) : plan?.systems.get(step?.name ?? '');
  if (thing?.owner == null) return '';
  const contact = plan?.teams.get(thing.owner)?.contact;
  return `, ask ${escapeMarkdown(thing.owner)}${contact == null ? '' : ` (${escapeMarkdown(contact)})`}`;
}

function sentence(change: JudgedChange): string {
  const { file, start } = change.location;
  return `${escapeMarkdown(describeChange(change))} ${codeSpan(`${file}:${start.line}`)}`;
}

function* section(
  title: string,
  all: readonly JudgedChange[],
  belongs: (change: JudgedChange) => boolean,
  told: Set<JudgedChange>,
  audience: Audience | null,
): Iterable<string> {
  const mine = all.filter(belongs);
  if (mine.length === 0) return;
  const order: readonly Verdict[] = ['breaking', 'risky', 'unknown', 'compatible'];
  const sorted =
    audience === null
      ? mine
      : [...mine].sort((a, b) => order.indexOf(a.verdicts[audience]) - order.indexOf(b.verdicts[audience]));
  const folded = audience === 'forward' || audience === null;
  yield folded ? `<details><summary>${title}: ${mine.length}</summary>\n\n` : `#### ${title}\n\n`;
  for (const change of sorted.slice(0, MOST_LINES)) {
    const mark = audience === null ? '' : `${MARKS[change.verdicts[audience]]}: `;
    const why = audience === null || change.why === null ? '' : `; ${escapeMarkdown(change.why)}`;
    yield `- ${mark}${sentence(change)}${why}${eventsOf(change)}\n`;
    if (audience === 'backward' || audience === 'forward') yield* proof(change, audience);
  }
  if (mine.length > MOST_LINES) yield `- … and ${mine.length - MOST_LINES} more\n`;
  yield folded ? '\n</details>\n\n' : '\n';
  for (const change of mine) told.add(change);
}

function eventsOf({ events, subject }: JudgedChange): string {
  if (subject.startsWith('event:') || events.length === 0) return '';
  const shown = events.slice(0, 5).map((name) => escapeMarkdown(name));
  return `, in ${shown.join(', ')}${events.length > 5 ? ` and ${events.length - 5} more` : ''}`;
}

function* proof({ witness }: JudgedChange, audience: 'backward' | 'forward'): Iterable<string> {
  if (witness === null || (witness.validUnder === 'old') !== (audience === 'backward')) return;
  const text = stringify(witness.event);
  if (text.length > LONGEST_EVENT) return;
  yield `  - ${audience === 'backward' ? 'valid before, not now' : 'valid now, not before'}: ${codeSpan(text)}\n`;
}

function* accepted(
  changes: readonly JudgedChange[],
  acknowledged: ReadonlyMap<JudgedChange, Acknowledgement>,
): Iterable<string> {
  const mine = changes.filter((change) => acknowledged.has(change));
  if (mine.length === 0) return;
  yield '#### Accepted on purpose\n\n';
  for (const change of mine) {
    const waiver = acknowledged.get(change);
    const who = waiver?.owner == null ? '' : ` (${escapeMarkdown(waiver.owner)})`;
    yield `- ${sentence(change)}: ${escapeMarkdown(waiver?.reason ?? '')}${who}\n`;
  }
  yield '\n';
}
