import type { SampleSource as Configured } from '../config/types.ts';
import type { Finding } from '../findings/finding.ts';
import type { NotChecked } from '../findings/report.ts';
import { joinPath, relativePath } from '../plan/paths.ts';
import type { Plan } from '../plan/types.ts';
import type { SampleEvidence } from '../report/evidence.ts';
import { type SampleSource, type ValidateResult, validate } from '../samples/validate.ts';
import type { CheckInput, Step } from './step.ts';
import { asConfigured, everyRuleOn } from './unfiltered.ts';

/** From this many bytes on, threads are worth their start. */
const WORTH_THREADS = 256 * 1024 * 1024;

/** Event samples, one system after another. */
export const samplesStep: Step = async (input) => {
  const { config, plan } = input;
  if (config.samples.length === 0) {
    return {
      findings: [],
      complete: [],
      notChecked: [{ what: 'samples', why: 'the configuration names none' }],
    };
  }
  const systems = new Map<string, SampleEvidence>();
  const counted: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const total = { total: 0, valid: 0, invalid: 0, unplanned: 0, bytes: 0 };
  for (const [system, sources] of bySystem(config.samples)) {
    const result = await validateAll(sources, input);
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += result.events[key];
    counted.push(...result.findings);
    notChecked.push(...result.notChecked);
    if (result.events.total > 0) systems.set(system, evidenceOf(result, plan));
  }
  return {
    findings: asConfigured(counted, input),
    counted,
    // Only what every configured file could say is complete.
    complete: notChecked.length === 0 ? ['sample'] : [],
    notChecked,
    samples: systems,
    extra: { events: total, coverage: coverage(systems, plan) },
  };
};

function bySystem(sources: readonly Configured[]): Map<string, Configured[]> {
  const systems = new Map<string, Configured[]>();
  for (const source of sources) systems.set(source.system, [...(systems.get(source.system) ?? []), source]);
  return systems;
}

async function validateAll(sources: readonly Configured[], input: CheckInput): Promise<ValidateResult> {
  const { config, plan, rules, today, showValues, system } = input;
  const listed = sources.map(
    (source): SampleSource => ({
      ...source,
      files: source.files.map((file) => relativePath(system.cwd, joinPath(config.folder, file))),
      coerce: source.types === 'coerce',
    }),
  );
  const workers = (await sizeOf(sources, input)) >= WORTH_THREADS ? 2 : 0;
  return validate(plan, listed, { rules, settings: everyRuleOn(input), today, showValues, workers }, system);
}

async function sizeOf(sources: readonly Configured[], { config, system }: CheckInput): Promise<number> {
  let bytes = 0;
  for (const { files } of sources) {
    const paths = await system.files.glob(files, { cwd: config.folder }).catch(() => []);
    for (const path of paths) bytes += (await system.files.stat(joinPath(config.folder, path)))?.size ?? 0;
  }
  return bytes;
}

function evidenceOf({ findings, coverage: seen, events }: ValidateResult, plan: Plan): SampleEvidence {
  const invalid = invalidByEvent(findings);
  return {
    total: events.total,
    // Neither the time nor the traits of single samples outlive a validation.
    newest: null,
    traits: null,
    events: new Map(
      Object.entries(seen.seen).map(([key, count]) => [
        key,
        { count, invalid: Math.min(count, invalid.get(key) ?? 0) },
      ]),
    ),
    unplanned: new Map(Object.entries(seen.unplanned)),
    ids: identifiers(findings, seen.seen, plan),
  };
}

/** Rules that make a sample invalid, by what they are about. */
const INVALIDATES = /^(events\/(unplanned|missing|invalid|absent)|identity\/missing)/;

/** How many samples of an event were invalid, at the least: as many as its most frequent finding. */
function invalidByEvent(findings: readonly Finding[]): Map<string, number> {
  const invalid = new Map<string, number>();
  for (const { rule, subject, count } of findings) {
    if (!INVALIDATES.test(rule)) continue;
    const key = eventOf(subject);
    if (key !== null) invalid.set(key, Math.max(invalid.get(key) ?? 0, count));
  }
  return invalid;
}

/** Where an event must carry an identifier, how often it was there and sound. */
function identifiers(
  findings: readonly Finding[],
  seen: ValidateResult['coverage']['seen'],
  plan: Plan,
): SampleEvidence['ids'] {
  const ids = new Map<string, { present: number; valid: number }>();
  for (const event of plan.events.values()) {
    const count = seen[event.key] ?? 0;
    const { identifiedBy } = event;
    if (count === 0 || identifiedBy.kind === 'none') continue;
    if (identifiedBy.kind === 'any' && identifiedBy.types.length > 1) continue;
    const bad = findings
      .filter(({ rule, subject }) => rule.startsWith('identity/') && eventOf(subject) === event.key)
      .reduce((most, finding) => Math.max(most, finding.count), 0);
    for (const type of identifiedBy.types) {
      const known = ids.get(type) ?? { present: 0, valid: 0 };
      ids.set(type, { present: known.present + count, valid: known.valid + count - Math.min(bad, count) });
    }
  }
  return ids;
}

/** `event:Order Completed/property:total` → `Order Completed`. */
function eventOf(subject: string): string | null {
  if (!subject.startsWith('event:')) return null;
  const end = subject.indexOf('/');
  return subject
    .slice('event:'.length, end < 0 ? undefined : end)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

/** All systems together, as `validate` has it. */
function coverage(systems: ReadonlyMap<string, SampleEvidence>, plan: Plan) {
  const seen = new Map<string, number>();
  const unplanned = new Map<string, number>();
  for (const one of systems.values()) {
    for (const [key, { count }] of one.events) seen.set(key, (seen.get(key) ?? 0) + count);
    for (const [name, count] of one.unplanned) unplanned.set(name, (unplanned.get(name) ?? 0) + count);
  }
  const missing = [...plan.events.values()].filter(
    ({ key, status, from }) =>
      !seen.has(key) &&
      (status === 'live' || status === 'deprecated') &&
      (from.length === 0 || from.some((system) => systems.has(system))),
  );
  const sorted = (counts: ReadonlyMap<string, number>) =>
    Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  return {
    seen: sorted(seen),
    neverSeen: missing.map(({ key }) => key).sort(),
    unplanned: sorted(unplanned),
  };
}
