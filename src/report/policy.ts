import type { Plan, PolicyLine, PrivacyTag, System } from '../plan/types.ts';
import { decide } from '../rules/privacy/policy.ts';

export interface PolicyVerdict {
  readonly allowed: boolean;
  /** The line that denies; null where none speaks of it and one would have to. */
  readonly line: PolicyLine | null;
  /** The regime under which it is not allowed; null: everywhere. */
  readonly under: string | null;
}

/** May data of this category reach this system, handled so? The judgement is that of the rules. */
export function policyVerdict(
  plan: Plan,
  system: System,
  category: string,
  handling: string,
  tag: PrivacyTag,
): PolicyVerdict {
  const decision = decide(plan, { system, category, handling, tag });
  if (decision.verdict === 'allow') return { allowed: true, line: null, under: null };
  return {
    allowed: false,
    line: decision.verdict === 'deny' ? decision.line : null,
    under: decision.regime,
  };
}
