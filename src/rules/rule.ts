import type { CallSite } from '../evidence/call-site.ts';
import type { JudgedChange } from '../evidence/change.ts';
import type { Check } from '../evidence/check.ts';
import type { Difference } from '../evidence/difference.ts';
import type { Fix, Location, RelatedLocation, RuleId, Severity } from '../findings/finding.ts';
import type { Subject } from '../findings/subject.ts';
import type { Spot } from '../plan/node.ts';
import type { Plan } from '../plan/types.ts';
import type { JsonObject } from '../text/json.ts';

export type Preset = 'minimal' | 'recommended' | 'strict';

/** Messages of a rule: each a function of its typed data, so wording and data cannot part. */
export type Messages = Readonly<Record<string, (data: never) => string>>;

/** One report of a rule, with its message by name. */
export interface AnyReport {
  readonly message: string;
  /** The dynamic parts of the message. */
  readonly data: JsonObject;
  readonly subject: Subject;
  /** Where to repair: a node or key of the plan, or a ready location (code, samples). */
  readonly at: Spot | Location;
  readonly related?: readonly (RelatedLocation | Spot)[];
  /** Only where this case differs from the rule's. */
  readonly severity?: Severity;
  /** Tells apart findings of one rule on one subject; must not hold places. */
  readonly discriminator?: string;
  /** Unless given: the owner of the subject. */
  readonly owners?: readonly (string | null)[];
  readonly fix?: Fix;
}

/** A report whose data is what its message wants. */
export type Report<M extends Messages> = {
  [Id in keyof M & string]: AnyReport & { readonly message: Id; readonly data: Parameters<M[Id]>[0] };
}[keyof M & string];

interface RuleBase<Options, M extends Messages> {
  readonly id: RuleId;
  /** One sentence: what holds when there is no finding. */
  readonly summary: string;
  readonly severity: Severity;
  /** The least preset that has it; the stricter ones follow. */
  readonly preset: Preset;
  readonly tags: readonly string[];
  /** JSON Schema of the options object, with a default for each; none: the rule takes no options. */
  readonly options?: JsonObject;
  readonly defaults?: Options;
  readonly messages: M;
  readonly fixable?: 'safe' | 'unsafe';
}

export interface Context<Options, M extends Messages> {
  readonly options: Options;
  /** ISO date of the run, for what ends. */
  readonly today: string;
  readonly report: (report: Report<M>) => void;
}

/** Judges the plan alone. */
export interface PlanRule<Options = undefined, M extends Messages = Messages> extends RuleBase<Options, M> {
  readonly on: 'plan';
  check(plan: Plan, context: Context<Options, M>): void;
}

/** Says what samples must be like; the engines carry the checks out. `messages` are keyed by operation. */
export interface SampleRule<Options = undefined, M extends Messages = Messages> extends RuleBase<Options, M> {
  readonly on: 'sample';
  checks(plan: Plan, context: { readonly options: Options; readonly today: string }): readonly Check[];
}

/** Judges one call site. */
export interface CallRule<Options = undefined, M extends Messages = Messages> extends RuleBase<Options, M> {
  readonly on: 'call';
  check(site: CallSite, plan: Plan, context: Context<Options, M>): void;
  /** After all sites: what was never sent. */
  finish?(sites: readonly CallSite[], plan: Plan, context: Context<Options, M>): void;
}

/** Judges one change between two versions. */
export interface ChangeRule<Options = undefined, M extends Messages = Messages> extends RuleBase<Options, M> {
  readonly on: 'change';
  judge(
    change: JudgedChange,
    plans: { readonly before: Plan | null; readonly after: Plan | null },
    context: Context<Options, M>,
  ): void;
}

/** Judges one difference between the evidence of two systems, or of one system then and now. */
export interface DriftRule<Options = undefined, M extends Messages = Messages> extends RuleBase<Options, M> {
  readonly on: 'drift';
  judge(difference: Difference, plan: Plan, context: Context<Options, M>): void;
}

/** Found by the program itself while it runs: a bad line, a stale waiver. Here only so that it is listed. */
export interface RunRule<Options = undefined, M extends Messages = Messages> extends RuleBase<Options, M> {
  readonly on: 'run';
}

export type Rule<Options = undefined, M extends Messages = Messages> =
  | PlanRule<Options, M>
  | SampleRule<Options, M>
  | CallRule<Options, M>
  | ChangeRule<Options, M>
  | DriftRule<Options, M>
  | RunRule<Options, M>;

/** A rule with its types forgotten, as the registry holds it. */
export type AnyRule = Rule<unknown, Messages>;

/** Ties options, messages and reports of a rule together; nothing else happens here. */
export function defineRule<Options = undefined, M extends Messages = Messages>(
  rule: Rule<Options, M>,
): AnyRule {
  return rule as AnyRule;
}
