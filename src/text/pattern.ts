import { createRequire } from 'node:module';
import { patternCost, uses } from './pattern-cost.ts';
import { type PatternNode, parsePattern } from './pattern-syntax.ts';

/** A pattern that is no regular expression, or one whose time nothing bounds. The message says what to change. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

export interface Pattern {
  readonly source: string;
  test(text: string): boolean;
}

/** A pattern that may look back once for each character is run by V8 only on texts up to this length. */
const shortText = 256;
const maxSource = 4096;
const compiled = new Map<string, Pattern>();

/**
 * A regular expression of JSON Schema (ECMA-262, Unicode mode; the older mode where only that accepts it) whose
 * time is linear in the text, whoever wrote it. V8 runs what provably does not backtrack, re2js the rest; see
 * docs/decisions.md. Throws PatternError.
 */
export function compilePattern(source: string): Pattern {
  const known = compiled.get(source);
  if (known) return known;
  const pattern = compile(source);
  if (compiled.size < 10_000) compiled.set(source, pattern);
  return pattern;
}

function compile(source: string): Pattern {
  if (source.length > maxSource) {
    throw new PatternError(`The pattern has ${source.length} characters; at most ${maxSource} are read.`);
  }
  const native = nativeRegExp(source);
  const node = parsePattern(source);
  const cost = patternCost(node);
  if (cost === 'linear') return { source, test: (text) => native.test(text) };
  if (uses(node, 'look') || uses(node, 'back')) {
    throw new PatternError(
      `The pattern ${JSON.stringify(source)} needs ${uses(node, 'back') ? 'a back reference' : 'look-around'} in a way whose time nothing bounds: start it with ^, and let what follows a repetition begin with another character.`,
    );
  }
  let linear: { test(text: string): boolean } | null = null;
  const careful = (text: string) => {
    linear ??= re2(source, node);
    return linear.test(text);
  };
  if (cost === 'worse') return { source, test: careful };
  return { source, test: (text) => (text.length <= shortText ? native.test(text) : careful(text)) };
}

function nativeRegExp(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch (strict) {
    try {
      return new RegExp(source);
    } catch {
      const why = strict instanceof Error ? strict.message.replace(/^Invalid regular expression: /, '') : '';
      throw new PatternError(`Not a regular expression: ${why}`);
    }
  }
}

/** Loaded when the first pattern needs it: most plans have none. Synchronous, as ajv compiles synchronously. */
function re2(source: string, node: PatternNode): { test(text: string): boolean } {
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
  try {
    return RE2JS.compile(re2Text(node));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new PatternError(`The pattern ${JSON.stringify(source)} cannot be run in linear time: ${why}`);
  }
}

/** The pattern in RE2's syntax: sets are spelt out, as the two disagree on `\s` and `.`. */
function re2Text(node: PatternNode): string {
  switch (node.kind) {
    case 'set':
      return node.re2 === ''
        ? node.negated
          ? '[\\x{0}-\\x{10ffff}]'
          : '[^\\x{0}-\\x{10ffff}]'
        : `[${node.negated ? '^' : ''}${node.re2}]`;
    case 'sequence':
      return node.items.map(re2Text).join('');
    case 'choice':
      return `(?:${node.items.map(re2Text).join('|')})`;
    case 'repeat':
      return `(?:${re2Text(node.item)})${bounds(node.min, node.max)}`;
    case 'edge':
      return node.text === '$' ? '\\z' : node.text === '^' ? '\\A' : node.text;
    case 'look':
    case 'back':
      throw new PatternError('look-around and back references are not regular');
  }
}

function bounds(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? '*' : min === 1 ? '+' : `{${min},}`;
  return `{${min},${max}}`;
}
