import type { Finding, Location, RelatedLocation } from '../findings/finding.ts';
import { fingerprint } from '../findings/fingerprint.ts';
import { parseSubject, type Subject } from '../findings/subject.ts';
import { locate } from '../plan/locate.ts';
import type { Spot } from '../plan/node.ts';
import type { Plan, PlanFile } from '../plan/types.ts';
import type { AnyReport, AnyRule } from './rule.ts';
import type { Settings } from './settings.ts';

/** What a finding may say of itself beyond its report. */
export interface FindingDetails {
  readonly count?: number;
  readonly rate?: number | null;
}

/** One report of a rule as a finding; null where the settings silence it. */
export function toFinding(
  rule: AnyRule,
  report: AnyReport,
  settings: Settings,
  files: readonly PlanFile[],
  plan: Plan | null,
  details: FindingDetails = {},
): Finding | null {
  const location = place(files, report.at);
  const severity = settings.severity(rule, report.subject, location.file, report.severity);
  if (severity === 'off') return null;
  const word = rule.messages[report.message];
  if (!word) throw new Error(`${rule.id} has no message "${report.message}"`);
  return {
    rule: rule.id,
    severity,
    message: word(report.data as never),
    subject: report.subject,
    fingerprint: fingerprint(rule.id, report.subject, report.discriminator),
    status: 'open',
    count: details.count ?? 1,
    rate: details.rate ?? null,
    owners: owners(report.owners ?? (plan ? ownersOf(plan, report.subject) : [])),
    location,
    related: (report.related ?? []).map((other) => ('line' in other ? other : relatedPlace(files, other))),
    data: report.data,
    fix: report.fix ?? null,
    docs: `dataplan explain ${rule.id}`,
  };
}

function place(files: readonly PlanFile[], at: Spot | Location): Location {
  return typeof at.file === 'number' ? locate(files, at as Spot) : (at as Location);
}

function relatedPlace(files: readonly PlanFile[], spot: Spot): RelatedLocation {
  const { file, start } = locate(files, spot);
  return { file, line: start.line, column: start.column };
}

function owners(names: readonly (string | null)[]): string[] {
  return [...new Set(names.filter((name) => name !== null))].sort();
}

/** The teams that answer for a subject: its own owner, else that of the event or system it belongs to. */
export function ownersOf(plan: Plan, subject: Subject): (string | null)[] {
  const found: (string | null)[] = [];
  for (const { kind, name } of parseSubject(subject)) {
    if (kind === 'event') found.push(plan.events.get(name)?.owner ?? null);
    else if (kind === 'system') found.push(plan.systems.get(name)?.owner ?? null);
    else if (kind === 'need') found.push(plan.needs.get(name)?.owner ?? null);
    else if (kind === 'property' && found.length === 0) found.push(plan.properties.get(name)?.owner ?? null);
  }
  return found;
}
