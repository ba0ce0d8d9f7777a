import { lint } from '../rules/lint.ts';
import type { Step } from './step.ts';
import { planWaivers } from './waivers.ts';

/** The plan by itself. */
export const lintStep: Step = async ({ plan, rules, settings, today }) => ({
  findings: lint(plan, { rules, settings, today }),
  complete: ['plan'],
  waivers: await planWaivers(plan.files),
  files: plan.files,
});
