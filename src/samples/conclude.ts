import type { Check } from '../evidence/check.ts';
import type { Profile } from '../evidence/profile.ts';
import type { WatchedFinding } from '../evidence/watchers.ts';
import type { NotChecked } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import type { AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import { coverageOf } from './coverage.ts';
import { notShown, toFindings, watchedFindings } from './findings.ts';
import { formKey, otherCalls } from './run/stream.ts';
import { type Hits, Tally } from './run/tally.ts';
import { unplannedNames, type ValidateResult } from './validate.ts';

/** What another engine counted of the same checks. */
export interface CountedElsewhere {
  readonly hits: readonly Hits[];
  readonly forms: readonly { readonly event: string; readonly variant: number | null; readonly n: number }[];
  readonly calls: number;
  readonly events: number;
  readonly valid: number;
  readonly unplanned: number;
  readonly bad: number;
  readonly watched: readonly WatchedFinding[];
  readonly profiles: readonly Profile[];
  readonly systems: ReadonlySet<string>;
  readonly notChecked: readonly NotChecked[];
}

/** The result of a validation whose counting was done elsewhere: the same findings and coverage. */
export function concludeCounts(
  plan: Plan,
  checks: readonly Check[],
  counted: CountedElsewhere,
  { rules, settings }: { readonly rules: readonly AnyRule[]; readonly settings: Settings },
): ValidateResult {
  const { events, valid, unplanned, bad, watched, profiles, systems, notChecked } = counted;
  const forms = new Map<string, number>();
  for (const { event, variant, n } of counted.forms) {
    const key = formKey(event, variant);
    forms.set(key, (forms.get(key) ?? 0) + n);
  }
  if (counted.calls > 0) forms.set(otherCalls, counted.calls);
  const tally = new Tally();
  tally.merge({ hits: counted.hits, dropped: [] });
  const saved = tally.save();
  const run = { plan, rules, settings, checks, sources: [], events, forms };
  return {
    findings: [...toFindings(saved, run), ...watchedFindings(watched, run)],
    events: { total: events + bad, valid, invalid: events - valid + bad, unplanned, bytes: 0 },
    profiles,
    // An engine that counts tables does not look at traits: nothing is missed.
    traits: new Map(),
    coverage: coverageOf(plan, forms, unplannedNames(saved, checks), systems),
    notChecked: [...notChecked, ...notShown(saved, checks)],
    notes: [],
  };
}
