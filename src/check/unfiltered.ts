import type { Finding } from '../findings/finding.ts';
import type { AnyRule } from '../rules/rule.ts';
import { Settings } from '../rules/settings.ts';
import type { CheckInput } from './step.ts';

/**
 * Evidence is read once, for the findings and for the scorecard. The scorecard must not depend on what the
 * configuration switches off, so the run has every rule on; `asConfigured` then says what the findings are.
 */
export function everyRuleOn({ settings }: CheckInput): Settings {
  return new Settings({ preset: settings.preset === 'strict' ? 'strict' : 'recommended' });
}

/** The findings of such a run as the configuration wants them: those that are off are gone, the others as loud as said. */
export function asConfigured(findings: readonly Finding[], { settings, rules }: CheckInput): Finding[] {
  const byId = new Map<string, AnyRule>(rules.map((rule) => [rule.id, rule]));
  return findings.flatMap((finding) => {
    const rule = byId.get(finding.rule);
    if (!rule || !settings.runs(rule)) return [];
    const severity = settings.severity(rule, finding.subject, finding.location.file, finding.severity);
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}
