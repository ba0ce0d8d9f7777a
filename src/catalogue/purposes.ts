import data from './purposes.yaml';

/** A purpose of ours and its names elsewhere. */
export interface KnownPurpose {
  /** Fides data uses. */
  readonly uses: readonly string[];
  /** IAB TCF purposes; `SP` marks the special ones. */
  readonly tcf: readonly string[];
  /** Consent types of Google's consent mode. */
  readonly google: readonly string[];
  /** Whether an American opt-out signal reaches it; a sentence where that depends. */
  readonly us_opt_out: boolean | string;
}

const table = data as { readonly purposes: Readonly<Record<string, KnownPurpose>> };

/** By our word for it. */
export const knownPurposes: ReadonlyMap<string, KnownPurpose> = new Map(Object.entries(table.purposes));
