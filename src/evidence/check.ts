import type { RuleId } from '../findings/finding.ts';
import type { Subject } from '../findings/subject.ts';
import type { Condition } from '../plan/types.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** What makes a sample invalid, as `--verdicts` says it. */
export type ViolationKind = 'unplanned' | 'missing_required' | 'invalid_value' | 'unknown';

/** Which part of a sample a check looks at. */
export type Part = 'event' | 'properties' | 'traits' | 'context' | 'ids' | 'stream';

/**
 * One thing a plan asks of samples, as plain data: `samples` turns it into a function, `sql` into an
 * expression, each by an exhaustive switch over `operation.op`.
 */
export interface Check {
  readonly rule: RuleId;
  readonly subject: Subject;
  /** Key of the plan's event; null: every call (of `call`, when given). */
  readonly event: string | null;
  readonly call: 'track' | 'page' | 'screen' | 'identify' | 'group' | 'alias' | null;
  /** Index of the variant; null: the event's own shape. */
  readonly variant: number | null;
  readonly part: Part;
  /** Steps below the part; `[]` is every element of a list. Empty: the part itself. */
  readonly path: readonly string[];
  /** For part `traits`: of this kind (`person`, `account`). */
  readonly kind?: string;
  /** Only for samples from these systems; absent: from any. */
  readonly systems?: readonly string[];
  /** Null: the finding does not make a sample invalid. */
  readonly verdict: ViolationKind | null;
  readonly operation: Operation;
}

export type Operation =
  /**
   * An event, property or trait that the plan does not name. `known` are the names that are planned, `only`
   * those of them that some systems alone may send.
   */
  | {
      readonly op: 'unplanned';
      readonly known: readonly string[];
      readonly only?: Readonly<Record<string, readonly string[]>>;
    }
  | { readonly op: 'required' }
  /** The value, where present, is valid under this JSON Schema (2020-12). */
  | { readonly op: 'schema'; readonly schema: JsonObject | boolean }
  /** Taken away with `false`: must not appear. */
  | { readonly op: 'absent' }
  /** All, or at least one, of these identity types are present and not placeholders. */
  | { readonly op: 'identified'; readonly need: 'all' | 'any'; readonly types: readonly string[] }
  /** The value is not one of these stand-ins for "no id". `values` lower-cased, `exact` compared as written. */
  | { readonly op: 'placeholder'; readonly values: readonly string[]; readonly exact: readonly string[] }
  /** The value is the normalised form of itself: trim, lowercase, … */
  | { readonly op: 'normalized'; readonly steps: readonly string[] }
  /** Looks like the hash of this recipe. */
  | {
      readonly op: 'hashed';
      readonly algorithm: 'sha256' | 'md5' | 'sha1';
      readonly encoding: 'hex' | 'base64';
    }
  /** A value of another identity type stands here: an e-mail as user id. */
  | {
      readonly op: 'wrong-field';
      readonly type: string;
      readonly others: readonly { readonly type: string; readonly schema: JsonObject }[];
    }
  /** More than `max` distinct `of` for one `per`. */
  | { readonly op: 'one-to-many'; readonly of: string; readonly per: string; readonly max: number }
  /** A known id is used by a device before any link call tied the two. */
  | { readonly op: 'linked'; readonly from: string; readonly to: string; readonly at: readonly string[] }
  /** A message id seen before. */
  | { readonly op: 'duplicate'; readonly cap: number }
  /** The event's time: not in the future, not older than `maxAgeDays`, not out of order by more than `skewMs`. */
  | {
      readonly op: 'time';
      readonly maxAgeDays: number | null;
      readonly futureMs: number;
      readonly skewMs: number | null;
    }
  /** A value that looks personal, in a place that is not tagged for it. `allow` are categories it may hold. */
  | { readonly op: 'personal'; readonly allow: readonly string[] }
  /** The purpose's signal holds, unless a regime changes it. */
  | {
      readonly op: 'consent';
      readonly purpose: string;
      readonly system: string;
      readonly signal: Condition | null;
      readonly under: readonly {
        readonly regime: string;
        readonly when: Condition | null;
        readonly signal: Condition | null;
      }[];
    }
  /** Seen although retired, or after this ISO date. */
  | { readonly op: 'sunset'; readonly date: string | null }
  /** A plugin's own predicate over one value: plain data, so each engine can run it. */
  | { readonly op: 'compare'; readonly with: '=' | '!=' | '<' | '<=' | '>' | '>='; readonly value: Json };

/**
 * One way in which a check failed, as an engine counted it: the data of a sample rule's message for that
 * operation. Values are masked already.
 */
export interface Hit extends JsonObject {
  /** The plan's event; for an unplanned one and where the check is about every call, the name as seen. */
  readonly event: string | null;
  /** `products[].sku`; for an unplanned property its name. Empty: the part itself. */
  readonly path: string;
  /** The keyword of JSON Schema that does not hold; null for other operations. */
  readonly keyword: string | null;
  /** What would be right, a few words: `a number`, `one of EUR, GBP, USD`. */
  readonly expected: string;
  /** What stood there, masked, or its type; empty where nothing was. */
  readonly seen: string;
  /** The planned name that is nearest to an unplanned one. */
  readonly nearest: string | null;
}
