import type { Audience, Bump, JudgedChange, Verdict } from '../evidence/change.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** All changes together, by audience. `declared` is the bump that the versions claim; null without versions. */
export interface OverallVerdict {
  readonly verdicts: Readonly<Record<Audience, Verdict>>;
  readonly bump: Bump;
  readonly declared: Bump | null;
}

const AUDIENCES: readonly Audience[] = ['backward', 'forward', 'warehouse', 'consumers', 'privacy'];
const ORDER: readonly Verdict[] = ['compatible', 'unknown', 'risky', 'breaking'];
const BUMPS: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

export function worstVerdict(verdicts: Iterable<Verdict>): Verdict {
  let worst = 0;
  for (const verdict of verdicts) worst = Math.max(worst, ORDER.indexOf(verdict));
  return ORDER[worst] ?? 'compatible';
}

export function largestBump(bumps: Iterable<Bump>): Bump {
  let largest = 0;
  for (const bump of bumps) largest = Math.max(largest, BUMPS.indexOf(bump));
  return BUMPS[largest] ?? 'none';
}

export function overallVerdict(changes: readonly JudgedChange[], declared: Bump | null): OverallVerdict {
  const of = (audience: Audience): Verdict => worstVerdict(changes.map(({ verdicts }) => verdicts[audience]));
  return {
    verdicts: Object.fromEntries(AUDIENCES.map((audience) => [audience, of(audience)])) as Record<
      Audience,
      Verdict
    >,
    bump: largestBump(changes.map(({ bump }) => bump)),
    declared,
  };
}

/** Who accepted a break on purpose, and why. */
export interface Acknowledgement {
  readonly rules: readonly string[];
  readonly reason: string;
  readonly owner: string | null;
  readonly until: string | null;
}

/** One change as the JSON document has it. */
export function changeJson(change: JudgedChange, acknowledged: Acknowledgement | null): JsonObject {
  const { kind, subject, verdicts, why, hits, witness, bump } = change;
  const place = ({ file, start }: JudgedChange['location']): Json => ({
    file,
    line: start.line,
    column: start.column,
  });
  return {
    kind,
    subject,
    ...verdicts,
    why,
    hits,
    witness: witness === null ? null : { validUnder: witness.validUnder, event: witness.event },
    bump,
    ...(change.before === undefined ? {} : { before: change.before }),
    ...(change.after === undefined ? {} : { after: change.after }),
    events: change.events,
    evidence: change.evidence,
    location: place(change.location),
    previous: change.previous === null ? null : place(change.previous),
    acknowledged: acknowledged === null ? null : { ...acknowledged, rules: [...acknowledged.rules] },
  };
}
