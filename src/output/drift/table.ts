import { clip, visible } from '../../text/visible.ts';
import { displayWidth } from '../text/frame.ts';

export interface Column {
  readonly title: string;
  /** Names and words stand left, figures right. */
  readonly right: boolean;
}

/** A cell: its text, and how to paint it once it has its width. */
export interface Cell {
  readonly text: string;
  readonly paint?: (text: string) => string;
}

/** The first column gives way when the rest leaves it less room. */
const LEAST = 12;
const GAP = 2;

/**
 * Columns side by side within `width`; names that are too long lose their middle. Columns that do not fit beside
 * the first are left to a table of their own below, with the first column again.
 */
export function* sideBySide(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  width: number,
  dim: (text: string) => string,
): Iterable<string> {
  const wanted = columns.map(({ title }, at) =>
    Math.max(displayWidth(title), ...rows.map((row) => displayWidth(visible(row[at]?.text ?? '')))),
  );
  for (const block of blocks(wanted, width)) {
    const others = block.reduce((sum, at) => sum + GAP + Math.min(wanted[at] ?? 0, width - LEAST - GAP), 0);
    const first = Math.max(LEAST, Math.min(wanted[0] ?? 0, width - others));
    const line = (cells: readonly (Cell | undefined)[]) =>
      [0, ...block]
        .map((at, place) => {
          const room = at === 0 ? first : (wanted[at] ?? 0);
          const { text = '', paint = (same: string) => same } = cells[at] ?? {};
          const shown = fit(visible(text), room);
          const space = ' '.repeat(Math.max(0, room - displayWidth(shown)));
          const own = columns[at]?.right ? `${space}${paint(shown)}` : `${paint(shown)}${space}`;
          return place === 0 ? own : `${' '.repeat(GAP)}${own}`;
        })
        .join('')
        .trimEnd();
    yield dim(line(columns.map(({ title }) => ({ text: title }))));
    for (const row of rows) yield line(row);
  }
}

/** The columns after the first, in groups that fit. */
function blocks(wanted: readonly number[], width: number): number[][] {
  const found: number[][] = [];
  let block: number[] = [];
  const least = Math.min(wanted[0] ?? 0, Math.max(LEAST, Math.floor(width / 3)));
  let used = least;
  for (let at = 1; at < wanted.length; at++) {
    const room = GAP + (wanted[at] ?? 0);
    if (block.length > 0 && used + room > width) {
      found.push(block);
      block = [];
      used = least;
    }
    block.push(at);
    used += room;
  }
  return [...found, block];
}

/** Its middle goes until it fits: a wide character takes two columns. */
export function fit(text: string, room: number): string {
  let shown = text;
  for (let limit = room; displayWidth(shown) > room && limit > 1; limit--) shown = clip(text, limit);
  return shown;
}
