import type { MapEdge, MapNode, SystemsMap } from '../../report/systems-map.ts';

export interface PlacedNode {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: MapEdge;
  readonly path: string;
  readonly label: { readonly x: number; readonly y: number };
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly columns: readonly { readonly title: string; readonly x: number }[];
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Systems that did not fit and are in the table only. */
  readonly left: number;
}

export const BOX = { width: 180, height: 56 };
const WIDTH = 1200;
const ROW = 92;
const TOP = 36;
/** Past this many systems a drawing says less than the table. */
const MOST = 40;
const SWEEPS = 6;

const COLUMNS = ['Sources', 'Collection', 'Product side and storage', 'Marketing side'];
const COLLECTS = ['collection', 'cdp', 'behavioural-data-platform', 'tag-manager'];

/**
 * Roles are the columns; within one, systems stand where their neighbours pull them (barycentre, a few sweeps).
 * Deterministic: the same plan is drawn the same way.
 */
export function layout({ nodes, edges }: SystemsMap): Layout {
  const kept = [...nodes].sort((a, b) => b.planned - a.planned || compare(a, b)).slice(0, MOST);
  const shown = nodes.filter((node) => kept.includes(node));
  const columns = COLUMNS.map((title, at) => ({
    title,
    nodes: shown.filter((node) => column(node) === at),
  })).filter((one) => one.nodes.length > 0);
  const order = arrange(
    columns.map((one) => one.nodes),
    edges,
  );
  const tallest = Math.max(1, ...order.map((list) => list.length));
  const height = TOP + tallest * ROW + 16;
  const step = columns.length > 1 ? (WIDTH - BOX.width - 12) / (columns.length - 1) : 0;
  const placed = order.flatMap((list, at) =>
    list.map((node, row) => ({
      node,
      x: round(6 + at * step),
      y: round(TOP + ((row + 0.5) * (height - TOP)) / list.length - BOX.height / 2),
    })),
  );
  const byKey = new Map(placed.map((one) => [one.node.system.key, one]));
  const placedEdges = edges.flatMap((edge) => {
    const from = byKey.get(edge.from);
    const to = byKey.get(edge.to);
    return from && to ? [{ from, to, edge }] : [];
  });
  return {
    width: WIDTH,
    height,
    columns: columns.map(({ title }, at) => ({ title, x: round(6 + at * step) })),
    nodes: placed,
    edges: placedEdges.map(({ from, to, edge }, at) => route(edge, from, to, placed, at)),
    left: nodes.length - shown.length,
  };
}

function column({ system }: MapNode): number {
  if (system.role === 'source') return 0;
  if (system.role !== null && COLLECTS.includes(system.role)) return 1;
  return system.side === 'marketing' ? 3 : 2;
}

function arrange(columns: readonly (readonly MapNode[])[], edges: readonly MapEdge[]): MapNode[][] {
  const order = columns.map((list) => [...list]);
  const position = new Map<string, number>();
  const place = () => {
    for (const list of order) {
      list.forEach(({ system }, row) => {
        position.set(system.key, (row + 0.5) / list.length);
      });
    }
  };
  place();
  const pull = (node: MapNode) => {
    const at = edges.flatMap(({ from, to }) =>
      from === node.system.key ? [position.get(to)] : to === node.system.key ? [position.get(from)] : [],
    );
    const known = at.filter((value) => value !== undefined);
    const own = position.get(node.system.key) ?? 0.5;
    return known.length === 0 ? own : known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const list of order) {
      const pulls = new Map(list.map((node) => [node, pull(node)]));
      list.sort((a, b) => (pulls.get(a) ?? 0) - (pulls.get(b) ?? 0) || compare(a, b));
      place();
    }
  }
  return order;
}

/**
 * A curve from the right edge of one box to the left edge of the other. Columns on the way are crossed between
 * their boxes; the number stands in the first gap, neighbours' numbers a step apart.
 */
function route(
  edge: MapEdge,
  from: PlacedNode,
  to: PlacedNode,
  placed: readonly PlacedNode[],
  nth: number,
): PlacedEdge {
  const y1 = from.y + BOX.height / 2;
  const y2 = to.y + BOX.height / 2;
  const x1 = from.x + BOX.width;
  if (to.x <= from.x) {
    // Within a column or backwards: round the right side.
    const out = x1 + 60;
    const path = `M${x1} ${y1} C${out} ${y1} ${out} ${y2} ${to.x + BOX.width + 9} ${y2}`;
    return { edge, path, label: { x: round(x1 + 45), y: round((y1 + y2) / 2) } };
  }
  const between = [...new Set(placed.map(({ x }) => x))]
    .filter((x) => x > from.x && x < to.x)
    .sort((a, b) => a - b);
  const stops = between.map((x) => {
    const straight = y1 + ((y2 - y1) * (x - from.x)) / (to.x - from.x);
    return {
      x,
      y: gapNear(
        placed.filter((one) => one.x === x),
        straight,
      ),
    };
  });
  let path = `M${x1} ${y1}`;
  let [x, y] = [x1, y1];
  for (const stop of [...stops, { x: to.x - 9, y: y2 }]) {
    const middle = round((x + stop.x) / 2);
    path += ` C${middle} ${y} ${middle} ${stop.y} ${stop.x} ${stop.y}`;
    [x, y] = [stop.x, stop.y];
    if (!stops.includes(stop)) continue;
    x = stop.x + BOX.width;
    path += ` H${x}`;
  }
  const first = stops[0] ?? { x: to.x - 9, y: y2 };
  const t = 0.3 + 0.2 * (nth % 3);
  const middle = (x1 + first.x) / 2;
  return {
    edge,
    path,
    label: {
      x: round(bezier(x1, middle, middle, first.x, t)),
      y: round(bezier(y1, y1, first.y, first.y, t)),
    },
  };
}

/** The free height between boxes of a column that is nearest to `y`. */
function gapNear(column: readonly PlacedNode[], y: number): number {
  const tops = column.map((one) => one.y).sort((a, b) => a - b);
  const gaps = [
    (tops[0] ?? 0) - 14,
    ...tops.slice(1).map((top, at) => ((tops[at] ?? 0) + BOX.height + top) / 2),
    (tops.at(-1) ?? 0) + BOX.height + 14,
  ];
  return round(gaps.reduce((best, gap) => (Math.abs(gap - y) < Math.abs(best - y) ? gap : best)));
}

function bezier(a: number, b: number, c: number, d: number, t: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

function compare(a: MapNode, b: MapNode): number {
  return a.system.key < b.system.key ? -1 : a.system.key > b.system.key ? 1 : 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
