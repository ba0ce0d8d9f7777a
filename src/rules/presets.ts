import type { AnyRule, Preset } from './rule.ts';

/** From the least to the most. Each has all rules of those before it. */
export const PRESETS: readonly Preset[] = ['minimal', 'recommended', 'strict'];

/** True when a preset has the rule. */
export function isIn(rule: AnyRule, preset: Preset): boolean {
  return PRESETS.indexOf(rule.preset) <= PRESETS.indexOf(preset);
}

/** The rules of a preset, in the registry's order. */
export function rulesOf(rules: readonly AnyRule[], preset: Preset): AnyRule[] {
  return rules.filter((rule) => isIn(rule, preset));
}
