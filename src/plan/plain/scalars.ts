import type { ScalarNode } from '../node.ts';
import { isQuote, NotPlain } from './text.ts';

const WORDS = new Map<string, boolean | null>([
  ...['~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
  ...['true', 'True', 'TRUE'].map((word) => [word, true] as const),
  ...['false', 'False', 'FALSE'].map((word) => [word, false] as const),
]);
const LONGEST_WORD = 5;
const WHOLE = /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/;
const DECIMAL = /^[-+]?(?:(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+|\.[0-9]+|[0-9]+\.[0-9]*)$/;
const NO_NUMBER = /^[-+]?\.(?:inf|nan)$/i;

/** What a flow scalar, quoted or not, means under YAML's core schema. */
export function scalarValue(source: string): ScalarNode['value'] {
  if (isQuote(source.charCodeAt(0))) return quotedValue(source);
  return source.includes('\n') ? unfolded(source) : plainValue(source);
}

function plainValue(text: string): ScalarNode['value'] {
  const first = text.charCodeAt(0);
  // A digit, a sign or a dot.
  if (first <= 57 && (first >= 48 || first === 43 || first === 45 || first === 46)) return number(text);
  if (text.length > LONGEST_WORD) return text;
  const word = WORDS.get(text);
  return word === undefined ? text : word;
}

function number(text: string): ScalarNode['value'] {
  if (WHOLE.test(text)) return whole(BigInt(text));
  if (DECIMAL.test(text)) return Number.parseFloat(text);
  if (NO_NUMBER.test(text)) throw NotPlain;
  return text;
}

/** Whole numbers that a double cannot hold keep their digits. */
export function whole(value: bigint): number | bigint {
  const near = Number(value);
  return Number.isSafeInteger(near) ? near : value;
}

/** Escapes that mean in JSON what they mean in YAML. */
const AS_IN_JSON = /^"(?:[^"\\]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$/;

/** A quoted scalar of one line, quotes included. */
export function quotedValue(source: string): string {
  if (source.startsWith("'")) return source.slice(1, -1).replaceAll("''", "'");
  if (!source.includes('\\')) return source.slice(1, -1);
  if (!AS_IN_JSON.test(source)) throw NotPlain;
  return String(JSON.parse(source));
}

/** An unquoted scalar over several lines: each line end is a blank, each empty line a line end. */
function unfolded(source: string): string {
  return joinFolded(source.split('\n').map((line) => line.replace(/^ +|(?<! ) +$/g, '')));
}

/** Lines as `>` joins them, none of which is indented further than the first. */
export function joinFolded(lines: readonly string[]): string {
  let value = '';
  let between = '';
  for (const line of lines) {
    if (line !== '') {
      value += between + line;
      between = ' ';
    } else if (between === '\n') value += '\n';
    else between = '\n';
  }
  return value;
}
