import type { CallSite } from '../evidence/call-site.ts';
import type { DayWindow, Difference } from '../evidence/difference.ts';
import type { Profile } from '../evidence/profile.ts';
import type { NotChecked } from '../findings/report.ts';
import type { Plan } from '../plan/types.ts';

/** What is known of one system of the plan. */
export interface SystemEvidence {
  /** Its key in the plan. */
  readonly system: string;
  readonly profile: Profile;
  /** The same system then; null: there is nothing to hold it against. */
  readonly before: Profile | null;
}

export interface DriftInput {
  readonly plan: Plan;
  /** In any order; at most one a system. */
  readonly systems: readonly SystemEvidence[];
  /** Null: no code was read, so that nothing can be said of it. */
  readonly calls: readonly CallSite[] | null;
}

/** From `tolerance` on a difference is warned of, from `error` on it is an error; in the unit of the rule. */
export interface Tolerance {
  readonly tolerance: number;
  readonly error: number;
}

export interface DriftOptions {
  /** Key of the event that alone is asked about. */
  readonly event?: string | null;
  /** The two systems that alone are compared, left and right as given. */
  readonly between?: readonly [string, string] | null;
  /** What the settings say for a rule; absent: each rule's defaults. */
  readonly tolerance?: (rule: string) => Tolerance | null;
  /** Days that are known to be unlike others (ISO dates): left out of time drift. */
  readonly expected?: readonly string[];
}

/** Systems that were held against each other. */
export interface ComparedPair {
  /** Product side; sources that feed the right side together stand together. */
  readonly left: readonly string[];
  readonly right: string;
  /** `flow`: right is fed by left; `siblings`: both by the same sources; `time`: then and now. */
  readonly relation: 'flow' | 'siblings' | 'time';
  readonly window: DayWindow | null;
  /** Right to left, of what the plan lets through: median over events, which single events are held against. */
  readonly base: number | null;
  /** Comparisons made, by verdict. */
  readonly comparisons: {
    readonly same: number;
    readonly differs: number;
    readonly unclear: number;
    readonly notEnough: number;
    /** Explained by another difference. */
    readonly absorbed: number;
  };
  /** Tests that the Benjamini-Hochberg procedure ran over. */
  readonly tests: number;
  /** Persons left out as bots or test ids, both sides. */
  readonly bots: number;
}

export type GapCause =
  | 'not-sampled'
  | 'no-consent'
  | 'no-identifier'
  | 'when'
  | 'not-let-through'
  | 'duplicates-left'
  | 'duplicates-right'
  | 'too-late'
  | 'renamed'
  | 'one-per-line'
  | 'bots'
  | 'outside-window';

/** From one system's count of an event to another's, step by step. */
export interface Gap {
  /** Key in the plan. */
  readonly event: string;
  readonly left: { readonly system: string; readonly count: number };
  readonly right: { readonly system: string; readonly count: number };
  readonly window: DayWindow | null;
  /**
   * In the order in which they act. `count`: what the step takes away from the left count (negative: adds to it).
   * `exact`: counted event by event; else estimated. `text`: one sentence for a marketer.
   */
  readonly causes: readonly {
    readonly cause: GapCause;
    readonly count: number;
    readonly exact: boolean;
    readonly text: string;
  }[];
  /** Left minus all causes minus right. */
  readonly unexplained: number;
}

/** Share of the ids of `left` that `right` has, too. */
export interface Join {
  readonly left: string;
  readonly right: string;
  /** Identity type of the plan. */
  readonly identifier: string;
  /** 0..1; null: too few sampled ids to say, or keys that do not fit. */
  readonly share: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Sampled ids that the share rests on. */
  readonly sampled: number;
  /** Distinct ids on either side. */
  readonly leftIds: number;
  readonly rightIds: number;
}

export interface CustomerView {
  /** Observed known people of both sides together. */
  readonly people: number;
  /** Those of them whose data can be brought together. */
  readonly joinable: number;
  /** Known people that each side has. */
  readonly product: number;
  readonly marketing: number;
  /** 2 joinable / (product + marketing), 0..1. */
  readonly share: number;
  readonly low: number;
  readonly high: number;
  /** What keeps the others apart, largest gain first; `gain`: points of `share` (0..1) if this alone were mended. */
  readonly causes: readonly {
    readonly cause: string;
    readonly identifier: string | null;
    readonly system: string | null;
    readonly people: number;
    readonly gain: number;
    readonly text: string;
  }[];
}

/** Yes, no, or it cannot be known: nothing was read there, or it could not be resolved. */
export type Known = 'yes' | 'no' | 'unknown';

/** One event, or one property of it: what is planned, sent by code, and seen. */
export interface MatrixRow {
  readonly event: string;
  readonly property: string | null;
  readonly planned: boolean;
  readonly code: Known;
  /** By system with evidence: events (or those that have the property); null: the plan sends none there. */
  readonly seen: Readonly<Record<string, number | null>>;
  readonly product: Known;
  readonly marketing: Known;
}

/** What `compareSystems` finds: everything that events and their properties show. */
export interface Observed {
  readonly pairs: readonly ComparedPair[];
  /** One per cause, strongest first within a pair. */
  readonly differences: readonly Difference[];
  readonly gaps: readonly Gap[];
  /** Systems and comparisons that were not made, with the reason. */
  readonly notChecked: readonly NotChecked[];
}

/** All that `drift` has to say. */
export interface DriftResult extends Observed {
  readonly matrix: readonly MatrixRow[];
  readonly joins: readonly Join[];
  readonly customerView: CustomerView | null;
}
