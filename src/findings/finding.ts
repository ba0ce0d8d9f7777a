import type { JsonObject } from '../text/json.ts';
import type { Subject } from './subject.ts';

/** How loud a finding is. `off` is a setting of a rule, never of a finding. */
export type Severity = 'error' | 'warn' | 'info';

/** `topic/name`, for a plugin's rule `plugin/topic/name` or `plugin/name`. */
export type RuleId = string;

/** A place in a file. Lines and columns start at 1, columns count UTF-16 units, `end` is exclusive. */
export interface Location {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
  /** JSON pointer inside the file, for plans and schemas; null for code and samples. */
  readonly pointer: string | null;
}

/** First evidence, or the other half of a contradiction. */
export interface RelatedLocation {
  readonly file: string;
  readonly line: number;
  readonly column?: number;
  /** What is to be seen there, a few words. */
  readonly note?: string;
}

/** Replaces the text between two offsets (UTF-16 units) of one file. */
export interface Edit {
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** `safe` keeps the plan's meaning; `unsafe` may change what pipelines do, and wants a reader. */
export interface Fix {
  readonly safety: 'safe' | 'unsafe';
  /** Imperative, a few words: "Rename to \"Order Paid\"". */
  readonly title: string;
  readonly edits: readonly Edit[];
}

/** One place where reality and plan part. A plain value, as it stands in the JSON output. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: Severity;
  /** One sentence. */
  readonly message: string;
  readonly subject: Subject;
  /** SHA-256 of rule, subject and discriminator, hex. Stable across moves. */
  readonly fingerprint: string;
  readonly status: 'open' | 'waived' | 'baselined';
  /** How often it was seen: 1 for a plan's own findings. */
  readonly count: number;
  /** Share of the events it could have hit, 0..1; null where there is nothing to count. */
  readonly rate: number | null;
  readonly owners: readonly string[];
  /** Where to repair. */
  readonly location: Location;
  /** First evidence. */
  readonly related: readonly RelatedLocation[];
  /** The dynamic parts of the message, for programs. */
  readonly data: JsonObject;
  readonly fix: Fix | null;
  /** The rule's page, as `dataplan explain <rule>`. */
  readonly docs: string;
}
