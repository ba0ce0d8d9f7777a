import type { Sink } from '../system/system.ts';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'blue' | 'green' | 'cyan';

const CODES: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  blue: [34, 39],
  green: [32, 39],
  cyan: [36, 39],
};

/** `paint('red', text)`: with colour off the text itself. */
export function painter(colour: boolean): (style: Style, text: string) => string {
  if (!colour) return (_, text) => text;
  return (style, text) => `\u001b[${CODES[style][0]}m${text}\u001b[${CODES[style][1]}m`;
}

/**
 * The flag, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal. Decided here and not by chalk,
 * which ignores NO_COLOR (chalk/chalk#547).
 */
export function wantsColour(
  flag: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
  sink: Sink,
): boolean {
  if (flag !== undefined) return flag;
  if (env['NO_COLOR']) return false;
  const force = env['FORCE_COLOR'];
  if (force !== undefined) return force !== '0' && force !== 'false';
  return sink.isTTY && env['TERM'] !== 'dumb';
}

/** False only for a terminal whose locale names another character set than UTF-8. */
export function showsUnicode(env: Readonly<Record<string, string | undefined>>, sink: Sink): boolean {
  const locale = env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'];
  return !sink.isTTY || !locale || /utf-?8/i.test(locale);
}
