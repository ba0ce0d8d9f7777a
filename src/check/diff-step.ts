import { acknowledgedBy } from '../diff/acknowledged.ts';
import { diffPlans } from '../diff/diff-plans.ts';
import { strictest } from '../diff/judge/warehouse.ts';
import { changeJson } from '../diff/result.ts';
import type { Step } from './step.ts';
import { fileWaivers, planWaivers } from './waivers.ts';

/** The plan against what it was at the base: what breaks, for whom, and which bump that takes. */
export const diffStep: Step = async ({ plan, base, config, rules, settings, today, system }) => {
  if (!base) return null;
  if (!base.plan) {
    const why = `at ${base.base.ref} the plan did not exist or did not load`;
    return { findings: [], complete: [], notChecked: [{ what: 'diff', why }] };
  }
  const { changes, verdict, findings } = diffPlans(
    base.plan,
    plan,
    { rules, settings, today },
    {
      scheme: config.diff.bump,
      warehouse: strictest(config.diff.warehouse),
      strict: config.diff.open === 'strict',
    },
  );
  const waivers = [...(await planWaivers(plan.files)), ...(await fileWaivers(config.waivers, system))];
  const acknowledged = acknowledgedBy(changes, waivers, today);
  return {
    findings,
    complete: ['change'],
    extra: {
      verdict: { ...verdict.verdicts, bump: verdict.bump, declared: verdict.declared },
      changes: changes.map((change) => changeJson(change, acknowledged.get(change) ?? null)),
    },
  };
};
