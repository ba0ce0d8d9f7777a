import type { Subject } from '../findings/subject.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { KeyPlace, MapNode, Node, Spot } from './node.ts';
import type { Condition, Flow, Handling, Identity, Privacy, Standards, System } from './sections.ts';

export type * from './sections.ts';

/**
 * A plan, loaded and resolved: includes and parents joined, short forms expanded, layers applied.
 * Maps keep the order of the files. Nothing in it is ever changed.
 */
export interface Plan {
  readonly name: string;
  readonly version: string;
  readonly description: string | null;
  readonly phase: Phase | null;
  /** Every file read, the plan's own first; `Spot.file` is an index into it. */
  readonly files: readonly PlanFile[];
  /** The whole of it, all layers joined: what a rule about the raw text asks. */
  readonly root: MapNode;
  readonly teams: ReadonlyMap<string, Team>;
  readonly standards: Standards;
  readonly identity: Identity;
  readonly privacy: Privacy;
  readonly systems: ReadonlyMap<string, System>;
  readonly flows: readonly Flow[];
  /** The data dictionary. */
  readonly properties: ReadonlyMap<string, Property>;
  readonly groups: ReadonlyMap<string, Group>;
  /** By path (`app.version`): what every call carries. */
  readonly context: ReadonlyMap<string, PropertyUse>;
  /** By kind (`person`, `account`), then by name. */
  readonly traits: ReadonlyMap<string, ReadonlyMap<string, PropertyUse>>;
  readonly events: ReadonlyMap<string, Event>;
  readonly needs: ReadonlyMap<string, Need>;
  readonly governance: Governance;
  /** Names that did not resolve. The loader keeps going; `plan/unknown-reference` reports them. */
  readonly danglings: readonly Dangling[];
}

export interface PlanFile {
  /** Relative to the working directory, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly root: Node;
  /**
   * `main` is the plan itself, `parent` came by `extends`, `include` holds sections of the one that named it,
   * `schema` is a JSON Schema that a `$ref` names.
   */
  readonly role: 'main' | 'parent' | 'include' | 'schema';
}

/** A comment token with its line (1-based) and whether it stands alone on it. */
export interface Comment extends Spot {
  readonly text: string;
  readonly line: number;
  readonly alone: boolean;
}

/** A name used where nothing of that name is. */
export interface Dangling {
  readonly what:
    | 'team'
    | 'system'
    | 'role'
    | 'event'
    | 'property'
    | 'group'
    | 'trait'
    | 'identity'
    | 'purpose'
    | 'regime'
    | 'category'
    | 'vendor'
    | 'ref';
  readonly name: string;
  /** Names it could have been. */
  readonly known: readonly string[];
  readonly subject: Subject;
  readonly at: Spot;
}

export type Phase = 'concept' | 'development' | 'commercialization' | 'optimization' | 'extension';
export type Stage = 'discovery' | 'evaluation' | 'conversion' | 'engagement' | 'retention' | (string & {});
export type Status = 'proposed' | 'approved' | 'live' | 'deprecated' | 'retired';
export type Call = 'track' | 'page' | 'screen';
export type Side = 'product' | 'marketing' | 'product-and-marketing' | 'storage';

/** What may stand on anything named. */
export interface Named {
  /** The key in the plan. */
  readonly key: string;
  readonly subject: Subject;
  /** The key's place: where a finding about the thing itself points. */
  readonly spot: KeyPlace;
  /** All layers joined, short forms expanded; children keep their places. */
  readonly node: MapNode;
  readonly description: string | null;
  readonly owner: string | null;
  readonly status: Status;
  /** ISO date, that day included. */
  readonly sunset: string | null;
  readonly replacedBy: string | null;
  readonly tags: readonly string[];
  readonly links: Readonly<Record<string, string>>;
  readonly approved: readonly Approval[];
}

export interface Approval {
  readonly by: string;
  readonly date: string | null;
  readonly link: string | null;
  readonly node: Node;
}

export interface Team extends Named {
  readonly function: string | null;
  readonly contact: string | null;
}

export interface PrivacyTag {
  /** A category key, `none` (reviewed, not personal), or null: not reviewed. */
  readonly category: string | null;
  readonly sensitivity: 'public' | 'internal' | 'confidential' | 'restricted' | null;
  readonly handling: Handling;
  readonly subject: string | null;
  readonly retention: string | null;
  readonly purposes: readonly string[] | null;
  /** Null: nothing is said here nor above. */
  readonly node: Node | null;
}

/**
 * What a property is, all layers joined. One object serves every use that adds no layer of its own,
 * so a rule about a property's shape judges it once.
 */
