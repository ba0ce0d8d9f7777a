import { BOX, type PlacedNode } from './layout.ts';
import { type Curve, round, type Way } from './ways.ts';

interface Label {
  readonly way: Way;
  readonly lines: readonly string[];
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Of the drawing's type: 13 px, and the halo around it. */
const LINE = 17;
const SIGN = 7.4;

/** Tried along each piece of a way, best first. */
const ALONG = [0.5, 0.38, 0.62, 0.26, 0.74, 0.16, 0.84, 0.08, 0.92];

/**
 * Each label with its place: on its way, clear of the boxes and of one another wherever there is room, and least in
 * the way where there is none. Wide ones choose first.
 */
export function placeLabels<T extends Label>(
  labels: readonly T[],
  boxes: readonly PlacedNode[],
): (T & Place)[] {
  const taken: Rectangle[] = boxes.map(({ x, y }) => ({
    left: x,
    top: y,
    right: x + BOX.width,
    bottom: y + BOX.height,
  }));
  return [...labels]
    .sort((a, b) => width(b) - width(a))
    .map((label) => {
      let best = { place: { x: 0, y: 0 }, covered: Number.POSITIVE_INFINITY };
      for (const place of candidates(label.way)) {
        const area = around(place, label);
        const covered = taken.reduce((sum, other) => sum + overlap(area, other), 0);
        if (covered < best.covered) best = { place, covered };
        if (covered === 0) break;
      }
      taken.push(around(best.place, label));
      return { ...label, ...best.place };
    });
}

function width({ lines }: Label): number {
  return Math.max(...lines.map((line) => [...line].length)) * SIGN;
}

function candidates({ curves }: Way): Place[] {
  return ALONG.flatMap((t) => curves.map((curve) => point(curve, t)));
}

function point([x1, y1, x2, y2]: Curve, t: number): Place {
  const half = (x1 + x2) / 2;
  return { x: round(bezier(x1, half, half, x2, t)), y: round(bezier(y1, y1, y2, y2, t)) };
}

/** The first line is centred on the place, the others stand below. */
function around({ x, y }: Place, label: Label): Rectangle {
  const half = width(label) / 2;
  const top = y - LINE / 2;
  return { left: x - half, top, right: x + half, bottom: top + label.lines.length * LINE };
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

function bezier(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}
