import type { Check, Hit } from '../evidence/check.ts';
import type { Place } from '../evidence/watcher.ts';
import type { WatchedFinding } from '../evidence/watchers.ts';
import type { Finding, Location, RelatedLocation } from '../findings/finding.ts';
import type { NotChecked } from '../findings/report.ts';
import { subject, within } from '../findings/subject.ts';
import type { Spot } from '../plan/node.ts';
import type { Plan, PropertyUse } from '../plan/types.ts';
import type { AnyReport, AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import { toFinding } from '../rules/to-finding.ts';
import { nearest } from '../text/nearest.ts';
import { formKey } from './run/stream.ts';
import { type Hits, type OneHit, others, type Saved, Tally } from './run/tally.ts';

/** What a run knows when it makes findings of what it counted. */
export interface Counted {
  readonly plan: Plan;
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  readonly checks: readonly Check[];
  /** Names of the sources by their index. */
  readonly sources: readonly string[];
  readonly events: number;
  /** `formKey` → samples. */
  readonly forms: ReadonlyMap<string, number>;
}

/** One finding for each kind of hit. */
export function toFindings(saved: Saved, run: Counted): Finding[] {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  return saved.hits.flatMap((hits) => {
    const check = typeof hits.check === 'number' ? run.checks[hits.check] : undefined;
    const rule = rules.get(check?.rule ?? String(hits.check));
    if (!rule) return [];
    const report = check ? ofCheck(check, hits, run) : ofInput(hits, run);
    const rate = check ? rateOf(check, hits, run) : null;
    const finding = toFinding(rule, report, run.settings, run.plan.files, run.plan, {
      count: hits.count,
      rate,
    });
    return finding ? [finding] : [];
  });
}

/** Findings of single hits, which stand on lines of JSON (`OneHit`), in the order of the lines. */
export function eachFinding(lines: string, run: Omit<Counted, 'events' | 'forms'>): Finding[] {
  return lines.split('\n').flatMap((line) => {
    if (line === '') return [];
    const { hit, place }: OneHit = JSON.parse(line);
    const tally = new Tally();
    tally.add(hit, place, null);
    return toFindings(tally.save(), { ...run, events: 0, forms: new Map() });
  });
}

/** What watching the stream as a whole came to. */
export function watchedFindings(found: readonly WatchedFinding[], run: Counted): Finding[] {
  const rules = new Map(run.rules.map((rule) => [rule.id, rule]));
  return found.flatMap(({ check: index, rule: id, message, data, count, rate, places }) => {
    const check = run.checks[index];
    const rule = rules.get(id);
    if (!check || !rule || !run.settings.runs(rule)) return [];
    const report: AnyReport = {
      message,
      data,
      subject: check.subject,
      at: spotOf(run.plan, check),
      related: relatedTo(places, run),
      discriminator: [check.part, data.event ?? '', data.path, data.keyword ?? ''].join('\n'),
    };
    const finding = toFinding(rule, report, run.settings, run.plan.files, run.plan, { count, rate });
    return finding ? [finding] : [];
  });
}

/** Hits that have no finding of their own, because there are too many different ones. */
export function notShown(saved: Saved, checks: readonly Check[]): NotChecked[] {
  return saved.dropped.map(([check, count]) => ({
    what: typeof check === 'number' ? (checks[check]?.rule ?? String(check)) : check,
    why: `${count} more hits, of names beyond those shown`,
  }));
}

function ofCheck(check: Check, hits: Hits, run: Counted): AnyReport {
  const { operation } = check;
  const unplannedEvent = operation.op === 'unplanned' && check.part === 'event';
  const name = hits.path.slice(hits.path.indexOf(' ') + 1);
  const data: Hit = {
    event: unplannedEvent ? name || null : hits.event,
    path: unplannedEvent ? '' : hits.path,
    keyword: hits.keyword || null,
    expected: hits.expected,
    seen: hits.seen,
    nearest:
      operation.op === 'unplanned'
        ? nearestTo(lastName(unplannedEvent ? name : hits.path), operation.known)
        : null,
    versions: top(hits.versions),
    senders: top(hits.senders),
  };
  return {
    message: operation.op,
    data,
    subject: unplannedEvent ? subject(['event', name || '*']) : subjectOf(check, hits),
    at: spotOf(run.plan, check),
    related: placesOf(hits, run),
    discriminator: [check.variant ?? '', hits.path, hits.keyword].join('\n'),
  };
}

/** A finding about what is not planned is about that name. */
function subjectOf(check: Check, hits: Hits): string {
  if (check.operation.op !== 'unplanned') return check.subject;
  return within(check.subject, check.part === 'traits' ? 'trait' : 'property', hits.path);
}

function ofInput(hits: Hits, run: Counted): AnyReport {
  const [first, second] = hits.path.split('\n');
  const related = placesOf(hits, run);
  if (hits.check === 'events/ambiguous-sample') {
    const event = run.plan.events.get(first ?? '');
    return {
      message: 'seen',
      data: { event: first ?? '', other: second ?? '' },
      subject: subject(['event', first ?? '']),
      at: event?.spot ?? wholePlan,
      related,
      discriminator: second ?? '',
    };
  }
  return {
    message: 'seen',
    data: { file: first ?? '', why: hits.expected },
    subject: subject(['file', first ?? '']),
    at: sampleLocation(first ?? '', hits.places[0]?.line ?? 1),
    related,
    discriminator: second ?? '',
  };
}

function sampleLocation(file: string, line: number): Location {
  return { file, start: { line, column: 1 }, end: { line, column: 1 }, pointer: null };
}

function placesOf(hits: Hits, run: Counted): RelatedLocation[] {
  return relatedTo(hits.places, run);
}

function relatedTo(places: readonly Place[], run: Counted): RelatedLocation[] {
  return places.map(({ source, line }) => ({ file: run.sources[source] ?? '', line }));
}

/** Share of the samples that could have had it. */
function rateOf(check: Check, hits: Hits, run: Counted): number | null {
  const of = check.event === null ? run.events : (run.forms.get(formKey(check.event, check.variant)) ?? 0);
  return of === 0 ? null : Math.min(1, hits.count / of);
}

/** The most frequent carriers, as `name: count`; what is not known carries nothing. */
function top(counts: ReadonlyMap<string, number>): { readonly [name: string]: number } {
  const known = [...counts].filter(([name]) => name !== 'unknown' || counts.size > 1);
  const sorted = known.sort(
    (a, b) => Number(a[0] === others) - Number(b[0] === others) || b[1] - a[1] || (a[0] < b[0] ? -1 : 1),
  );
  return Object.fromEntries(sorted.slice(0, 3));
}

function nearestTo(name: string, known: readonly string[]): string | null {
  return nearest(name, known) ?? null;
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

const wholePlan: Spot = { file: 0, start: 0, end: 1 };

/** Where the plan says what the check asks; for what it does not name, the nearest thing around it. */
function spotOf(plan: Plan, check: Check): Spot {
  const event = check.event === null ? undefined : plan.events.get(check.event);
  const shape = event && check.variant !== null ? (event.variants[check.variant] ?? event) : event;
  const [name = ''] = check.path;
  switch (check.part) {
    case 'properties':
      return useAt(shape?.properties, check.path)?.spot ?? event?.spot ?? wholePlan;
    case 'traits': {
      const kind = plan.traits.get(check.kind ?? '');
      return kind?.get(name)?.spot ?? sectionOf(plan, 'traits');
    }
    case 'context': {
      const path = check.path.join('.');
      return shape?.context.get(path)?.spot ?? plan.context.get(path)?.spot ?? sectionOf(plan, 'context');
    }
    case 'ids':
      return event?.spot ?? plan.identity.types.get(name)?.spot ?? sectionOf(plan, 'identity');
    case 'event':
    case 'stream':
      return event?.spot ?? sectionOf(plan, 'events');
  }
}

function sectionOf(plan: Plan, name: string): Spot {
  return plan.root.entries.get(name)?.key ?? wholePlan;
}

function useAt(
  uses: ReadonlyMap<string, PropertyUse> | undefined,
  [name, ...rest]: readonly string[],
): PropertyUse | undefined {
  const use = name === undefined ? undefined : uses?.get(name);
  return rest.length === 0 ? use : (useAt(use?.property.children, rest) ?? use);
}
