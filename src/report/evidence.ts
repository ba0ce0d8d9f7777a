import type { DriftResult } from '../drift/types.ts';
import type { Finding } from '../findings/finding.ts';
import type { Plan } from '../plan/types.ts';

/** What one system's code sends, as far as it could be read. */
export interface CodeEvidence {
  /** Call sites by key of the plan's event. */
  readonly events: ReadonlyMap<string, number>;
  /** Call sites by name, of names that are not planned. */
  readonly unplanned: ReadonlyMap<string, number>;
  /** Call sites whose name could not be read. */
  readonly unresolved: number;
}

/** What was seen in one system's samples. */
export interface SampleEvidence {
  readonly total: number;
  /** ISO date of the newest sample; null where the samples carry no time. */
  readonly newest: string | null;
  /** By key of the plan's event. */
  readonly events: ReadonlyMap<string, { readonly count: number; readonly invalid: number }>;
  /** By name, of names that are not planned. */
  readonly unplanned: ReadonlyMap<string, number>;
  /** `person.email`: traits seen with a value; null where nobody looked. */
  readonly traits: ReadonlySet<string> | null;
  /** By identity type: events that carried one, and carried a sound one. */
  readonly ids: ReadonlyMap<string, { readonly present: number; readonly valid: number }>;
}

/** All that a report knows beside the plan. What was not looked at is absent, never empty. */
export interface Evidence {
  /**
   * Findings of every counted rule at its own defaults, before configuration, waivers and baseline, so that
   * none of these moves a score.
   */
  readonly findings: readonly Finding[];
  /** By system whose code was read. */
  readonly code: ReadonlyMap<string, CodeEvidence>;
  /** By system whose samples were read. */
  readonly samples: ReadonlyMap<string, SampleEvidence>;
  /** The plan as it was, for events that were dropped from it and are still sent or needed. */
  readonly reference: Plan | null;
  /** Null: there is no evidence of two systems to hold against each other. */
  readonly drift: DriftResult | null;
}

export const NO_EVIDENCE: Evidence = {
  findings: [],
  code: new Map(),
  samples: new Map(),
  reference: null,
  drift: null,
};

/** `code:web`, `samples:braze`, sorted: which evidence a run had, to tell runs that can be compared. */
export function evidenceNames(evidence: Evidence): string[] {
  return [
    ...[...evidence.code.keys()].map((system) => `code:${system}`),
    ...[...evidence.samples.keys()].map((system) => `samples:${system}`),
  ].sort();
}
