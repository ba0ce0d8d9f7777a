import type { Location } from '../../findings/finding.ts';
import { visible } from '../../text/visible.ts';
import type { painter } from '../painter.ts';

/** Characters a terminal shows two columns wide: East Asian wide forms and emoji. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** Columns a terminal needs for a text that `visible` has been through. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const char of text) width += WIDE.test(char) ? 2 : /\p{Mark}/u.test(char) ? 0 : 1;
  return width;
}

/**
 * The line a finding is about, the one before it, and a mark under the characters. A line longer than the
 * terminal is shown as the part around the mark. Empty where the text has no such line.
 */
export function codeFrame(
  text: string,
  location: Location,
  width: number,
  paint: ReturnType<typeof painter>,
): string[] {
  const { start, end } = location;
  const lines = linesAround(text, start.line);
  const line = lines.get(start.line);
  if (line === undefined) return [];
  const gutter = Math.max(3, String(start.line).length);
  const room = Math.max(20, width - gutter - 6);

  const last = end.line > start.line ? line.length + 1 : Math.max(end.column, start.column + 1);
  const from = Math.min(start.column - 1, line.length);
  const to = Math.min(last - 1, line.length);
  const shift = from > room * 0.7 || line.length > 5000 ? Math.max(0, from - Math.floor(room / 3)) : 0;
  const before = untab(line.slice(shift, from));
  const marked = untab(line.slice(from, Math.min(to, from + room)));
  const shown = fit(before + marked + untab(line.slice(to, to + room)), room);
  const marks = Math.max(1, Math.min(displayWidth(marked), room - displayWidth(before)));

  const frame: string[] = [];
  const previous = lines.get(start.line - 1);
  if (previous?.trim()) {
    const number = String(start.line - 1).padStart(gutter);
    frame.push(paint('dim', `  ${number} | ${fit(untab(previous.slice(0, room)), room)}`));
  }
  frame.push(`${paint('dim', '>')} ${String(start.line).padStart(gutter)} ${paint('dim', '|')} ${shown}`);
  frame.push(
    `  ${' '.repeat(gutter)} ${paint('dim', '|')} ${' '.repeat(displayWidth(before))}${paint('red', '^'.repeat(marks))}`,
  );
  return frame;
}

/** The wanted line (1-based) and the one before, without splitting the whole text. */
function linesAround(text: string, wanted: number): Map<number, string> {
  const found = new Map<number, string>();
  let start = 0;
  for (let line = 1; line <= wanted; line++) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next;
    if (line >= wanted - 1) found.set(line, text.slice(start, end).replace(/\r$/, ''));
    if (next < 0) break;
    start = next + 1;
  }
  return found;
}

function untab(text: string): string {
  return visible(text.replaceAll('\t', '  '));
}

function fit(text: string, room: number): string {
  if (displayWidth(text) <= room) return text;
  let width = 0;
  let kept = '';
  for (const char of text) {
    width += displayWidth(char);
    if (width > room - 1) break;
    kept += char;
  }
  return `${kept}…`;
}
