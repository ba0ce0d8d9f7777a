import { categorySensitivity, isWithin } from '../catalogue/categories.ts';
import type { Plan, PolicyLine, PrivacyTag, System } from '../plan/types.ts';

export interface PolicyVerdict {
  readonly allowed: boolean;
  /** The line that decided; null where none matched. */
  readonly line: PolicyLine | null;
  /** The regime under which it is not allowed; null: everywhere. */
  readonly under: string | null;
}

/**
 * May data of this category reach this system, handled so? The first line that matches decides; each regime is
 * tried, and the first that forbids it is told. Without a line data may go, unless it is restricted or some
 * `allow` covers its category.
 */
export function policyVerdict(
  plan: Plan,
  system: System,
  category: string,
  handling: string,
  sensitivity: PrivacyTag['sensitivity'],
): PolicyVerdict {
  let verdict: PolicyVerdict = { allowed: true, line: null, under: null };
  for (const regime of [null, ...plan.privacy.regimes.keys()]) {
    verdict = verdictUnder(plan, system, category, handling, sensitivity, regime);
    if (!verdict.allowed) return verdict;
  }
  return verdict;
}

function verdictUnder(
  plan: Plan,
  system: System,
  category: string,
  handling: string,
  sensitivity: PrivacyTag['sensitivity'],
  regime: string | null,
): PolicyVerdict {
  const { policy } = plan.privacy;
  const line = policy.find(
    (each) =>
      isWithin(category, each.category) &&
      (each.to === null || each.to.some((to) => to === system.key || to === system.role)) &&
      (each.handling === null || each.handling.some((known) => known === handling)) &&
      (each.under === null || (regime !== null && each.under.includes(regime))),
  );
  if (line) return { allowed: line.verdict === 'allow', line, under: regime };
  const restricted = (sensitivity ?? categorySensitivity(category)) === 'restricted';
  const covered = policy.some((each) => each.verdict === 'allow' && isWithin(category, each.category));
  return { allowed: !restricted && !covered, line: null, under: regime };
}
