import type { Location } from '../findings/finding.ts';
import type { Node, Spot } from './node.ts';
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
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
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
  const steps: string[] = [];
  let node = root;
  walk: for (;;) {
    if (node.kind === 'map') {
      for (const { key, value } of node.entries.values()) {
        const onKey = key.start <= start && end <= key.end;
        if (!onKey && !(value.start <= start && end <= value.end && value.start >= key.end)) continue;
        steps.push(key.name.replaceAll('~', '~0').replaceAll('/', '~1'));
        if (onKey || (value.start === start && value.end === end)) break walk;
        node = value;
        continue walk;
      }
    } else if (node.kind === 'list') {
      const index = node.items.findIndex((item) => item.start <= start && end <= item.end);
      const item = node.items[index];
      if (item) {
        steps.push(String(index));
        if (item.start === start && item.end === end) break;
        node = item;
        continue;
      }
    }
    break;
  }
  return steps.map((step) => `/${step}`).join('');
}
