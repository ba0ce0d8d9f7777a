import type { CallKind } from './event.ts';

/** One place in code that sends an event, as far as reading can tell. */
export interface CallSite {
  /** Relative to the working directory, with `/`. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly kind: CallKind;
  /** Id in the SDK catalogue of the sink it ends in. */
  readonly sdk: string;
  /** The project's wrapper it goes through; null for a direct call. */
  readonly wrapper: string | null;
  /** `likely`: by name alone, a tracker's or a wrapper's; nothing showed what is really called. */
  readonly confidence: 'certain' | 'likely';
  /** The one name, when there is exactly one. */
  readonly event: string | null;
  /** All names it can be; a name with unknown parts has `*` for them and is in `patterns` instead. */
  readonly events: readonly string[];
  readonly patterns: readonly string[];
  readonly properties: readonly CallProperty[];
  /** What wrappers put in beside it. */
  readonly added: readonly CallProperty[];
  /** More properties may be present than were seen. */
  readonly open: boolean;
  readonly traits: readonly CallProperty[];
  readonly ids: readonly string[];
  readonly resolved: boolean;
  /** What stopped resolution. */
  readonly why: string | null;
  /** The system of the plan this code belongs to, from the configuration. */
  readonly system: string | null;
}

export interface CallProperty {
  readonly name: string;
  readonly presence: 'always' | 'optional';
  /** JSON types it can have, when visible. */
  readonly types: readonly string[];
  /** Literal values it can have, when all are visible. */
  readonly values: readonly (string | number | boolean | null)[] | null;
  /** The expression that flows in, when it is a path: `user.email`. */
  readonly source: string | null;
  /** Where its key is written: not always in the call's own file. */
  readonly file: string;
  readonly line: number;
  readonly column: number;
}
