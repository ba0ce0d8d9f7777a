import type { Severity } from '../findings/finding.ts';
import type { Report } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';
import type { Model } from '../report/model.ts';

/** The names `-f` takes. */
export const FORMATS = [
  'text',
  'compact',
  'json',
  'ndjson',
  'sarif',
  'junit',
  'github',
  'gitlab',
  'markdown',
  'csv',
  'html',
] as const;

export type FormatName = (typeof FORMATS)[number];

/** One `-f name[=path]`; no path is stdout. */
export interface OutputRequest {
  readonly name: FormatName;
  readonly path: string | null;
}

/**
 * Text of a plan or code file that a finding points into, for code frames; null where it is not at hand.
 * Never the text of a sample: a frame would print personal values.
 */
export type SourceText = (file: string) => string | null | Promise<string | null>;

/** What a document says about a rule beside its findings. */
export interface RuleHelp {
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
  readonly severity: Severity;
  readonly tags: readonly string[];
  /** Its page, in Markdown; null for a rule without one. */
  readonly page: string | null;
}

/** All a format may ask for beside the report. */
export interface OutputContext {
  readonly colour: boolean;
  /** Columns of the terminal; 80 for files and pipes. */
  readonly width: number;
  /** False where a terminal says that it cannot show more than ASCII. */
  readonly unicode: boolean;
  /** Findings that `text` shows in full; the machine formats always have them all. */
  readonly maxFindings: number;
  readonly sourceText: SourceText;
  /** The plan that was checked, for the formats that show more than findings; null for several or none. */
  readonly plan: Plan | null;
  /** Scorecard, trend, inventory and the rest, where the command made them. */
  readonly model: Model | null;
  /** ISO date of the run. */
  readonly today: string;
  /** Every rule there is, in registry order. */
  readonly ruleHelp: () => Promise<readonly RuleHelp[]>;
  /** `full`: every entry of the dictionary is open on paper. */
  readonly print?: 'short' | 'full';
  readonly env: Readonly<Record<string, string | undefined>>;
}

export interface Format {
  /** The document in pieces, to be written one after another. */
  write(report: Report, context: OutputContext): Iterable<string> | AsyncIterable<string>;
}
