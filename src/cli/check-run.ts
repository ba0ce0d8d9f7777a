import { type Base, type BaseState, baseRef, changedFiles, findBase, readBase } from '../check/base.ts';
import { gather } from '../check/gather.ts';
import { fileWaivers } from '../check/waivers.ts';
import type { Finding } from '../findings/finding.ts';
import type { NotChecked, Report } from '../findings/report.ts';
import { isMalformed, type MalformedWaiver, type Waiver } from '../findings/waivers.ts';
import { PlanError } from '../plan/errors.ts';
import { joinPath, relativePath } from '../plan/paths.ts';
import type { PlanFile } from '../plan/types.ts';
import { type History, parseHistory } from '../report/history.ts';
import { buildModel, type Model, type WaiverRow } from '../report/model.ts';
import { loadFindings } from '../rules/load-findings.ts';
import { UsageError } from '../system/errors.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { stringify } from '../text/stringify.ts';
import type { Session } from './session.ts';

/** One run over everything that the configuration names. */
export interface CheckRun {
  readonly report: Report;
  /** Null where the plan did not load. */
  readonly model: Model | null;
  readonly files: readonly PlanFile[];
  readonly base: BaseState | null;
  readonly history: History;
  /** Absolute. */
  readonly historyPath: string;
}

/** Where the history is unless the configuration says otherwise. */
const HISTORY = '.dataplan/history.ndjson';

/** Loads once, holds every kind of evidence against the plan, applies waivers and baseline, and scores. */
export async function runCheck(session: Session, command: string): Promise<CheckRun> {
  const { config, system, options, today } = session;
  const path = onePlan(session);
  const historyPath = config.history ?? joinPath(config.folder, HISTORY);
  const history = await readHistory(historyPath, session);
  const found = await baseOf(session);
  try {
    const plan = await session.loadPlan(path);
    const base = found ? await readBase(found, path, config, system) : null;
    const { raw, evidence, files } = await gather({
      plan,
      path,
      config,
      rules: session.rules,
      settings: session.settings,
      today,
      base,
      showValues: options['showValues'] === true,
      system,
    });
    const narrowed = options['changed'] && found ? await onlyChanged(raw.findings, found, session) : null;
    const concluded = await session.conclude({
      ...raw,
      command,
      findings: narrowed ?? raw.findings,
      notChecked: [
        ...(raw.notChecked ?? []),
        ...notCompared(found),
        ...cutHistory(history, historyPath, session),
      ],
      // What looked at part of it calls nothing unused.
      complete: narrowed ? new Set() : raw.complete,
    });
    const listed = await fileWaivers(config.waivers, system);
    const waivers = [...raw.waivers, ...listed].filter((one): one is Waiver => !isMalformed(one));
    const head = await system.git.head();
    const model = buildModel({
      plan,
      report: concluded,
      evidence,
      history: history.runs,
      waivers: waivers.map(waiverRow),
      commit: head.commit,
      branch: head.branch,
      at: instant(session),
    });
    const report = { ...concluded, extra: { ...concluded.extra, ...scores(model, base, waivers) } };
    return { report, model: { ...model, report }, files, base, history, historyPath };
  } catch (error) {
    if (!(error instanceof PlanError)) throw error;
    const report = await session.conclude({
      command,
      plan: null,
      findings: loadFindings(error, session.settings),
      complete: new Set(),
    });
    return { report, model: null, files: error.files, base: null, history, historyPath };
  }
}

function onePlan(session: Session): string {
  const [path, ...others] = session.planPaths();
  if (path === undefined || others.length > 0) {
    throw new UsageError(
      'A check is about one plan. Name it: --plan FILE. (A portfolio is checked plan by plan.)',
    );
  }
  return path;
}

/** The base, where one is asked for or can be known; what is only configured may be missing. */
async function baseOf({ options, config, system }: Session): Promise<Base | null> {
  const asked = [options['against'], options['changed']].find((value) => typeof value === 'string');
  const ref = baseRef(typeof asked === 'string' ? asked : null, config, system);
  if (ref === null) {
    if (options['changed'] === true) {
      throw new UsageError(
        'Changed since when? Give a ref, --changed=main, or set diff.against in the configuration.',
      );
    }
    return null;
  }
  // What is only configured cannot be asked of a copy without its history.
  if (
    typeof asked !== 'string' &&
    options['changed'] !== true &&
    (await system.git.root(system.cwd)) === null
  )
    return null;
  return findBase(ref, system);
}

async function onlyChanged(
  findings: readonly Finding[],
  base: Base,
  { system }: Session,
): Promise<Finding[]> {
  const changed = await changedFiles(base, system);
  return findings.filter(({ location, related }) =>
    [location, ...related].some(({ file }) => changed.has(file)),
  );
}

function notCompared(base: Base | null): NotChecked[] {
  if (base) return [];
  return [
    {
      what: 'diff',
      why: 'no branch to compare with: set diff.against, or give --against REF, in a git repository',
    },
  ];
}

async function readHistory(path: string, { system }: Session): Promise<History> {
  if ((await system.files.stat(path)) === null) return { runs: [], skipped: [] };
  return parseHistory(await system.files.readText(path));
}

function cutHistory({ skipped }: History, path: string, { system }: Session): NotChecked[] {
  if (skipped.length === 0) return [];
  const lines = `line${skipped.length === 1 ? '' : 's'} ${skipped.slice(0, 5).join(', ')}`;
  return [{ what: `history:${relativePath(system.cwd, path)}`, why: `${lines} cannot be read` }];
}

function waiverRow({ rules, target, reason, until, owner }: Waiver): WaiverRow {
  const subject =
    'subject' in target ? target.subject : `file:${target.file.replaceAll('/', '~1')} line ${target.line}`;
  return { rule: rules.join(', '), subject, reason, owner, until };
}

/** The day that was asked for, or now. */
function instant({ options, system, today }: Session): string {
  const fixed = typeof options['today'] === 'string' || system.env['SOURCE_DATE_EPOCH'];
  return fixed ? `${today}T00:00:00.000Z` : new Date(system.now()).toISOString();
}

/** What `check` adds to the JSON document. */
function scores(
  model: Model,
  base: BaseState | null,
  waivers: readonly (Waiver | MalformedWaiver)[],
): JsonObject {
  const known = new Set(base?.waivers.map(waiverKey));
  const added = base
    ? waivers.filter((one): one is Waiver => !isMalformed(one) && !known.has(waiverKey(one)))
    : [];
  const accepted = base
    ? model.report.findings.filter(
        ({ status, fingerprint }) => status === 'baselined' && !base.baseline.has(fingerprint),
      )
    : [];
  return {
    scorecard: asJson(model.card),
    next: asJson(model.next),
    since: model.since
      ? {
          ...(asJson(model.since) as JsonObject),
          base: base ? { ref: base.base.ref, commit: base.base.commit } : null,
          newWaivers: added.map(({ rules, reason, until, owner }) => ({
            rules: [...rules],
            reason,
            until,
            owner,
          })),
          newBaseline: accepted.map(({ rule, subject }) => ({ rule, subject })),
        }
      : null,
  };
}

/** A waiver moved by an edit above it is the same waiver. */
function waiverKey({ rules, target, reason, until }: Waiver): string {
  return stringify([rules, 'subject' in target ? target.subject : target.file, reason, until]);
}

function asJson(value: unknown): Json {
  return JSON.parse(JSON.stringify(value)) as Json;
}
