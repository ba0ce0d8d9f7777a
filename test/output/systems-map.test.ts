import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeLabels } from '../../src/output/html/labels.ts';
import { BOX, layout } from '../../src/output/html/layout.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { NO_EVIDENCE } from '../../src/report/evidence.ts';
import { systemsMap } from '../../src/report/systems-map.ts';

const shop = await parsePlan(`dataplan: 1
name: shop
version: 1.0.0
systems:
  web: { role: source }
  ios: { role: source }
  lake: { role: warehouse, side: product }
  amplitude: { role: analytics, side: product }
  braze: { role: engagement, side: marketing }
  meta-ads: { role: advertising, side: marketing }
flows:
  - { from: [web, ios], to: [lake, amplitude, braze, meta-ads] }
  - { from: lake, to: braze }
events:
  Order Completed: { from: [web, ios] }
`);

test('the words on the ways of a shop hide neither one another nor a box', () => {
  const { nodes, edges } = layout(systemsMap(shop, NO_EVIDENCE));
  expect(edges).toHaveLength(9);
  const labels = placeLabels(
    edges.map(({ way }) => ({ way, lines: ['12', '◆ 4 findings'] })),
    nodes,
  );
  const areas = [
    ...labels.map(({ x, y }) => ({ left: x - 40, top: y - 8, right: x + 40, bottom: y + 25 })),
    ...nodes.map(({ x, y }) => ({ left: x, top: y, right: x + BOX.width, bottom: y + BOX.height })),
  ];
  const hidden = areas.flatMap((a, at) =>
    areas
      .slice(at + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
  );
  expect(hidden).toEqual([]);
});

test('ways leave and reach a box each at a height of its own', () => {
  const { edges } = layout(systemsMap(shop, NO_EVIDENCE));
  const starts = edges.map(({ edge, way }) => `${edge.from} ${way.curves[0]?.[1]}`);
  const ends = edges.map(({ edge, way }) => `${edge.to} ${way.curves.at(-1)?.[3]}`);
  expect(new Set(starts).size).toBe(edges.length);
  expect(new Set(ends).size).toBe(edges.length);
});

test('any systems and flows are drawn inside the picture', () => {
  const roles = ['source', 'cdp', 'analytics', 'engagement', 'warehouse'] as const;
  const systems = fc.array(fc.constantFrom(...roles), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(systems, fc.array(fc.tuple(fc.nat(11), fc.nat(11)), { maxLength: 20 }), (kinds, pairs) => {
      const nodes = kinds.map((role, at) => ({
        system: {
          ...shop.systems.get('web')!,
          key: `s${at}`,
          role,
          side: role === 'engagement' ? ('marketing' as const) : ('product' as const),
        },
        planned: 1,
        seen: null,
      }));
      const flows = pairs
        .map(([from, to]) => [from % kinds.length, to % kinds.length] as const)
        .filter(([from, to]) => from !== to);
      const map = {
        nodes,
        edges: [...new Map(flows.map((pair) => [`${pair}`, pair])).values()].map(([from, to]) => ({
          from: `s${from}`,
          to: `s${to}`,
          events: 1,
          health: 'differs' as const,
          why: '4 findings',
        })),
      };
      const drawn = layout(map);
      expect(drawn.edges).toHaveLength(map.edges.length);
      const labels = placeLabels(
        drawn.edges.map(({ way }) => ({ way, lines: ['1'] })),
        drawn.nodes,
      );
      for (const { x, y } of [...labels, ...drawn.nodes]) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(drawn.width);
        expect(y).toBeGreaterThan(22);
        expect(y).toBeLessThanOrEqual(drawn.height);
      }
    }),
  );
});
