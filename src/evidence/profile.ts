import type { JsonObject } from '../text/json.ts';

/**
 * Mergeable summary of one system's evidence. Merging is associative and commutative, and each part depends
 * on the data alone, so workers, files, days and engines give the same bytes.
 */
export interface Profile {
  readonly profile: 1;
  readonly system: string;
  readonly plan: { readonly name: string; readonly version: string; readonly hash: string } | null;
  readonly sketch: { readonly hash: 'sha256/48'; readonly key_id: string | null; readonly k: number };
  readonly sampling: { readonly rate: number; readonly by: 'none' | 'event' | 'person' };
  readonly parts: readonly { readonly name: string; readonly digest: string }[];
  readonly events: Readonly<Record<string, JsonObject>>;
  readonly identifiers: Readonly<Record<string, JsonObject>>;
}
