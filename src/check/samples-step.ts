import type { SampleSource as Configured } from '../config/types.ts';
import { eventKey, type Profile } from '../evidence/profile.ts';
import type { Finding } from '../findings/finding.ts';
import type { NotChecked } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import type { SampleEvidence } from '../report/evidence.ts';
import { type ValidateResult, validate } from '../samples/validate.ts';
import { UsageError } from '../system/errors.ts';
import { matchesGlob } from '../text/glob.ts';
import { bySystem, sampleSources } from './sample-sources.ts';
import type { CheckInput, Step } from './step.ts';
import { asConfigured, everyRuleOn } from './unfiltered.ts';

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
  const profiles: Profile[] = [];
  const counted: Finding[] = [];
  const notChecked: NotChecked[] = [];
  const total = { total: 0, valid: 0, invalid: 0, unplanned: 0, bytes: 0 };
  for (const [system, sources] of bySystem(config.samples)) {
    const result = await validateAll(sources, input);
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += result.events[key];
    counted.push(...result.findings);
    notChecked.push(...result.notChecked);
    profiles.push(...result.profiles);
    if (result.events.total > 0) systems.set(system, evidenceOf(result, plan));
  }
  return {
    findings: asConfigured(counted, input),
    counted,
    // Only what every configured file could say is complete.
    complete: notChecked.length === 0 ? ['sample'] : [],
    notChecked,
    samples: systems,
    profiles,
    extra: { events: total, coverage: coverage(systems, plan) },
  };
};

async function validateAll(configured: readonly Configured[], input: CheckInput): Promise<ValidateResult> {
  const { plan, rules, today, showValues, system } = input;
  const { sources, workers } = await sampleSources(configured, input);
  const options = { rules, settings: everyRuleOn(input), today, showValues, workers };
  const result = validate(plan, sources, { ...options, profile: { key: null } }, system);
  // Where no file is there, which all of them may be, there is nothing to make a profile of.
  if (!configured.every(({ optional }) => optional)) return result;
  return result.catch((error: unknown) => {
    if (error instanceof UsageError) return validate(plan, sources, options, system);
    throw error;
  });
}

/** What the scorecard asks of samples: from the profile, which counts every event, and the coverage. */
function evidenceOf(
  { profiles, traits, coverage: seen, events }: ValidateResult,
  plan: Plan,
): SampleEvidence {
  const [profile] = profiles;
  const last = profile?.totals.last ?? null;
  return {
    total: events.total,
    newest: last === null ? null : new Date(last).toISOString().slice(0, 10),
    traits: profile ? (traits.get(profile.system) ?? null) : null,
    events: new Map(
      Object.entries(seen.seen).map(([key, count]) => [
        key,
        { count, invalid: profile ? invalidOf(plan, key, profile) : 0 },
      ]),
    ),
    unplanned: new Map(Object.entries(seen.unplanned)),
    ids: new Map(
      Object.entries(profile?.identifiers ?? {})
        .filter(([, { seen: present }]) => present > 0)
        .map(([type, { seen: present, malformed, placeholder, wrong_field }]) => {
          const bad = malformed + sum(placeholder) + sum(wrong_field);
          return [type, { present, valid: Math.max(0, present - bad) }];
        }),
    ),
  };
}

/** Invalid samples of an event of the plan; for one with a glob, of every name that fits. */
function invalidOf(plan: Plan, key: string, profile: Profile): number {
  const event = plan.events.get(key);
  if (!event) return 0;
  if (!event.glob) return profile.events[eventKey(event.call, event.name)]?.invalid ?? 0;
  const pattern = eventKey(event.call, event.name);
  return sum(
    Object.fromEntries(
      Object.entries(profile.events).flatMap(([name, { planned, invalid }]) =>
        planned && matchesGlob(name, pattern) ? [[name, invalid]] : [],
      ),
    ),
  );
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((all, count) => all + count, 0);
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
