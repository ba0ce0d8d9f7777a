import { fullFormats } from 'ajv-formats/dist/formats.js';
import { formatChecks } from '../../text/formats.ts';
import { compilePattern, type Pattern } from './regex/pattern.ts';

/**
 * A `format` of strings. What a format accepts is a function; for reasoning it is held between two
 * regular languages: `inner` has only texts that it accepts, `outer` all of them.
 */
export interface Format {
  readonly name: string;
  test(text: string): boolean;
  readonly inner: Pattern | null;
  readonly outer: Pattern | null;
}

const DAY = '(?:0[1-9]|1\\d|2[0-8])';
const MONTH = '(?:0[1-9]|1[0-2])';
const CLOCK = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?';
const OFFSET = '(?:[zZ]|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)';
const LOOSE_CLOCK = '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?';
const LOOSE_OFFSET = '(?:[zZ]|[+-]\\d\\d(?::?\\d\\d)?)';
/** The characters a URI may have. */
const URI = '[!-;=?-Z\\[\\]_a-z~%]';
/** One character that needs no thought anywhere in a URI. */
const PLAIN = '[A-Za-z0-9._~-]';

/** Only what ajv-formats does not already say as one regular expression. */
const BOUNDS: Readonly<Record<string, { inner?: string; outer: string }>> = {
  date: { inner: `^\\d{4}-${MONTH}-${DAY}$`, outer: '^\\d{4}-\\d\\d-\\d\\d$' },
  time: { inner: `^${CLOCK}${OFFSET}$`, outer: `^${LOOSE_CLOCK}${LOOSE_OFFSET}$` },
  'date-time': {
    inner: `^\\d{4}-${MONTH}-${DAY}T${CLOCK}${OFFSET}$`,
    outer: `^\\d{4}-\\d\\d-\\d\\d[tT\\s]${LOOSE_CLOCK}${LOOSE_OFFSET}$`,
  },
  'iso-time': { inner: `^${CLOCK}${OFFSET}$`, outer: `^${LOOSE_CLOCK}${LOOSE_OFFSET}?$` },
  'iso-date-time': {
    inner: `^\\d{4}-${MONTH}-${DAY}T${CLOCK}${OFFSET}$`,
    outer: `^\\d{4}-\\d\\d-\\d\\d[tT\\s]${LOOSE_CLOCK}${LOOSE_OFFSET}?$`,
  },
  duration: {
    inner: '^P(?:\\d+D(?:T\\d+H)?|\\d+W|T\\d+S)$',
    outer: '^P(?:\\d+[YMDW]){0,3}(?:T(?:\\d+[HMS]){1,3})?$',
  },
  uri: {
    inner: `^[a-z][a-z0-9]*://${PLAIN}+(?:/${PLAIN}+)*(?:\\?${PLAIN}+)?$`,
    outer: `^[A-Za-z][A-Za-z0-9+.-]*:${URI}*$`,
  },
  'uri-reference': { inner: `^(?:/|${PLAIN}+(?:/${PLAIN}+)*)?$`, outer: `^${URI}*$` },
  'uri-template': { inner: `^${PLAIN}*$`, outer: '^[^\\u0000-\\u0020<>^`]*$' },
  url: {
    inner: '^https?://[a-z0-9]+(?:\\.[a-z0-9]+)*\\.[a-z]{2,}(?:/[^\\s]*)?$',
    outer: '^(?:[hH][tT][tT][pP][sS\\u017f]?|[fF][tT][pP])://\\S+$',
  },
  hostname: {
    inner: '^[a-z](?:[a-z0-9]{0,20})(?:\\.[a-z0-9]{1,20}){0,3}$',
    outer: '^[A-Za-z0-9.-]{1,254}$',
  },
  ipv6: {
    inner: '^(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}$',
    outer: '^[0-9A-Fa-f:.]{2,45}$',
  },
  regex: { inner: '^[A-Za-z0-9]*$', outer: '^' },
  byte: {
    inner: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
    // It is tested line by line, so one good line is enough.
    outer: '^[A-Za-z0-9+/=]*$|[\\n\\r\\u2028\\u2029]',
  },
};

/** Formats that are exactly their regular expression. */
const EXACT = [
  'email',
  'ipv4',
  'uuid',
  'json-pointer',
  'json-pointer-uri-fragment',
  'relative-json-pointer',
] as const;

const known = new Map<string, Format | null>();

/** Null for formats that nobody asserts: unknown ones, and those that say nothing about a text. */
export function formatOf(name: string): Format | null {
  let format = known.get(name);
  if (format === undefined) {
    format = build(name);
    if (format !== null) known.set(name, format);
  }
  return format;
}

function build(name: string): Format | null {
  if (!Object.hasOwn(fullFormats, name)) return null;
  const definition: unknown = fullFormats[name as keyof typeof fullFormats];
  const test = testOf(name);
  if (test === null) return null;
  const bounds = Object.hasOwn(BOUNDS, name) ? BOUNDS[name] : undefined;
  if (bounds !== undefined) {
    return {
      name,
      test,
      inner: bounds.inner === undefined ? null : compilePattern(bounds.inner),
      outer: compilePattern(bounds.outer),
    };
  }
  if ((EXACT as readonly string[]).includes(name) && definition instanceof RegExp) {
    const exact = compilePattern(definition.source, definition.ignoreCase);
    return { name, test, inner: exact, outer: exact };
  }
  return { name, test, inner: null, outer: null };
}

/** Null for what is about numbers, and for what asks nothing of a text. */
function testOf(name: string): ((text: string) => boolean) | null {
  const check = formatChecks.get(name);
  return typeof check === 'function' ? check : null;
}

/** `int32` and `int64` are about numbers: the range they assert, as bounds. */
export function numericFormat(name: string): { min: bigint | null; max: bigint | null } | null {
  if (name === 'int32') return { min: -(2n ** 31n), max: 2n ** 31n - 1n };
  if (name === 'int64') return { min: null, max: null };
  return null;
}
