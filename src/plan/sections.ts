import type { Subject } from '../findings/subject.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { KeyPlace, MapNode, Spot } from './node.ts';
import type { Named, Property, Side } from './types.ts';

// What surrounds the events of a plan: standards, identity, privacy, systems and flows.

export interface Standards {
  readonly node: MapNode | null;
  readonly naming: Readonly<Partial<Record<'events' | 'views' | 'properties' | 'traits', NamingStandard>>>;
  readonly vocabulary: Vocabulary | null;
  readonly documentation: Readonly<Record<string, 'required' | 'recommended' | 'optional'>>;
}

export type Case =
  | 'title'
  | 'sentence'
  | 'snake'
  | 'camel'
  | 'pascal'
  | 'kebab'
  | 'constant'
  | 'lower'
  | 'dot';

export interface NamingStandard {
  readonly case: Case | null;
  readonly form: 'object-action' | 'action-object' | null;
  readonly tense: 'past' | 'present' | null;
  readonly maxLength: number | null;
  /** By type or format (`boolean`, `date-time`): globs of which a name must match one. */
  readonly affixes: ReadonlyMap<string, readonly string[]>;
  readonly node: MapNode;
}

export interface Vocabulary {
  /** Null: not a closed list. */
  readonly objects: readonly string[] | null;
  readonly actions: readonly string[] | null;
  /** Word not to use (lower case) → preferred word. */
  readonly synonyms: ReadonlyMap<string, string>;
  readonly node: MapNode;
}

export type IdentityOf = 'person' | 'account' | 'household' | 'device' | 'session';

export interface Identity {
  readonly node: MapNode | null;
  readonly types: ReadonlyMap<string, IdentityType>;
  readonly priority: readonly string[];
  /** Placeholder values that are no identifier, as written; the built-in ones are in the catalogue. */
  readonly never: readonly string[];
  readonly link: {
    readonly from: string;
    readonly to: string;
    readonly at: readonly string[];
    readonly node: MapNode;
  } | null;
  readonly limits: readonly {
    readonly of: string;
    readonly per: string;
    readonly max: number;
    readonly node: MapNode;
  }[];
}

export interface IdentityType extends Property {
  readonly of: IdentityOf | null;
  readonly known: boolean;
  readonly unique: boolean;
  readonly immutable: boolean;
  readonly normalize: readonly string[];
}

export type Basis =
  | 'consent'
  | 'opt-out'
  | 'contract'
  | 'legal-obligation'
  | 'vital-interest'
  | 'public-interest'
  | 'legitimate-interest';

export interface Privacy {
  readonly node: MapNode | null;
  readonly regimes: ReadonlyMap<string, Regime>;
  readonly controller: string | null;
  readonly subject: string | null;
  /** ISO duration. */
  readonly retention: string | null;
  readonly purposes: ReadonlyMap<string, Purpose>;
  readonly policy: readonly PolicyLine[];
}

export interface Regime {
  readonly key: string;
  readonly spot: KeyPlace | Spot;
  /** Null: holds everywhere. */
  readonly when: Condition | null;
}

export interface Purpose extends Named {
  readonly basis: Basis | null;
  readonly signal: Condition | null;
  readonly under: ReadonlyMap<string, { readonly basis: Basis | null; readonly signal: Condition | null }>;
}

export type Handling = 'raw' | 'hashed' | 'tokenized' | 'truncated' | 'masked' | 'encrypted';

export interface PolicyLine {
  readonly verdict: 'allow' | 'deny';
  readonly category: string;
  /** Systems or roles; null: all. */
  readonly to: readonly string[] | null;
  readonly handling: readonly Handling[] | null;
  readonly under: readonly string[] | null;
  readonly node: MapNode;
  readonly subject: Subject;
}

export interface System extends Named {
  /** The catalogue's entry: `vendor`, or the key where the catalogue knows it; null when unknown to it. */
  readonly vendor: string | null;
  readonly role: string | null;
  readonly side: Side | null;
  readonly sdk: string | null;
  readonly purposes: readonly string[];
  readonly retention: string | null;
  readonly naming: Readonly<Partial<Record<'events' | 'views' | 'properties' | 'traits', NamingStandard>>>;
  /** The system's field → our identity type. */
  readonly identity: ReadonlyMap<string, string>;
  /** Limits the plan sets over the catalogue's. */
  readonly limits: JsonObject | null;
  readonly processing: {
    readonly as: string | null;
    readonly country: string | null;
    readonly agreement: string | null;
  } | null;
}

export interface Flow {
  readonly from: readonly string[];
  readonly to: readonly string[];
  /** Globs over event keys; null: all of them, and traits. */
  readonly events: readonly string[] | null;
  readonly when: Condition | null;
  readonly sampling: number;
  readonly node: MapNode;
  readonly subject: Subject;
}

/** A `when`: all lines must hold. */
export interface Condition {
  readonly lines: readonly ConditionLine[];
  readonly node: MapNode;
}

export interface ConditionLine {
  readonly path: string;
  /** Where the path starts. */
  readonly root: 'context' | 'ids' | 'traits' | 'version' | 'system' | 'properties';
  /** The path below the root; `[]` marks a list. */
  readonly steps: readonly string[];
  readonly test: ConditionTest;
}

export type ConditionTest =
  | { readonly kind: 'any'; readonly values: readonly Json[] }
  | { readonly kind: 'range'; readonly text: string; readonly bounds: readonly Bound[] }
  | { readonly kind: 'schema'; readonly schema: JsonObject };

export interface Bound {
  readonly op: '<' | '<=' | '>' | '>=' | '=';
  /** Dotted numbers: one for a number, several for a version. */
  readonly value: readonly number[];
}
