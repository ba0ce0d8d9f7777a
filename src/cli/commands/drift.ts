import { driftExtra, runDrift } from '../../check/drift.ts';
import { driftConfig, readBefore } from '../../check/drift-config.ts';
import { gatherDrift } from '../../check/drift-evidence.ts';
import type { CheckInput } from '../../check/step.ts';
import { planWaivers } from '../../check/waivers.ts';
import type { Profile } from '../../evidence/profile.ts';
import { driftFormats } from '../../output/drift/index.ts';
import type { Plan } from '../../plan/types.ts';
import { lint } from '../../rules/lint.ts';
import { UsageError } from '../../system/errors.ts';
import type { System } from '../../system/system.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { Invocation, RunCommand } from '../command.ts';
import { Progress } from '../progress.ts';
import { openSession } from '../session.ts';
import { sketchKey } from './validate-outputs.ts';

type Options = Invocation['options'];

/** What the plan alone shows, then what the systems' evidence does: product against marketing, now against then. */
export const run: RunCommand = async (invocation, system) => {
  const session = await openSession(invocation, system);
  const { options, rules, settings, today, config } = session;
  const path = session.planPaths()[0] ?? '';
  const plan = await session.loadPlan(path);
  const event = eventOf(options, plan);
  const between = betweenOf(options, plan);
  const { expected, before: configured } = driftConfig(config.drift);
  const progress = new Progress(system);
  const input: CheckInput = {
    plan,
    path,
    config,
    rules,
    settings,
    today,
    base: null,
    showValues: false,
    system,
  };
  const evidence = await gatherDrift(input, {
    profiles: await profilesOf(options['profile'], '--profile', plan, system),
    before: new Map([
      ...(await readBefore(configured, config.folder, system)),
      ...(await profilesOf(options['before'], '--before', plan, system)),
    ]),
    key: await sketchKey(options, system),
    since: number(options['since']),
    until: number(options['until']),
    progress: (done, total) => progress.show(done, total),
  }).finally(() => progress.clear());
  for (const key of between ?? []) {
    if (!evidence.systems.some(({ system: own }) => own === key))
      throw new UsageError(
        `There is nothing of ${key} to compare: list its samples in the configuration, or give --profile ${key}=FILE.`,
      );
  }
  const asked = { event, between, expected };
  const { result, findings } = runDrift({ plan, ...evidence }, asked, { rules, settings, today });
  const narrowed = event !== null || between !== null;
  const foreseen = narrowed
    ? []
    : lint(plan, { rules: rules.filter(({ tags }) => tags.includes('drift')), settings, today });
  const notChecked = [...evidence.notChecked, ...result.notChecked];
  const report = await session.conclude({
    command: 'drift',
    plan,
    findings: [...foreseen, ...findings],
    notChecked,
    extra: driftExtra(result),
    waivers: await planWaivers(plan.files),
    // Only what everything was compared for can be called unused.
    complete: new Set(narrowed || notChecked.length > 0 ? [] : ['drift']),
  });
  return session.write(report, plan.files, { plan, formats: driftFormats(result, { plan, event, between }) });
};

/** `braze=braze.profile.json`, once a system. */
async function profilesOf(
  given: unknown,
  flag: string,
  plan: Plan,
  system: System,
): Promise<Map<string, Profile>> {
  const files = new Map<string, string>();
  for (const pair of Array.isArray(given) ? given.map(String) : []) {
    const at = pair.indexOf('=');
    if (at < 1 || at === pair.length - 1)
      throw new UsageError(`Expected ${flag} SYSTEM=FILE, such as braze=braze.profile.json, got "${pair}".`);
    const key = pair.slice(0, at);
    knownSystem(key, plan, flag);
    if (files.has(key))
      throw new UsageError(
        `${flag} names ${key} twice. Join its profiles first: dataplan profile merge A B -o ${key}.json`,
      );
    files.set(key, pair.slice(at + 1));
  }
  const found = await readBefore(files, system.cwd, system);
  for (const [key, { system: own }] of found) {
    if (own !== key)
      throw new UsageError(`${files.get(key)} is a profile of ${own}, not of ${key}: ${flag} ${own}=FILE.`);
  }
  return found;
}

function eventOf({ event }: Options, plan: Plan): string | null {
  if (typeof event !== 'string') return null;
  if (plan.events.has(event)) return event;
  const named = [...plan.events.values()].find(({ name }) => name === event);
  if (named !== undefined) return named.key;
  throw new UsageError(`The plan has no event "${event}".${didYouMean(event, plan.events.keys())}`);
}

function betweenOf({ between }: Options, plan: Plan): readonly [string, string] | null {
  if (typeof between !== 'string') return null;
  const [left, right, ...others] = between.split(',').map((key) => key.trim());
  if (!left || !right || left === right || others.length > 0)
    throw new UsageError(`Expected two systems, such as --between amplitude,braze, got "${between}".`);
  knownSystem(left, plan, '--between');
  knownSystem(right, plan, '--between');
  return [left, right];
}

function knownSystem(key: string, plan: Plan, flag: string): void {
  if (plan.systems.has(key)) return;
  throw new UsageError(`${flag}: the plan has no system "${key}".${didYouMean(key, plan.systems.keys())}`);
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
