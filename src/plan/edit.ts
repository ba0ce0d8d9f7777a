import type { Edit } from '../findings/finding.ts';
import type { Entry, ListNode, MapNode, Node, Spot } from './node.ts';
import type { Plan, PlanFile } from './types.ts';

/**
 * Changes to the text of a plan, by source range: whatever they do not name stays as it is, comments and
 * order too. Every function gives edits against the text that was loaded.
 */

/** The text of a spot, as written. */
export function sourceOf(plan: Plan, spot: Spot): string {
  return plan.files[spot.file]?.text.slice(spot.start, spot.end) ?? '';
}

/** Writes other text in place of a spot. */
export function replaceText(plan: Plan, spot: Spot, text: string): Edit {
  return { file: pathOf(plan, spot), start: spot.start, end: spot.end, text };
}

/** Writes another name in place of a key or scalar, quoted where YAML needs it or where it was. */
export function replaceName(plan: Plan, spot: Spot, name: string): Edit {
  const quoted = /^["']/.test(sourceOf(plan, spot));
  return replaceText(plan, spot, quoted ? JSON.stringify(name) : scalarText(name));
}

/** A text as a YAML scalar that is safe in block and flow style. */
export function scalarText(text: string): string {
  const plain = /^[\p{L}_][\p{L}\p{N}_ .-]*$/u.test(text) && !/ $|^(?:true|false|null)$/i.test(text);
  return plain ? text : JSON.stringify(text);
}

/** Puts an entry after another one of the same map, on a line of its own where the map has lines. */
export function insertAfter(plan: Plan, map: MapNode, entry: Entry, key: string, value: string): Edit {
  const file = plan.files[map.file];
  const text = file?.text ?? '';
  const { end } = extent(text, entry);
  const written = value === '' ? `${scalarText(key)}:` : `${scalarText(key)}: ${value}`;
  if (isFlow(plan, map)) return { file: file?.path ?? '', start: end, end, text: `, ${written}` };
  const start = text.lastIndexOf('\n', entry.key.start - 1) + 1;
  // In `- key: value` the next key stands under the key, not under the dash.
  const indent = text.slice(start, entry.key.start).replace(/[^\t]/g, ' ');
  const lineEnd = endOfLine(text, end);
  return {
    file: file?.path ?? '',
    start: lineEnd,
    end: lineEnd,
    text: `${file ? newlineOf(file) : '\n'}${indent}${written}`,
  };
}

/** Sets a key of a map: replaces its value, or adds it after the last entry. Null where the map is empty. */
export function setEntry(plan: Plan, map: MapNode, key: string, value: string): Edit | null {
  const known = map.entries.get(key);
  if (known !== undefined) return replaceText(plan, known.value, value);
  const last = [...map.entries.values()].at(-1);
  return last === undefined || last.key.file !== map.file ? null : insertAfter(plan, map, last, key, value);
}

/** Takes one item out of a list: with its comma, or with its line where nothing else is on it. Null elsewhere. */
export function removeItem(plan: Plan, list: ListNode, index: number): Edit | null {
  const item = list.items[index];
  if (item === undefined || list.items.length < 2 || item.file !== list.file) return null;
  if (!isFlow(plan, list)) return item.kind === 'scalar' ? removeLine(plan, item, /^[ \t]*-[ \t]+$/) : null;
  const next = list.items[index + 1];
  const previous = list.items[index - 1];
  const start = next === undefined ? (previous?.end ?? item.start) : item.start;
  return { file: pathOf(plan, list), start, end: next?.start ?? item.end, text: '' };
}

/** Takes one entry out of a map: with its comma, or with its line where nothing else is on it. Null elsewhere. */
export function removeEntry(plan: Plan, map: MapNode, key: string): Edit | null {
  const entries = [...map.entries.values()];
  const index = entries.findIndex((entry) => entry.key.name === key);
  const entry = entries[index];
  if (entry === undefined || entries.length < 2 || entries.some((each) => each.key.file !== map.file))
    return null;
  if (!isFlow(plan, map)) {
    const { key, value } = entry;
    return value.kind === 'scalar' ? removeLine(plan, { ...key, end: value.end }, /^[ \t]*$/) : null;
  }
  const next = entries[index + 1];
  const previous = entries[index - 1];
  const start = next === undefined ? (previous?.value.end ?? entry.key.start) : entry.key.start;
  return { file: pathOf(plan, map), start, end: next?.key.start ?? entry.value.end, text: '' };
}

/**
 * Takes out the line of a spot that begins after `before`. A comment on the line is somebody's, so the line stays; so
 * does `- key:`, which begins an item.
 */
function removeLine(plan: Plan, spot: Spot, before: RegExp): Edit | null {
  const text = plan.files[spot.file]?.text ?? '';
  const start = text.lastIndexOf('\n', spot.start - 1) + 1;
  const lineEnd = endOfLine(text, spot.end);
  const alone = before.test(text.slice(start, spot.start)) && text.slice(spot.end, lineEnd).trim() === '';
  if (!alone || text.slice(spot.start, spot.end).includes('\n')) return null;
  const end = Math.min(text.length, text.indexOf('\n', spot.end) + 1 || text.length);
  return { file: pathOf(plan, spot), start, end, text: '' };
}

/** True for `{ … }` and `[ … ]`. */
export function isFlow(plan: Plan, node: Node): boolean {
  return /^[[{]/.test(sourceOf(plan, node));
}

function pathOf(plan: Plan, spot: Spot): string {
  return plan.files[spot.file]?.path ?? '';
}

/** From the key to the last character of the value that is neither space nor comment. */
function extent(text: string, { key, value }: Entry): { readonly start: number; readonly end: number } {
  // Nothing after the colon: the value's place is the key's end.
  const colon = text.indexOf(':', key.end) + 1;
  const end = value.end > key.end ? value.end : Math.max(colon, key.end);
  let kept = text.slice(key.start, end);
  for (;;) {
    const shorter = kept.trimEnd().replace(/\n[ \t]*#[^\n]*$/, '');
    if (shorter === kept) break;
    kept = shorter;
  }
  return { start: key.start, end: key.start + kept.length };
}

const newlines = new WeakMap<PlanFile, string>();

function newlineOf(file: PlanFile): string {
  const known = newlines.get(file) ?? (file.text.includes('\r\n') ? '\r\n' : '\n');
  newlines.set(file, known);
  return known;
}

/** A comment behind the value stays there. */
function endOfLine(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  const end = found < 0 ? text.length : found;
  return text[end - 1] === '\r' ? end - 1 : end;
}
