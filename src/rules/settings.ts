import type { Severity } from '../findings/finding.ts';
import { parseSubject, type Subject } from '../findings/subject.ts';
import { matchesGlob } from '../text/glob.ts';
import type { AnyRule, Preset } from './rule.ts';

const ORDER: readonly Preset[] = ['minimal', 'recommended', 'strict'];

/** What the configuration says of one rule; both parts may be unsaid. */
export interface RuleSetting {
  readonly severity?: Severity | 'off';
  readonly options?: unknown;
}

/** Settings for what an override names. */
export interface Override {
  /** Globs over event keys; null: any. */
  readonly events: readonly string[] | null;
  /** Path globs (only `*`) over the files of findings; null: any. */
  readonly files: readonly string[] | null;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly reason: string | null;
}

/** How loud each rule is, and with which options: presets, then rules, then overrides; the last word wins. */
export class Settings {
  readonly preset: Preset;
  private readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly Override[];
  private readonly only: readonly string[];
  /** Overrides that changed or could have changed a finding: the others are stale. */
  readonly usedOverrides = new Set<Override>();

  constructor(
    parts: {
      preset?: Preset;
      rules?: ReadonlyMap<string, RuleSetting>;
      overrides?: readonly Override[];
      only?: readonly string[];
    } = {},
  ) {
    this.preset = parts.preset ?? 'recommended';
    this.rules = parts.rules ?? new Map();
    this.overrides = parts.overrides ?? [];
    this.only = parts.only ?? [];
  }

  /** True where some finding of the rule could be shown. */
  runs(rule: AnyRule): boolean {
    if (!this.isAsked(rule)) return false;
    if (this.base(rule) !== 'off') return true;
    return this.overrides.some(({ rules }) => (rules.get(rule.id)?.severity ?? 'off') !== 'off');
  }

  /** Severity of one finding. `reported` is what the rule itself made of this case. */
  severity(rule: AnyRule, subject: Subject, file: string, reported?: Severity): Severity | 'off' {
    const said = this.rules.get(rule.id)?.severity;
    const base = this.base(rule);
    let severity: Severity | 'off' = said ?? (base === 'off' ? 'off' : (reported ?? base));
    for (const override of this.overrides) {
      const setting = override.rules.get(rule.id);
      if (!setting || !covers(override, subject, file)) continue;
      this.usedOverrides.add(override);
      severity = setting.severity ?? severity;
    }
    return severity;
  }

  /** Options of a rule: its defaults, then what the configuration says. */
  options(rule: AnyRule): unknown {
    const said = this.rules.get(rule.id)?.options;
    if (said === undefined) return rule.defaults;
    return typeof said === 'object' && said !== null
      ? { ...(rule.defaults as object | undefined), ...said }
      : said;
  }

  /** Severity before overrides. */
  base(rule: AnyRule): Severity | 'off' {
    const said = this.rules.get(rule.id)?.severity;
    if (said) return said;
    return ORDER.indexOf(rule.preset) <= ORDER.indexOf(this.preset) || this.only.includes(rule.id)
      ? rule.severity
      : 'off';
  }

  private isAsked(rule: AnyRule): boolean {
    if (this.only.length === 0) return true;
    return this.only.some(
      (name) => name === rule.id || rule.tags.includes(name) || rule.id.startsWith(`${name}/`),
    );
  }
}

function covers(override: Override, subject: Subject, file: string): boolean {
  if (override.events) {
    const first = parseSubject(subject)[0];
    if (first?.kind !== 'event' || !override.events.some((glob) => matchesGlob(first.name, glob)))
      return false;
  }
  return !override.files || override.files.some((glob) => matchesGlob(file, glob.replaceAll('**', '*')));
}
