import type { Severity } from '../findings/finding.ts';
import type { Preset } from '../rules/rule.ts';
import type { Override, RuleSetting } from '../rules/settings.ts';
import type { JsonObject } from '../text/json.ts';

/** `dataplan.config.yaml`: which plan, which evidence, how strict. Paths are absolute. */
export interface Config {
  /** Null: there is no file; everything has its default. */
  readonly path: string | null;
  /** Folder that the paths in it start from. */
  readonly folder: string;
  readonly plan: readonly string[];
  readonly preset: Preset | null;
  readonly plugins: readonly string[];
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly overrides: readonly Override[];
  readonly samples: readonly SampleSource[];
  readonly code: readonly CodeSource[];
  readonly diff: DiffConfig;
  readonly drift: JsonObject;
  readonly tables: readonly JsonObject[];
  readonly baseline: string | null;
  readonly history: string | null;
  readonly waivers: string | null;
  readonly failOn: Severity | 'never' | null;
  readonly maxWarnings: number | null;
  readonly cache: boolean;
}

/** Exported or recorded events of one system. */
export interface SampleSource {
  readonly system: string;
  /** Globs or paths, relative to `Config.folder`. */
  readonly files: readonly string[];
  readonly eventFormat: string | null;
  /** `coerce`: numeric strings are numbers and null is absent, because the reader translates. */
  readonly types: 'strict' | 'coerce';
  /** Canonical field (`event`, `user`, …) → field of the record, for plain JSON and CSV. */
  readonly map: ReadonlyMap<string, string>;
  readonly optional: boolean;
}

/** Code that sends events. */
export interface CodeSource {
  readonly system: string | null;
  readonly files: readonly string[];
  /** Wrappers as they were declared; `src/code` gives them meaning. */
  readonly wrappers: readonly JsonObject[];
  readonly optional: boolean;
}

export interface DiffConfig {
  readonly against: string | null;
  readonly bump: 'semver' | 'schemaver';
  readonly warehouse: readonly string[];
  readonly open: 'lenient' | 'strict';
}
