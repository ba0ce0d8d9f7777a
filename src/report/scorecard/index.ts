import type { Subject } from '../../findings/subject.ts';
import type { Plan } from '../../plan/types.ts';
import { type Evidence, evidenceNames } from '../evidence.ts';
import { engagementPart } from './engagement.ts';
import { governancePart } from './governance.ts';
import { identityPart } from './identity.ts';
import { namingPart } from './naming.ts';
import { needsPart } from './needs.ts';
import type { Obligation, PartId, PartJudgement, Stop } from './obligation.ts';
import { privacyPart } from './privacy.ts';
import { systemsPart } from './systems.ts';
import { world } from './world.ts';

export { PART_TITLES, PARTS, type PartId } from './obligation.ts';

/** A part that a stop rule holds shows at most this. */
const HELD = 49;

/** A team with fewer subjects is shown as counts. */
const ENOUGH_SUBJECTS = 5;

/** As it stands in the JSON output. Points have one decimal. */
export interface Scorecard {
  readonly version: 1;
  readonly evidence: readonly string[];
  readonly parts: readonly PartScore[];
  readonly teams: Readonly<Record<string, TeamScore>>;
}

export interface PartScore {
  readonly id: PartId;
  /** 0..100, 100 only when everything is met; null: nothing to judge yet. */
  readonly score: number | null;
  readonly met: number;
  readonly unmet: number;
  readonly unknown: number;
  readonly stop: Stop | null;
  readonly obligations: readonly ObligationScore[];
}

export interface ObligationScore {
  readonly id: string;
  readonly title: string;
  /** After the points of obligations without a subject were handed on. */
  readonly points: number;
  /** Subjects that meet it, those met in part by their share. */
  readonly met: number;
  readonly unmet: readonly Subject[];
  readonly unknown: readonly Subject[];
}

export interface TeamScore {
  readonly subjects: number;
  /** By part; null with fewer than five subjects there. */
  readonly parts: Readonly<Partial<Record<PartId, number | null>>>;
}

/** What every part asks and how each subject stands. `today` is an ISO date. */
export function judgeParts(plan: Plan, evidence: Evidence, today: string): PartJudgement[] {
  const all = world(plan, evidence);
  return [
    systemsPart(all),
    namingPart(all),
    identityPart(all),
    needsPart(all),
    engagementPart(all, today),
    governancePart(all),
    privacyPart(all),
  ];
}

/** Scorecard 1: docs/scorecard.md says how it counts and why. */
export function scorecard(plan: Plan, evidence: Evidence, today: string): Scorecard {
  const parts = judgeParts(plan, evidence, today);
  return {
    version: 1,
    evidence: evidenceNames(evidence),
    parts: parts.map(scorePart),
    teams: Object.fromEntries(teamScores(plan, parts)),
  };
}

/**
 * Each obligation earns its points by the share of its subjects that meet it; what is not known earns nothing
 * and is told apart from what is not met.
 */
export function scorePart(part: PartJudgement): PartScore {
  const asked = part.obligations.filter(({ judged }) => judged.length > 0);
  const total = asked.reduce((sum, { points }) => sum + points, 0);
  const obligations = asked.map((one) => scoreObligation(one, 100 / total));
  const sum = (of: 'met' | 'unknown') =>
    asked.reduce((points, { judged }, at) => {
      const share = judged.reduce(
        (all, { share }) => all + (of === 'met' ? (share ?? 0) : share === null ? 1 : 0),
        0,
      );
      return points + ((obligations[at]?.points ?? 0) * share) / judged.length;
    }, 0);
  const met = sum('met');
  const unknown = sum('unknown');
  const whole = asked.every(({ judged }) => judged.every(({ share }) => share === 1));
  const earned = whole ? 100 : Math.min(99, Math.floor(met + 1e-9));
  return {
    id: part.id,
    score: asked.length === 0 ? null : part.stop ? Math.min(HELD, earned) : earned,
    met: round(met),
    unmet: asked.length === 0 ? 0 : round(100 - met - unknown),
    unknown: round(unknown),
    stop: part.stop,
    obligations,
  };
}

function scoreObligation({ id, title, points, judged }: Obligation, scale: number): ObligationScore {
  return {
    id,
    title,
    points: points * scale,
    met: round(judged.reduce((sum, { share }) => sum + (share ?? 0), 0)),
    unmet: judged.filter(({ share }) => share !== null && share < 1).map(({ subject }) => subject),
    unknown: judged.filter(({ share }) => share === null).map(({ subject }) => subject),
  };
}

/** The same sums over the subjects that a team owns. */
function* teamScores(plan: Plan, parts: readonly PartJudgement[]): Iterable<[string, TeamScore]> {
  for (const team of [...plan.teams.keys()].sort()) {
    let subjects = 0;
    const scores: [PartId, number | null][] = [];
    for (const part of parts) {
      const obligations = part.obligations.map((one) => ({
        ...one,
        judged: one.judged.filter(({ owner }) => owner === team),
      }));
      const count = obligations.reduce((sum, { judged }) => sum + judged.length, 0);
      if (count === 0) continue;
      subjects += count;
      const { score } = scorePart({ ...part, obligations, stop: null });
      scores.push([part.id, count < ENOUGH_SUBJECTS ? null : score]);
    }
    yield [team, { subjects, parts: Object.fromEntries(scores) }];
  }
}

function round(points: number): number {
  return Math.round(points * 10) / 10 + 0;
}
