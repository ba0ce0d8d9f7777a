import type { MapEdge, MapNode, SystemsMap } from '../../report/systems-map.ts';
import { BULGE, round, type Way, ways } from './ways.ts';

export interface PlacedNode {
  readonly node: MapNode;
  readonly x: number;
  readonly y: number;
}

export interface PlacedEdge {
  readonly edge: MapEdge;
  readonly way: Way;
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
/** Below the lowest box: ways that go round it, and their labels. */
const FOOT = 34;
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
  const height = TOP + tallest * ROW + FOOT;
  // What leaves the last column can only go round its right side.
  const last = new Set(order.at(-1)?.map(({ system }) => system.key));
  const aside = edges.some(({ from }) => last.has(from)) ? BULGE : 0;
  const step = columns.length > 1 ? (WIDTH - BOX.width - 12 - aside) / (columns.length - 1) : 0;
  const placed = order.flatMap((list, at) =>
    list.map((node, row) => ({
      node,
      x: round(6 + at * step),
      y: round(TOP + ((row + 0.5) * (height - TOP - FOOT)) / list.length - BOX.height / 2),
    })),
  );
  const byKey = new Map(placed.map((one) => [one.node.system.key, one]));
  const flows = edges.flatMap((edge) => {
    const from = byKey.get(edge.from);
    const to = byKey.get(edge.to);
    return from && to ? [{ from, to, edge }] : [];
  });
  return {
    width: WIDTH,
    height,
    columns: columns.map(({ title }, at) => ({ title, x: round(6 + at * step) })),
    nodes: placed,
    edges: ways(flows, placed),
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

function compare(a: MapNode, b: MapNode): number {
  return a.system.key < b.system.key ? -1 : a.system.key > b.system.key ? 1 : 0;
}
