import type { Json } from '../../text/json.ts';
import { mask } from '../../text/mask.ts';

/** What a finding may show of a value: its type, and as much of it as masking leaves. */
export function glimpse(seen: Json | undefined, showValues: boolean): string {
  if (seen === undefined) return '';
  if (showValues) return (JSON.stringify(seen, bigints) ?? '').slice(0, 80);
  if (seen === null) return 'null';
  switch (typeof seen) {
    case 'string':
      return seen === '' ? 'an empty text' : `the text "${mask(seen)}"`;
    case 'number':
    case 'bigint':
      return `the number ${shortNumber(String(seen))}`;
    case 'boolean':
      return String(seen);
    default:
      return Array.isArray(seen) ? `a list of ${seen.length}` : 'an object';
  }
}

/** Short numbers are amounts and counts; long ones may be phone numbers, cards or birth dates. */
function shortNumber(text: string): string {
  return text.length <= 4 ? text : mask(text);
}

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
