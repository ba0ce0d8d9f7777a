import type { Sink } from '../system/system.ts';

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
