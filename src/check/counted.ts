import type { Finding } from '../findings/finding.ts';
import type { Plan } from '../plan/types.ts';
import { lint } from '../rules/lint.ts';
import { registry } from '../rules/registry.ts';
import { Settings } from '../rules/settings.ts';

/**
 * Findings of the rules that the scorecard counts, each at its own defaults: those of `recommended` that are more
 * than a note. The configuration of a run has no part in it.
 */
export function countedFindings(plan: Plan, today: string): Finding[] {
  const rules = registry.filter(({ severity, preset }) => severity !== 'info' && preset !== 'strict');
  return lint(plan, { rules, settings: new Settings({ preset: 'recommended' }), today });
}
