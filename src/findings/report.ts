import type { JsonObject } from '../text/json.ts';
import type { Finding } from './finding.ts';

/** Evidence that was configured or expected and was not looked at, with the reason. */
export interface NotChecked {
  readonly what: string;
  readonly why: string;
}

export interface Summary {
  readonly error: number;
  readonly warn: number;
  readonly info: number;
  readonly waived: number;
  readonly baselined: number;
  readonly fixable: number;
  /** At or above the threshold: exit code 1. */
  readonly failed: boolean;
}

/** What a command found: the one value that every output format writes. */
export interface Report {
  readonly command: string;
  /** Null for several plans, or none. */
  readonly plan: { readonly name: string; readonly version: string } | null;
  readonly summary: Summary;
  readonly notChecked: readonly NotChecked[];
  /** Sorted by path, line, column, rule. */
  readonly findings: readonly Finding[];
  /** What this command adds to the JSON document, by key: `events`, `callSites`, `changes`, … */
  readonly extra: JsonObject;
}
