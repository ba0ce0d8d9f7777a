import type { Location } from '../findings/finding.ts';
import type { Subject } from '../findings/subject.ts';
import type { Json, JsonObject } from '../text/json.ts';

/** `thing.what`: event.added, event.renamed, property.removed, property.type-narrowed, system.added, … */
export type ChangeKind = string;

/** What became different between two versions: data first, judged afterwards. */
export interface Change {
  readonly kind: ChangeKind;
  readonly subject: Subject;
  /** The old and the new value of what changed; undefined where it did not exist. */
  readonly before?: Json;
  readonly after?: Json;
  /** Events it reaches, by key: a dictionary change has several. */
  readonly events: readonly string[];
  /** In the new version; for what is gone its nearest surviving parent. */
  readonly location: Location;
  /** In the old version, when it was there. */
  readonly previous: Location | null;
  /** What speaks for it, where it is a guess: a rename. */
  readonly evidence: string | null;
}

export type Verdict = 'breaking' | 'risky' | 'compatible' | 'unknown';
export type Audience = 'backward' | 'forward' | 'warehouse' | 'consumers' | 'privacy';
export type Bump = 'major' | 'minor' | 'patch' | 'none';

export interface JudgedChange extends Change {
  readonly verdicts: Readonly<Record<Audience, Verdict>>;
  /** Why a verdict is unknown or not proven. */
  readonly why: string | null;
  /** Who is hit: `need:…`, `system:…`. */
  readonly hits: readonly Subject[];
  /** An event valid on one side and not on the other, checked against both. */
  readonly witness: Witness | null;
  readonly bump: Bump;
}

export interface Witness {
  readonly validUnder: 'old' | 'new';
  readonly event: JsonObject | Json;
}
