import type { Config } from '../config/types.ts';
import type { DriftResult } from '../drift/types.ts';
import type { CallSite } from '../evidence/call-site.ts';
import type { Profile } from '../evidence/profile.ts';
import type { Finding } from '../findings/finding.ts';
import type { NotChecked } from '../findings/report.ts';
import type { MalformedWaiver, Waiver } from '../findings/waivers.ts';
import type { Plan, PlanFile } from '../plan/types.ts';
import type { CodeEvidence, SampleEvidence } from '../report/evidence.ts';
import type { AnyRule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import type { System } from '../system/system.ts';
import type { JsonObject } from '../text/json.ts';
import type { BaseState } from './base.ts';

/** What every step of a check works with; loaded once. */
export interface CheckInput {
  readonly plan: Plan;
  /** Absolute. */
  readonly path: string;
  readonly config: Config;
  readonly rules: readonly AnyRule[];
  readonly settings: Settings;
  /** ISO date. */
  readonly today: string;
  /** Null where there is nothing to compare with. */
  readonly base: BaseState | null;
  readonly showValues: boolean;
  readonly system: System;
}

/** What one kind of evidence said. */
export interface StepResult {
  readonly findings: readonly Finding[];
  /** The same before the configuration had its say, for the scorecard; `findings` unless given. */
  readonly counted?: readonly Finding[];
  /** Kinds of rules that saw everything there is. */
  readonly complete: readonly AnyRule['on'][];
  readonly notChecked?: readonly NotChecked[];
  readonly waivers?: readonly (Waiver | MalformedWaiver)[];
  /** For code frames. */
  readonly files?: readonly PlanFile[];
  readonly extra?: JsonObject;
  readonly code?: ReadonlyMap<string, CodeEvidence>;
  readonly samples?: ReadonlyMap<string, SampleEvidence>;
  /** For drift: what each system's samples hold, one a system. */
  readonly profiles?: readonly Profile[];
  /** For drift: every call, where code was read. */
  readonly sites?: readonly CallSite[];
  readonly drift?: DriftResult;
}

/** Holds one kind of evidence against the plan; null where the configuration names none. */
export type Step = (input: CheckInput) => Promise<StepResult | null>;
