import type { MapEdge } from '../../report/systems-map.ts';
import { BOX, type PlacedEdge, type PlacedNode } from './layout.ts';

/** A curve that leaves and arrives level, by its ends. */
export type Curve = readonly [x1: number, y1: number, x2: number, y2: number];

export interface Way {
  readonly path: string;
  /** Its free pieces, first to last: what is written beside the way may stand here. */
  readonly curves: readonly Curve[];
}

interface Ends {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
}

export interface Flow extends Ends {
  readonly edge: MapEdge;
}

/** Room for the arrow's head. */
const HEAD = 9;
/** How far a way that goes back stands out from its column. */
export const BULGE = 60;
/** Between ways that cross a column through one gap. */
const LANE = 7;

/**
 * A way for each flow, from the right edge of one box to the left edge of the other. Each has a port of its own on
 * both boxes, in the order of where it leads, so that ways of one box part at once; columns between are crossed in
 * the gaps of their boxes, in lanes.
 */
export function ways(flows: readonly Flow[], placed: readonly PlacedNode[]): PlacedEdge[] {
  const forward = flows.filter(({ from, to }) => to.x > from.x);
  const leave = ports(
    forward,
    ({ from }) => from,
    ({ to }) => to,
  );
  const arrive = ports(
    forward,
    ({ to }) => to,
    ({ from }) => from,
  );
  const crossings = lanes(forward, placed);
  return flows.map((flow) => {
    const { from, to, edge } = flow;
    const start = { x: from.x + BOX.width, y: leave.get(flow) ?? middle(from) };
    if (to.x <= from.x) return { edge, way: roundTheSide(start, to) };
    const end = { x: to.x - HEAD, y: arrive.get(flow) ?? middle(to) };
    return { edge, way: through(start, crossings.get(flow) ?? [], end) };
  });
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function through(start: Point, stops: readonly Point[], end: Point): Way {
  const curves: Curve[] = [];
  let path = `M${start.x} ${start.y}`;
  let { x, y } = start;
  for (const stop of [...stops, end]) {
    const half = round((x + stop.x) / 2);
    path += ` C${half} ${y} ${half} ${stop.y} ${stop.x} ${stop.y}`;
    curves.push([x, y, stop.x, stop.y]);
    ({ x, y } = stop);
    if (stop === end) break;
    x = stop.x + BOX.width;
    path += ` H${x}`;
    curves.push([stop.x, y, x, y]);
  }
  return { path, curves };
}

/** Within a column or backwards. */
function roundTheSide(start: Point, to: PlacedNode): Way {
  const out = start.x + BULGE;
  const end = { x: to.x + BOX.width + HEAD, y: middle(to) };
  const bulge = round(start.x + 0.75 * BULGE);
  return {
    path: `M${start.x} ${start.y} C${out} ${start.y} ${out} ${end.y} ${end.x} ${end.y}`,
    curves: [[bulge, start.y, bulge, end.y]],
  };
}

/** Heights along one side of each box, shared out in the order of the boxes at the other end. */
function ports(
  flows: readonly Ends[],
  own: (flow: Ends) => PlacedNode,
  other: (flow: Ends) => PlacedNode,
): Map<Ends, number> {
  const heights = new Map<Ends, number>();
  for (const [box, list] of grouped(flows, own)) {
    const sorted = [...list].sort((a, b) => other(a).y - other(b).y || other(a).x - other(b).x);
    sorted.forEach((flow, at) => {
      heights.set(flow, round(box.y + ((at + 1) * BOX.height) / (sorted.length + 1)));
    });
  }
  return heights;
}

/** Where each flow crosses the columns between its ends. */
function lanes(flows: readonly Ends[], placed: readonly PlacedNode[]): Map<Ends, Point[]> {
  const columns = [...new Set(placed.map(({ x }) => x))].sort((a, b) => a - b);
  const stops = new Map<Ends, Point[]>(flows.map((flow) => [flow, []]));
  for (const x of columns) {
    const boxes = placed.filter((one) => one.x === x);
    const crossing = flows.filter(({ from, to }) => x > from.x && x < to.x);
    const gaps = grouped(crossing, (flow) => gapNear(boxes, straight(flow, x)));
    for (const [gap, list] of gaps) {
      const sorted = [...list].sort((a, b) => straight(a, x) - straight(b, x));
      sorted.forEach((flow, at) => {
        stops.get(flow)?.push({ x, y: round(gap + (at - (sorted.length - 1) / 2) * LANE) });
      });
    }
  }
  return stops;
}

function straight({ from, to }: Ends, x: number): number {
  return middle(from) + ((to.y - from.y) * (x - from.x)) / (to.x - from.x);
}

/** The free height between boxes of a column that is nearest to `y`. */
function gapNear(boxes: readonly PlacedNode[], y: number): number {
  const tops = boxes.map((one) => one.y).sort((a, b) => a - b);
  const gaps = [
    (tops[0] ?? 0) - 14,
    ...tops.slice(1).map((top, at) => ((tops[at] ?? 0) + BOX.height + top) / 2),
    (tops.at(-1) ?? 0) + BOX.height + 14,
  ];
  return round(gaps.reduce((best, gap) => (Math.abs(gap - y) < Math.abs(best - y) ? gap : best)));
}

function grouped<T, K>(list: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of list) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}

function middle({ y }: PlacedNode): number {
  return y + BOX.height / 2;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
