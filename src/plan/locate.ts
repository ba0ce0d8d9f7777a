import type { Location } from '../findings/finding.ts';
import { escapeStep } from '../text/json-pointer.ts';
import type { Entry, MapNode, Node, Spot } from './node.ts';
import type { PlanFile } from './types.ts';

const lineStarts = new WeakMap<PlanFile, Uint32Array>();

/** File, line, column and JSON pointer of a place. */
export function locate(files: readonly PlanFile[], spot: Spot): Location {
  const file = files[spot.file];
  if (!file) throw new Error(`no file ${spot.file} in this plan`);
  const text = file.text;
  const start = Math.min(spot.start, text.length);
  // A block value's range runs to the next key: show no more than what is written.
  let end = Math.max(start, Math.min(spot.end, text.length));
  while (end > start + 1 && /\s/.test(text[end - 1] ?? '')) end--;
  if (end === start) end = start + 1;
  return {
    file: file.path,
    start: position(file, start),
    end: position(file, end),
    pointer: pointerAt(file.root, spot.start, spot.end),
  };
}

function position(file: PlanFile, offset: number): { line: number; column: number } {
  const starts = startsOf(file);
  const line = lastBefore(starts, offset, (start) => start);
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
}

function startsOf(file: PlanFile): Uint32Array {
  const known = lineStarts.get(file);
  if (known) return known;
  const starts = [0];
  for (let at = file.text.indexOf('\n'); at >= 0; at = file.text.indexOf('\n', at + 1)) starts.push(at + 1);
  const made = Uint32Array.from(starts);
  lineStarts.set(file, made);
  return made;
}

/** The pointer of the smallest thing that covers the range, keys included. */
function pointerAt(root: Node, start: number, end: number): string {
  let pointer = '';
  let node = root;
  for (;;) {
    if (node.kind === 'map') {
      const entries = entriesOf(node);
      const entry = entries[lastBefore(entries, start, ({ key }) => key.start)];
      if (!entry) break;
      const { key, value } = entry;
      const onKey = end <= key.end;
      // An alias stands elsewhere.
      if (!onKey && !(value.start <= start && end <= value.end && value.start >= key.end)) break;
      pointer += `/${escapeStep(key.name)}`;
      if (onKey || (value.start === start && value.end === end)) break;
      node = value;
    } else if (node.kind === 'list') {
      const index = node.items.findIndex((item) => item.start <= start && end <= item.end);
      const item = node.items[index];
      if (!item) break;
      pointer += `/${index}`;
      if (item.start === start && item.end === end) break;
      node = item;
    } else break;
  }
  return pointer;
}

const held = new WeakMap<MapNode, readonly Entry[]>();

/** As they stand in the text. */
function entriesOf(node: MapNode): readonly Entry[] {
  const known = held.get(node) ?? [...node.entries.values()];
  held.set(node, known);
  return known;
}

/** Index of the last of what is sorted by `startOf` that starts at an offset or before it; -1: none does. */
function lastBefore<T>(sorted: ArrayLike<T>, offset: number, startOf: (each: T) => number): number {
  let low = -1;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const each = sorted[middle];
    if (each !== undefined && startOf(each) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
