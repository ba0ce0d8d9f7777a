import type { Config } from '../config/types.ts';
import { applyBaseline, parseBaseline } from '../findings/baseline.ts';
import type { Finding, Location } from '../findings/finding.ts';
import type { NotChecked, Report } from '../findings/report.ts';
import { sortFindings } from '../findings/sort.ts';
import { subject } from '../findings/subject.ts';
import { summarize, type Threshold } from '../findings/threshold.ts';
import {
  applyWaivers,
  isExpired,
  isMalformed,
  type MalformedWaiver,
  type Waiver,
} from '../findings/waivers.ts';
import { relativePath } from '../plan/paths.ts';
import type { Plan, PlanFile } from '../plan/types.ts';
import { fixedBaseline, unusedOverride } from '../rules/config/index.ts';
import type { AnyReport, AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import { toFinding } from '../rules/to-finding.ts';
import {
  duplicateWaiver,
  expiredWaiver,
  malformedWaiver,
  unknownRuleWaiver,
  unusedWaiver,
} from '../rules/waivers/index.ts';
import { ConfigError } from '../system/errors.ts';
import type { System } from '../system/system.ts';
import type { JsonObject } from '../text/json.ts';
import { didYouMean } from '../text/nearest.ts';

/** What a run found, before waivers and baseline. */
export interface RawResult {
  readonly command: string;
  readonly plan: Plan | null;
  readonly findings: readonly Finding[];
  readonly notChecked?: readonly NotChecked[];
  readonly extra?: JsonObject;
  /** Waivers met in plan files, code and `waivers.yaml`. */
  readonly waivers: readonly (Waiver | MalformedWaiver)[];
  /** Kinds of rules that ran over everything: only what they would have found can be called unused or fixed. */
  readonly complete: ReadonlySet<AnyRule['on']>;
}

export interface Conclusion {
  readonly config: Config;
  readonly settings: Settings;
  readonly rules: readonly AnyRule[];
  readonly threshold: Threshold;
  /** ISO date of the run. */
  readonly today: string;
}

/** Waivers, overrides and baseline applied, what is stale among them found, counted and sorted. */
export async function conclude(raw: RawResult, run: Conclusion, system: System): Promise<Report> {
  const { settings, today } = run;
  const files: readonly PlanFile[] = raw.plan?.files ?? [];
  const stale: Finding[] = [];
  const report = (rule: AnyRule, found: AnyReport) => {
    const finding = toFinding(rule, found, settings, files, raw.plan);
    if (finding) stale.push(finding);
  };
  const byId = new Map(run.rules.map((rule) => [rule.id, rule]));
  const ran = (id: string) => {
    const rule = byId.get(id);
    return rule !== undefined && raw.complete.has(rule.on) && settings.runs(rule);
  };
  const waivers = raw.waivers.filter((waiver): waiver is Waiver => !isMalformed(waiver));
  const waived = applyWaivers(raw.findings, waivers, today);
  for (const waiver of raw.waivers) judgeWaiver(waiver, waived.used, byId, ran, today, report);
  judgeDuplicates(waivers, report);
  const baseline = await readBaseline(run.config, system);
  const settled = baseline
    ? applyBaseline(waived.findings, baseline)
    : { findings: waived.findings, met: new Set<string>() };
  const gone =
    baseline?.entries.filter((entry) => ran(entry.rule) && !settled.met.has(entry.fingerprint)) ?? [];
  if (gone.length > 0 && run.config.baseline) {
    const file = relativePath(system.cwd, run.config.baseline);
    report(fixedBaseline, {
      message: 'fixed',
      data: { count: gone.length },
      subject: subject(['file', file]),
      at: top(file),
    });
  }
  judgeOverrides(run, ran, system, report);
  const findings = sortFindings([...settled.findings, ...stale]);
  return {
    command: raw.command,
    plan: raw.plan ? { name: raw.plan.name, version: raw.plan.version } : null,
    summary: summarize(findings, run.threshold),
    notChecked: raw.notChecked ?? [],
    findings,
    extra: raw.extra ?? {},
  };
}

type ReportTo = (rule: AnyRule, report: AnyReport) => void;

function judgeWaiver(
  waiver: Waiver | MalformedWaiver,
  used: ReadonlySet<Waiver>,
  byId: ReadonlyMap<string, AnyRule>,
  ran: (id: string) => boolean,
  today: string,
  report: ReportTo,
): void {
  const about = subject([
    'waiver',
    `${waiver.location.file} ${isMalformed(waiver) ? waiver.text : waiver.rules.join(', ')}`,
  ]);
  if (isMalformed(waiver)) {
    report(malformedWaiver, {
      message: 'malformed',
      data: { why: waiver.why },
      subject: about,
      at: waiver.location,
    });
    return;
  }
  for (const rule of waiver.rules.filter((id) => !byId.has(id))) {
    report(unknownRuleWaiver, {
      message: 'unknown',
      data: { rule, hint: didYouMean(rule, byId.keys()) },
      subject: about,
      at: waiver.location,
      discriminator: rule,
    });
  }
  const rules = waiver.rules.join(', ');
  if (isExpired(waiver, today)) {
    report(expiredWaiver, {
      message: 'expired',
      data: { rules, until: waiver.until ?? '' },
      subject: about,
      at: waiver.location,
      owners: [waiver.owner],
    });
  } else if (!used.has(waiver) && waiver.rules.every((id) => byId.has(id)) && waiver.rules.every(ran)) {
    report(unusedWaiver, {
      message: 'unused',
      data: { rules },
      subject: about,
      at: waiver.location,
      owners: [waiver.owner],
    });
  }
}

function judgeDuplicates(waivers: readonly Waiver[], report: ReportTo): void {
  const seen = new Map<string, Waiver>();
  for (const waiver of waivers) {
    for (const rule of waiver.rules) {
      const key = `${rule}\n${JSON.stringify(waiver.target)}`;
      const first = seen.get(key);
      if (first) {
        report(duplicateWaiver, {
          message: 'duplicate',
          data: { rules: rule },
          subject: subject(['waiver', `${waiver.location.file} ${rule}`]),
          at: waiver.location,
          related: [{ file: first.location.file, line: first.location.start.line, note: 'the other waiver' }],
        });
      } else seen.set(key, waiver);
    }
  }
}

function judgeOverrides(
  run: Conclusion,
  ran: (id: string) => boolean,
  system: System,
  report: ReportTo,
): void {
  if (!run.config.path) return;
  const file = relativePath(system.cwd, run.config.path);
  for (const override of run.settings.overrides) {
    if (run.settings.usedOverrides.has(override) || ![...override.rules.keys()].every(ran)) continue;
    const what = [...(override.events ?? []), ...(override.files ?? [])].join(', ') || 'every event';
    report(unusedOverride, {
      message: 'unused',
      data: { what },
      subject: subject(['override', what]),
      at: top(file),
      discriminator: [...override.rules.keys()].join(','),
    });
  }
}

async function readBaseline(config: Config, system: System) {
  if (!config.baseline || (await system.files.stat(config.baseline)) === null) return null;
  const parsed = parseBaseline(await system.files.readText(config.baseline));
  if (typeof parsed === 'string') {
    throw new ConfigError(
      `${relativePath(system.cwd, config.baseline)} is no baseline: ${parsed}. Write it again with "dataplan baseline write".`,
    );
  }
  return parsed;
}

/** For what has no better place: the first line of the file. */
export function top(file: string): Location {
  return { file, start: { line: 1, column: 1 }, end: { line: 1, column: 2 }, pointer: null };
}
