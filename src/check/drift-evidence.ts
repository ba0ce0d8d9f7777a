import type { SystemEvidence } from '../drift/types.ts';
import type { CallSite } from '../evidence/call-site.ts';
import type { Profile } from '../evidence/profile.ts';
import type { NotChecked } from '../findings/report.ts';
import type { Plan, System as PlanSystem } from '../plan/types.ts';
import { validate } from '../samples/validate.ts';
import { UsageError } from '../system/errors.ts';
import { readCode } from './code-step.ts';
import { bySystem, sampleSources } from './sample-sources.ts';
import type { CheckInput } from './step.ts';

/** What `drift` is asked to look at beside the configuration. */
export interface DriftAsked {
  /** Profiles in place of samples, by system. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** The same systems then. */
  readonly before: ReadonlyMap<string, Profile>;
  /** Key of the identifier sketches; null: they are compared in memory only. */
  readonly key: string | null;
  /** Milliseconds since the epoch; samples alone are cut by it. */
  readonly since: number | null;
  readonly until: number | null;
  readonly progress?: (done: number, total: number | null) => void;
}

export interface DriftEvidence {
  readonly systems: readonly SystemEvidence[];
  /** Null: no code is configured. */
  readonly calls: readonly CallSite[] | null;
  readonly notChecked: readonly NotChecked[];
}

/** Reads the configured samples of every system that no profile stands for, and the configured code. */
export async function gatherDrift(input: CheckInput, asked: DriftAsked): Promise<DriftEvidence> {
  const notChecked: NotChecked[] = [];
  const profiles = new Map(asked.profiles);
  for (const [key, sources] of bySystem(input.config.samples)) {
    if (profiles.has(key)) continue;
    const found = await profileOf(sources, input, asked);
    if (found.profile === null) notChecked.push({ what: `samples:${key}`, why: found.why });
    else profiles.set(key, found.profile);
  }
  notChecked.push(...unseen(input.plan, profiles));
  notChecked.push(...uncut(asked));
  const code = input.config.code.length === 0 ? null : await readCode(input);
  if (code === null) notChecked.push({ what: 'code', why: 'the configuration names none' });
  // In the order of the plan, wherever each came from.
  const systems = [...input.plan.systems.keys()].flatMap((system): SystemEvidence[] => {
    const profile = profiles.get(system);
    return profile === undefined ? [] : [{ system, profile, before: asked.before.get(system) ?? null }];
  });
  return {
    systems,
    calls: code?.sites ?? null,
    notChecked: [...notChecked, ...(code?.missing ?? []), ...(code?.result.notChecked ?? [])],
  };
}

async function profileOf(
  configured: Parameters<typeof sampleSources>[0],
  input: CheckInput,
  { key, since, until, progress }: DriftAsked,
): Promise<{ profile: Profile | null; why: string }> {
  const { plan, settings, today, system } = input;
  const { sources, workers } = await sampleSources(configured, input);
  const why = `no file matches ${configured.flatMap(({ files }) => files).join(', ')}`;
  const result = await validate(
    plan,
    sources,
    {
      rules: [],
      settings,
      today,
      workers,
      since,
      until,
      profile: { key },
      ...(progress ? { progress } : {}),
    },
    system,
  ).catch((error: unknown) => {
    // Where no file is there, which all of them may be, there is nothing to hold against anything.
    if (error instanceof UsageError && configured.every(({ optional }) => optional)) return null;
    throw error;
  });
  return { profile: result?.profiles[0] ?? null, why };
}

/** Systems that the plan feeds, or that feed others, and of which there is nothing to look at. */
function unseen(plan: Plan, profiles: ReadonlyMap<string, Profile>): NotChecked[] {
  const compared = (system: PlanSystem) => system.side === 'product' || system.side === 'marketing';
  return [...plan.systems.values()]
    .filter((system) => system.status !== 'retired' && compared(system) && !profiles.has(system.key))
    .map(({ key }) => ({
      what: `samples:${key}`,
      why: `no samples are configured and no profile is given (--profile ${key}=FILE)`,
    }));
}

/** A saved profile has its own days: it cannot be cut any more. */
function uncut({ profiles, since, until }: DriftAsked): NotChecked[] {
  if (since === null && until === null) return [];
  return [...profiles.keys()].sort().map((key) => ({
    what: `profile:${key}`,
    why: 'a saved profile is taken whole; --since and --until cut samples only',
  }));
}