export interface Property extends Named {
  /** The property whose type and constraints these are: itself, unless all that it adds are words. */
  readonly shape: Property;
  /** JSON Schema (2020-12) for ajv: plan keys taken out, `is` followed, `handling` applied, at every depth. */
  readonly schema: JsonObject | boolean;
  readonly privacy: PrivacyTag;
  readonly unit: string | null;
  readonly examples: readonly Json[];
  /** Lowest first. */
  readonly layers: readonly Layer[];
  /** Properties inside: by name for an object, `[]` for a list's elements. */
  readonly children: ReadonlyMap<string, PropertyUse>;
  /** Route per system: name there, `false` (taken away), handling there. */
  readonly to: ReadonlyMap<string, Route | false>;
  /** The dictionary entry or identity type it is, when it is one. */
  readonly is: string | null;
}

export interface Layer {
  readonly from: 'dictionary' | 'identity' | 'group' | 'event' | 'variant' | 'context' | 'traits' | 'nested';
  readonly name: string;
  readonly node: MapNode;
}

/** A property where it is used: in an event, the context, a trait list, or inside another property. */
export interface PropertyUse {
  readonly name: string;
  readonly subject: Subject;
  readonly spot: KeyPlace | Spot;
  readonly required: boolean;
  /** Systems that may send it; null: all. */
  readonly from: readonly string[] | null;
  readonly property: Property;
}

/** How an event, a trait or a property arrives at a system. */
export interface Route {
  readonly name: string | null;
  readonly handling: Handling | null;
  readonly when: Condition | null;
  readonly sampling: number | null;
  /** What the system makes of an event: event, purchase, conversion, … */
  readonly as: string | null;
  /** Path of the list of which each element becomes one, `products[]`. */
  readonly per: string | null;
  /** Property path → name there, or false. */
  readonly properties: ReadonlyMap<string, string | false>;
  readonly node: Node;
}

export interface Group {
  readonly key: string;
  readonly subject: Subject;
  readonly spot: KeyPlace;
  readonly properties: ReadonlyMap<string, PropertyUse>;
}

/** Which ids a sample must carry. */
export type IdentifiedBy =
  | { readonly kind: 'all'; readonly types: readonly string[] }
  | { readonly kind: 'any'; readonly types: readonly string[] }
  | { readonly kind: 'none' };

/** What one live form of an event carries. */
export interface Shape {
  readonly properties: ReadonlyMap<string, PropertyUse>;
  /** Names taken away with `false`: they must not appear. */
  readonly absent: ReadonlySet<string>;
  readonly context: ReadonlyMap<string, PropertyUse>;
  readonly identifiedBy: IdentifiedBy;
  /** `additional_properties`: false, true, or a schema for them. */
  readonly additional: boolean | JsonObject;
}

export interface Event extends Named, Shape {
  /** The name in calls; a glob when `glob`. */
  readonly name: string;
  readonly glob: boolean;
  readonly call: Call;
  readonly when: Condition | null;
  readonly trigger: string | null;
  readonly version: string | null;
  readonly phase: Phase | null;
  readonly stage: Stage | null;
  readonly data: string | null;
  /** Systems of role source that send it, resolved. */
  readonly from: readonly string[];
  readonly to: ReadonlyMap<string, Route | false>;
  readonly sampling: number;
  readonly use: readonly string[];
  readonly variants: readonly Variant[];
  readonly examples: readonly { readonly value: Json; readonly node: Node }[];
}

export interface Variant extends Shape {
  readonly index: number;
  readonly subject: Subject;
  /** Null: the default, when no other holds. */
  readonly when: Condition | null;
  readonly sunset: string | null;
  readonly version: string | null;
  readonly node: MapNode;
}

export interface Need extends Named {
  readonly kind: string | null;
  readonly phase: Phase | null;
  readonly stage: Stage | null;
  readonly system: string | null;
  readonly uses: readonly Use[];
}

/** One thing a need relies on; `event` and `trait` are null where the name resolves to nothing. */
export interface Use {
  readonly text: string;
  readonly event: string | null;
  /** `kind.name` */
  readonly trait: { readonly kind: string; readonly name: string } | null;
  /** Property path inside the event. */
  readonly property: string | null;
  readonly node: Node;
}

export type Action = 'allow' | 'drop' | 'quarantine';

export interface Governance {
  readonly node: MapNode | null;
  readonly enforcement: Readonly<
    Record<
      'unplanned_event' | 'unplanned_property' | 'unplanned_trait' | 'missing_required' | 'invalid_value',
      Action
    >
  >;
  readonly approvals: readonly ApprovalRule[];
  /** ISO duration. */
  readonly deprecationWindow: string | null;
}

export interface ApprovalRule {
  readonly by: string;
  readonly sensitivity: string | null;
  readonly category: string | null;
  readonly to: string | null;
  readonly node: MapNode;
}
