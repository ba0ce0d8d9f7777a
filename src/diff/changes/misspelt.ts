import { distance } from '../../text/nearest.ts';
import type { SchemaChange, SchemaChangeKind } from './schema-change.ts';
import type { View } from './view.ts';

/** Keywords that are known to have been misspelt in published schemas. */
const KNOWN = [
  'maxLength',
  'minLength',
  'maximum',
  'minimum',
  'pattern',
  'format',
  'required',
  'properties',
  'additionalProperties',
  'items',
  'maxItems',
  'minItems',
  'enum',
  'multipleOf',
];

/**
 * A keyword one or two letters off (`mexLength`) asserts nothing; spelling it right asserts it for the first
 * time.
 */
export function misspelt(
  old: View,
  now: View,
  note: (kind: SchemaChangeKind, keyword: string, more?: Partial<SchemaChange>) => void,
): void {
  for (const keyword of KNOWN) {
    if (old.get(keyword) !== undefined || now.get(keyword) === undefined) continue;
    const wrong = Object.keys(old.schema).find(
      (key) =>
        !Object.hasOwn(now.schema, key) &&
        key.length > 4 &&
        !KNOWN.includes(key) &&
        distance(key, keyword, 2) <= 2,
    );
    if (wrong !== undefined) {
      note('property.keyword-fixed', keyword, {
        before: wrong,
        after: keyword,
        evidence: `"${wrong}" was never read`,
      });
    }
  }
}
