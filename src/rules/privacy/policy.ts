import { categorySensitivity, higherSensitivity, isWithin, type Sensitivity } from '../../catalogue/index.ts';
import type { Plan, PolicyLine, PrivacyTag, System } from '../../plan/types.ts';

/** What the policy says of one category on its way to one system. */
export type Decision =
  | { readonly verdict: 'allow' }
  | { readonly verdict: 'deny'; readonly line: PolicyLine; readonly regime: string | null }
  /** No line decides: `restricted` data, and what an `allow` speaks of elsewhere, needs one. */
  | {
      readonly verdict: 'unsaid';
      readonly why: 'restricted' | 'allowed elsewhere';
      readonly regime: string | null;
    };

interface Data {
  readonly system: System;
  readonly category: string;
  readonly handling: string;
  readonly tag: PrivacyTag;
}

/** The first line that holds wins; every combination of regimes that can hold is tried, the worst is told. */
export function decide(plan: Plan, data: Data): Decision {
  let unsaid: Decision | null = null;
  for (const regime of [null, ...conditional(plan)]) {
    const line = plan.privacy.policy.find((each) => holds(each, plan, data, regime));
    if (line?.verdict === 'deny') return { verdict: 'deny', line, regime };
    if (line === undefined) unsaid ??= silence(plan, data, regime);
  }
  return unsaid ?? { verdict: 'allow' };
}

/** True when the line speaks of this category, system and form, whatever the regime. */
export function speaksOf(line: PolicyLine, { system, category, handling }: Data): boolean {
  return (
    isWithin(category, line.category) &&
    (line.to === null || line.to.some((to) => to === system.key || to === system.role)) &&
    (line.handling === null || line.handling.some((each) => each === handling))
  );
}

/** The category's own sensitivity, unless the plan raises it. */
export function sensitivityOf(category: string, tag: PrivacyTag): Sensitivity | null {
  return higherSensitivity(categorySensitivity(category), tag.sensitivity);
}

function holds(line: PolicyLine, plan: Plan, data: Data, regime: string | null): boolean {
  if (!speaksOf(line, data)) return false;
  return line.under === null || line.under.some((each) => each === regime || everywhere(plan, each));
}

function silence(plan: Plan, { category, tag }: Data, regime: string | null): Decision | null {
  if (sensitivityOf(category, tag) === 'restricted') return { verdict: 'unsaid', why: 'restricted', regime };
  const spoken = plan.privacy.policy.some(
    (line) => line.verdict === 'allow' && isWithin(category, line.category),
  );
  return spoken ? { verdict: 'unsaid', why: 'allowed elsewhere', regime } : null;
}

function conditional(plan: Plan): string[] {
  return [...plan.privacy.regimes.values()].filter((each) => each.when !== null).map((each) => each.key);
}

function everywhere(plan: Plan, regime: string): boolean {
  const known = plan.privacy.regimes.get(regime);
  return known !== undefined && known.when === null;
}
