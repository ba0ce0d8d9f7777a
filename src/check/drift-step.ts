import { driftExtra, runDrift } from './drift.ts';
import { driftConfig, readBefore } from './drift-config.ts';
import type { CheckInput, StepResult } from './step.ts';
import { asConfigured, everyRuleOn } from './unfiltered.ts';

/**
 * Holds systems against each other, with what the steps before have read: nothing is read twice. Null where there
 * are no samples of two systems, which only some plans have.
 */
export async function driftStep(
  input: CheckInput,
  before: readonly StepResult[],
): Promise<StepResult | null> {
  const { plan, rules, today, config, system } = input;
  const profiles = before.flatMap((step) => step.profiles ?? []);
  if (profiles.length < 2) return null;
  const unread = before.flatMap(({ profiles: read, notChecked = [] }) => (read ? notChecked : []));
  const sites = before.map((step) => step.sites).find((found) => found !== undefined) ?? null;
  const { expected, before: saved } = driftConfig(config.drift);
  const then = await readBefore(saved, config.folder, system);
  const systems = profiles.map((profile) => ({
    system: profile.system,
    profile,
    before: then.get(profile.system) ?? null,
  }));
  const run = { rules, settings: everyRuleOn(input), today };
  const { result, findings } = runDrift({ plan, systems, calls: sites }, { expected }, run);
  return {
    findings: asConfigured(findings, input),
    counted: findings,
    // Where samples or comparisons are missing, what was waived may be among them.
    complete: result.notChecked.length + unread.length === 0 ? ['drift'] : [],
    notChecked: result.notChecked,
    extra: driftExtra(result),
    drift: result,
  };
}
