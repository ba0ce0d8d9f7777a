import type { Report } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import type { Evidence } from './evidence.ts';
import { type Run, runPoints } from './history.ts';
import { type IdentityView, identityView } from './identity-view.ts';
import { type InventoryRow, inventory } from './inventory.ts';
import { type JourneyStage, journey } from './journey.ts';
import { type MatrixRow, matrix } from './matrix.ts';
import { type Ending, nextTasks, type Task } from './next.ts';
import { judgeParts, type Scorecard, scorecard } from './scorecard/index.ts';
import { type Since, since } from './since.ts';
import { type SystemsMap, systemsMap } from './systems-map.ts';
import { type Trend, trend } from './trend.ts';

/** A waiver as the report lists it. */
export interface WaiverRow {
  readonly rule: string;
  readonly subject: string | null;
  readonly reason: string;
  readonly owner: string | null;
  /** ISO date; null: no end. */
  readonly until: string | null;
}

/** What a model is made of. */
export interface ModelInput {
  readonly plan: Plan;
  readonly report: Report;
  readonly evidence: Evidence;
  /** Earlier runs, oldest first. */
  readonly history: readonly Run[];
  readonly waivers: readonly WaiverRow[];
  readonly commit: string | null;
  readonly branch: string | null;
  /** ISO instant of the run. */
  readonly at: string;
}

/** Everything that a steward reads, as data: the scorecard, its trend, and each section of the report. */
export interface Model extends ModelInput {
  /** ISO date. */
  readonly today: string;
  readonly card: Scorecard;
  readonly run: Run;
  readonly trend: Trend;
  readonly next: readonly Task[];
  readonly since: Since | null;
  readonly map: SystemsMap;
  readonly journey: readonly JourneyStage[];
  readonly matrix: readonly MatrixRow[];
  readonly inventory: readonly InventoryRow[];
  readonly identity: IdentityView;
}

export function buildModel(input: ModelInput): Model {
  const { plan, evidence, report } = input;
  const today = input.at.slice(0, 10);
  const card = scorecard(plan, evidence, today);
  const run = runOf(input, card);
  const trends = trend(input.history, run);
  const endings = input.waivers.flatMap(({ until, ...rest }): Ending[] =>
    until === null ? [] : [{ ...rest, until, fingerprint: null }],
  );
  return {
    ...input,
    today,
    card,
    run,
    trend: trends,
    next: nextTasks(judgeParts(plan, evidence, today), evidence, report.findings, endings, today),
    since: since(plan, run, trends.reference, evidence.reference),
    map: systemsMap(plan, evidence),
    journey: journey(plan, evidence),
    matrix: matrix(plan, evidence),
    inventory: inventory(plan),
    identity: identityView(plan, evidence),
  };
}

/** This run as the history keeps it. */
function runOf({ plan, report, commit, branch, at }: ModelInput, card: Scorecard): Run {
  const { error, warn, info, waived, baselined } = report.summary;
  return {
    v: 1,
    at,
    commit,
    branch,
    plan: plan.name,
    version: plan.version,
    ...runPoints(card),
    findings: { error, warn, info },
    waived,
    baselined,
    events: plan.events.size,
    needs: plan.needs.size,
  };
}
