/** Stand-ins for "no identifier" that vendors refuse or that code writes by accident; lower case. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '',
  'null',
  'undefined',
  'nil',
  '<nil>',
  'none',
  'nan',
  'n/a',
  'na',
  'true',
  'false',
  '0',
  '-1',
  '[]',
  '{}',
  '""',
  '[object object]',
  'anon',
  'anonymous',
  'guest',
  'unknown',
  'not_authenticated',
  'id',
  'email',
  'distinct_id',
  'distinctid',
  'lmy47d',
  '00000000-0000-0000-0000-000000000000',
]);

/** The stand-in that a value is, as a key to count it by; null when it may be an identifier. */
export function placeholderOf(
  value: string,
  values: ReadonlySet<string> = PLACEHOLDERS,
  exact?: ReadonlySet<string>,
): string | null {
  if (exact?.has(value)) return value;
  // The longest stand-in is the nil UUID; most identifiers are told apart by length or a look-up.
  if (value.length > 64) return null;
  const plain = value.trim().toLowerCase();
  return values.has(plain) ? plain : null;
}
