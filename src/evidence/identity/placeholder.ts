import { placeholders } from '../../catalogue/identifiers.ts';

interface StandIns {
  readonly values: ReadonlySet<string>;
  readonly exact: ReadonlySet<string>;
}

let known: StandIns | null = null;

/** The stand-ins that receiving systems refuse. */
function fromCatalogue(): StandIns {
  if (known === null) {
    const { insensitive, exact } = placeholders();
    known = { values: new Set(insensitive), exact: new Set(exact) };
  }
  return known;
}

/**
 * The stand-in for "no identifier" that a value is, as a key to count it by; null when it may be one. `values` are
 * lower-cased, `exact` compared as written; without either those of the catalogue.
 */
export function placeholderOf(
  value: string,
  values: ReadonlySet<string> = fromCatalogue().values,
  exact: ReadonlySet<string> = fromCatalogue().exact,
): string | null {
  const { length } = value;
  // Most identifiers are no shorter than a UUID, and of those only the nil one is a stand-in.
  if (length > 64 || (length >= 20 && value.charCodeAt(0) > 48)) return null;
  if (exact.has(value)) return value;
  const plain = value.trim().toLowerCase();
  return values.has(plain) ? plain : null;
}
