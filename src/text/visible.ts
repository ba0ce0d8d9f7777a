/**
 * Text from plans, samples and code is written by others. What a terminal, a CI log or a reader's eye would
 * act on instead of show, is shown as its code point (`U+001B`), so that it does nothing and is not lost.
 */

/** C0, DEL, C1, line and paragraph separators, the marks that reorder text, lone surrogates and the BOM. */
const ACTIVE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What is none of these is none of the above. Looking for it costs a tenth of replacing nothing. */
const BEYOND = /[^\u0020-\u007e]/;

/** Commands that CI runners read from a log: `##[…]`, `##vso[…]`, `##teamcity[…]` anywhere, `::…` at a line's start. */
const COMMAND = /(##[a-z]*)\[/gi;
const LINE_COMMAND = /^(\s*):(?=:)/;

/** One character as `U+XXXX`. */
export function codePoint(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** For one line of output: nothing in it moves the cursor, turns the text round or ends the line. */
export function visible(text: string): string {
  return BEYOND.test(text) ? text.replace(ACTIVE, codePoint) : text;
}

/** For a whole line on a stream that a CI runner may be reading; escape sequences of our own stay. */
export function defuse(line: string): string {
  const plain = line.includes('##') ? line.replace(COMMAND, '$1U+005B') : line;
  return plain.includes('::') ? plain.replace(LINE_COMMAND, '$1U+003A') : plain;
}

/** Cuts the middle out of what is longer than `limit`. Never between the halves of a surrogate pair. */
export function clip(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const keep = limit - 1;
  const head = text.slice(0, Math.ceil(keep * 0.7)).replace(/[\ud800-\udbff]$/, '');
  const tail = text.slice(text.length - Math.floor(keep * 0.3)).replace(/^[\udc00-\udfff]/, '');
  return `${head}…${tail}`;
}
