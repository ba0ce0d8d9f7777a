import type { Finding } from '../../findings/finding.ts';
import { parseSubject, type Subject } from '../../findings/subject.ts';
import { type Delivery, deliveries } from '../../plan/deliveries.ts';
import type { Event, Named, Plan, Status, System } from '../../plan/types.ts';
import type { CodeEvidence, Evidence, SampleEvidence } from '../evidence.ts';
import { type Judged, share } from './obligation.ts';

/** An event that counts. `gone`: dropped from the plan but still sent or needed, so it meets nothing. */
export interface CountedEvent {
  readonly event: Event;
  readonly gone: boolean;
}

/** All that the parts judge, looked up once. */
export interface World {
  readonly plan: Plan;
  readonly evidence: Evidence;
  readonly events: readonly CountedEvent[];
  /** Systems that send. */
  readonly sources: readonly System[];
  /** Systems that receive at least one event or trait. */
  readonly receivers: readonly System[];
  readonly deliveries: ReadonlyMap<string, readonly Delivery[]>;
  /** Findings of plan and code on a subject itself, or within it, of rules that the filter takes. */
  findings(subject: Subject, rules: RegExp, within?: boolean): readonly Finding[];
  /** A subject with what was judged about it. `gone` meets nothing. */
  judge(of: Pick<Named, 'subject' | 'owner'>, holds: boolean | null, gone?: boolean): Judged;
}

const COUNTED: readonly Status[] = ['approved', 'live', 'deprecated'];

export function world(plan: Plan, evidence: Evidence): World {
  const bySubject = new Map<Subject, Finding[]>();
  const below = new Map<Subject, Finding[]>();
  for (const finding of evidence.findings) {
    // What samples showed is judged as a rate, by what reads the samples.
    if (finding.rate !== null) continue;
    push(bySubject, finding.subject, finding);
    for (const above of ancestors(finding.subject)) push(below, above, finding);
  }
  const arriving = deliveries(plan);
  return {
    plan,
    evidence,
    events: countedEvents(plan, evidence),
    sources: [...plan.systems.values()].filter(({ role }) => role === 'source'),
    receivers: [...plan.systems.values()].filter(({ key }) => (arriving.get(key)?.length ?? 0) > 0),
    deliveries: arriving,
    findings: (subject, rules, within = false) => {
      const own = bySubject.get(subject) ?? [];
      const all = within ? [...own, ...(below.get(subject) ?? [])] : own;
      return all.filter(({ rule }) => rules.test(rule));
    },
    judge: ({ subject, owner }, holds, gone = false) => ({
      subject,
      owner,
      share: gone ? 0 : share(holds),
    }),
  };
}

/** Approved, live and deprecated events; then those of the reference that were dropped but live on. */
function countedEvents(plan: Plan, evidence: Evidence): CountedEvent[] {
  const counted = [...plan.events.values()]
    .filter(({ status }) => COUNTED.includes(status))
    .map((event) => ({ event, gone: false }));
  if (!evidence.reference) return counted;
  const needed = new Set([...plan.needs.values()].flatMap(({ uses }) => uses.map(({ text }) => text)));
  const dropped = [...evidence.reference.events.values()].filter(
    (event) =>
      !plan.events.has(event.key) &&
      COUNTED.includes(event.status) &&
      (seenAnywhere(evidence, event) || needs(needed, event.key)),
  );
  return [...counted, ...dropped.map((event) => ({ event, gone: true }))];
}

function needs(texts: ReadonlySet<string>, key: string): boolean {
  return texts.has(key) || [...texts].some((text) => text.startsWith(`${key}.`));
}

function seenAnywhere(evidence: Evidence, event: Event): boolean {
  const has = (one: CodeEvidence | SampleEvidence) =>
    one.events.has(event.key) || one.unplanned.has(event.name) || one.unplanned.has(event.key);
  return [...evidence.code.values(), ...evidence.samples.values()].some(has);
}

/** `event:A/property:b` → `event:A`. */
function ancestors(subject: Subject): Subject[] {
  const found: Subject[] = [];
  for (let at = subject.lastIndexOf('/'); at > 0; at = subject.lastIndexOf('/', at - 1)) {
    found.push(subject.slice(0, at));
  }
  return found;
}

function push(map: Map<Subject, Finding[]>, key: Subject, finding: Finding): void {
  const list = map.get(key);
  if (list) list.push(finding);
  else map.set(key, [finding]);
}

/** True when a finding is about this system: it says so in its data, there perhaps as `key (vendor)`, or in its subject. */
export function concerns(finding: Finding, system: string): boolean {
  const named = (value: unknown) =>
    typeof value === 'string' && (value === system || value.startsWith(`${system} (`));
  const { data } = finding;
  // Drift is repaired on the way to the side that differs.
  if (named(data['system']) || named(data['destination']) || named(data['right'])) return true;
  return parseSubject(finding.subject).some(({ kind, name }) => kind === 'system' && name === system);
}
