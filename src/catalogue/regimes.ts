import { categoryChain } from './categories.ts';
import data from './regimes.yaml';

/** What one privacy regime treats specially: defaults for checks, not legal advice. */
export interface RegimeEntry {
  readonly name: string;
  readonly source: string | readonly string[];
  readonly checked: string;
  /** What the law calls them. */
  readonly special_called: string;
  /** Categories it treats specially, with all below them. */
  readonly special: readonly string[];
  /** What it asks for before they are processed or passed on. */
  readonly needs: string;
  readonly caveat?: string;
  readonly identifiers?: readonly string[];
  readonly not_identifiers?: readonly string[];
  /** Data subjects that make any personal data special. */
  readonly subjects?: readonly string[];
}

const table = data as { readonly regimes: Readonly<Record<string, RegimeEntry>> };

/** By id: `gdpr`, `ccpa`, … */
export const regimes: ReadonlyMap<string, RegimeEntry> = new Map(Object.entries(table.regimes));

/** True when the regime treats the category, or one above it, specially. */
export function isSpecial(regime: RegimeEntry, category: string): boolean {
  return categoryChain(category).some((each) => regime.special.includes(each));
}
