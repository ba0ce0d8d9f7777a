import { fullFormats } from 'ajv-formats/dist/formats.js';
import type { PatternNode } from '../text/pattern-syntax.ts';
import { patternOf } from './pattern.ts';

/** A format of JSON Schema as patterns: all of `all` must match, and none of `none`. */
export interface FormatPatterns {
  readonly all: readonly PatternNode[];
  readonly none: readonly PatternNode[];
}

const day =
  '(?:\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8]))|(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)';
const clock = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?';
/** A leap second is taken where the clock is UTC's: no pattern can subtract an offset. */
const leap = '23:59:60(?:\\.\\d+)?(?:z|[+-]00(?::?00)?)';
const offset = '(?:z|[+-](?:[01]\\d|2[0-3])(?::?[0-5]\\d)?)';
const space = '(?:t|\\s)';

const own: Readonly<Record<string, string>> = {
  date: `^${day}$`,
  time: `^(?:${clock}${offset}|${leap})$`,
  'date-time': `^${day}${space}(?:${clock}${offset}|${leap})$`,
  'iso-time': `^(?:${clock}${offset}?|${leap})$`,
  'iso-date-time': `^${day}${space}(?:${clock}${offset}?|${leap})$`,
  duration:
    '^P(?:\\d+W|(?:\\d+Y)?(?:\\d+M)?(?:\\d+D)?(?:T(?:\\d+H(?:\\d+M)?(?:\\d+S)?|\\d+M(?:\\d+S)?|\\d+S))?)$',
  hostname: '^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\\.?$',
};
/** In these, letters stand for themselves. */
const caseMatters = new Set(['duration']);
const also: Readonly<Record<string, string>> = { hostname: '^.{1,253}\\.?$', uri: '[/:]' };
const butNot: Readonly<Record<string, string>> = { duration: '^P$' };
/** Ask nothing of a text. */
const free = new Set(['password', 'binary', 'int32', 'int64', 'float', 'double']);

/** Null: the format is none that patterns can say (`regex`, `byte`, …). Of unknown ones nothing is asked, as ajv does. */
export function formatPatterns(format: string): FormatPatterns | null {
  const all = formatSource(format);
  if (all === null)
    return free.has(format) || !Object.hasOwn(fullFormats, format) ? { all: [], none: [] } : null;
  const second = also[format];
  const never = butNot[format];
  return {
    all: [all, ...(second === undefined ? [] : [patternOf(second)])],
    none: never === undefined ? [] : [patternOf(never)],
  };
}

function formatSource(format: string): PatternNode | null {
  const written = Object.hasOwn(own, format) ? own[format] : undefined;
  if (written !== undefined) return patternOf(written, !caseMatters.has(format));
  if (format === 'uri') return patternOf(uriSource(), true);
  const known = expressionOf(format);
  if (known === null || /\(\?[=!<]/.test(known.source)) return null;
  return patternOf(known.source, known.flags.includes('i'));
}

/** ajv-formats keeps the pattern of an absolute URI to itself; it is that of a reference, with a scheme and a way. */
function uriSource(): string {
  const reference = expressionOf('uri-reference')?.source ?? '';
  return reference
    .replace('^(?:[a-z][a-z0-9+\\-.]*:)?', '^(?:[a-z][a-z0-9+\\-.]*:)')
    .replaceAll('\'"', "'")
    .replace(/\)\?\(\?:\\\?/, ')(?:\\?');
}

function expressionOf(format: string): RegExp | null {
  const known: unknown = Object.hasOwn(fullFormats, format) ? Reflect.get(fullFormats, format) : undefined;
  return known instanceof RegExp ? known : null;
}
