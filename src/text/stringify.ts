import { codePoint } from './visible.ts';

/** What is legal in JSON and still acts in a terminal or a log: written as an escape, so the value is unchanged. */
const ACTIVE =
  /[\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|(?<=##[a-z]*)\[/gi;
/** What has none of these, and no `##`, has nothing active. */
const BEYOND = /[^\u0000-\u007e]/;

/**
 * JSON on one line: integers beyond 2^53 (`bigint`) keep their digits, and no character in it is acted on by a
 * terminal or a CI runner.
 */
export function stringify(value: unknown): string {
  const text = native(value);
  // Nearly every text: looking is much cheaper than replacing nothing.
  if (!BEYOND.test(text) && !text.includes('##')) return text;
  return text.replace(ACTIVE, (char) => `\\u${codePoint(char).slice(2).toLowerCase().padStart(4, '0')}`);
}

/** JSON for a file that people read: two blanks a level, and integers beyond 2^53 keep their digits. */
export function pretty(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return native(value);
  const inner = `${indent}  `;
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  const parts = Array.isArray(value)
    ? value.map((each) => pretty(each, inner))
    : Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => `${JSON.stringify(key)}: ${pretty(member, inner)}`);
  if (parts.length === 0) return `${open}${close}`;
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function native(value: unknown): string {
  try {
    return JSON.stringify(value) ?? 'null';
  } catch (error) {
    // JSON.stringify refuses bigint; only then is the slow way taken.
    if (error instanceof TypeError) return slow(value);
    throw error;
  }
}

function slow(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return `[${value.map(slow).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, v]) => v !== undefined);
    return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${slow(v)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
