import { describe, expect, it } from 'vitest';
import { deliveries } from '../../src/plan/deliveries.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';

const head = 'dataplan: 1\nname: shop\nversion: 1.0.0\n';

/** `system: event as name by way (share)`, one line each. */
async function lines(text: string): Promise<string[]> {
  const found: string[] = [];
  for (const [system, list] of deliveries(await parsePlan(head + text))) {
    for (const each of list) {
      const share = each.sampling === 1 ? '' : ` ${each.sampling}`;
      found.push(
        `${system}: ${each.event?.key ?? each.traits} as ${each.name} by ${each.path.join('>')}${share}`,
      );
    }
  }
  return found;
}

/** `path as name` of every property of the first delivery at a system. */
async function properties(text: string, system: string): Promise<string[]> {
  const list = deliveries(await parsePlan(head + text)).get(system) ?? [];
  return (list[0]?.properties ?? []).map((each) => `${each.path} as ${each.name}`);
}

describe('where events arrive', () => {
  it('follows flows as a chain, and multiplies what they leave out', async () => {
    expect(
      await lines(`
systems: { web: { role: source }, lake: {}, braze: {} }
flows:
  - { from: web, to: lake, sampling: 0.5 }
  - { from: lake, to: braze, sampling: 0.5, events: ["Order *"] }
events: { Order Completed: , Cart Viewed: }
`),
    ).toEqual([
      'lake: Order Completed as Order Completed by web>lake 0.5',
      'lake: Cart Viewed as Cart Viewed by web>lake 0.5',
      'braze: Order Completed as Order Completed by web>lake>braze 0.25',
    ]);
  });

  it('tells sources and ways apart', async () => {
    expect(
      await lines(`
systems: { web: { role: source }, ios: { role: source }, lake: {}, braze: {} }
flows: [{ from: [web, ios], to: [lake, braze] }, { from: lake, to: braze }]
events: { Order Completed: { from: web } }
`),
    ).toEqual([
      'lake: Order Completed as Order Completed by web>lake',
      'braze: Order Completed as Order Completed by web>braze',
      'braze: Order Completed as Order Completed by web>lake>braze',
    ]);
  });

  it('ends in a circle of flows', async () => {
    expect(
      await lines(`
systems: { web: { role: source }, lake: {}, braze: {} }
flows: [{ from: web, to: lake }, { from: lake, to: braze }, { from: braze, to: lake }]
events: { Order Completed: }
`),
    ).toHaveLength(2);
  });

  it('reaches every system of a dense map before it follows the long ways', async () => {
    const keys = Array.from({ length: 60 }, (_, index) => `s${index}`);
    const list = keys.join(', ');
    const plan = await parsePlan(`${head}
systems: { web: { role: source }, ${keys.map((key) => `${key}: {}`).join(', ')} }
flows: [{ from: [web, ${list}], to: [${list}] }]
events: { Order Completed: }
`);
    const reached = [...deliveries(plan)].filter(([, all]) => all.length > 0);
    expect(reached).toHaveLength(60);
    expect(reached.flatMap(([, all]) => all)).toHaveLength(512);
  });

  it('adds, renames and takes away with `to`, and flows on from what it added', async () => {
    expect(
      await lines(`
systems: { web: { role: source }, lake: {}, braze: {}, meta: {}, amplitude: {} }
flows: [{ from: web, to: [lake, amplitude] }, { from: meta, to: braze }]
events:
  Order Completed: { to: { lake: false, meta: Purchase, amplitude: { sampling: 0.1 } } }
`),
    ).toEqual([
      'braze: Order Completed as Order Completed by web>meta>braze',
      'meta: Order Completed as Purchase by web>meta',
      'amplitude: Order Completed as Order Completed by web>amplitude 0.1',
    ]);
  });

  it('names events in the way of the system unless `to` does', async () => {
    expect(
      await lines(`
systems: { web: { role: source }, braze: { naming: { events: { case: snake } } } }
flows: [{ from: web, to: braze }]
events: { Order Completed: , Cart Viewed: { to: { braze: basket } } }
`),
    ).toEqual([
      'braze: Order Completed as order_completed by web>braze',
      'braze: Cart Viewed as basket by web>braze',
    ]);
  });

  it('keeps the conditions of the whole way', async () => {
    const plan = await parsePlan(`${head}
systems: { web: { role: source }, lake: {}, braze: {} }
flows:
  - { from: web, to: lake, when: { context.country: DE } }
  - { from: lake, to: braze, when: { context.country: DE } }
events: { Order Completed: { to: { braze: { when: { total: ">100" } } } } }
`);
    expect(deliveries(plan).get('braze')?.[0]?.when).toHaveLength(3);
  });

  it('lets traits take the flows that nothing narrows, and systems of their own', async () => {
    const text = `
systems: { web: { role: source }, lake: {}, braze: {}, meta: {} }
flows: [{ from: web, to: lake }, { from: web, to: braze, events: ["Order *"] }]
traits: { person: { email: { type: string, to: { meta: em } }, tier: string } }
`;
    expect(await lines(text)).toEqual([
      'lake: person as person by web>lake',
      'meta: person as person by web>meta',
    ]);
    expect(await properties(text, 'lake')).toEqual(['email as email', 'tier as tier']);
    expect(await properties(text, 'meta')).toEqual(['email as em']);
  });
});

describe('what arrives with them', () => {
  const shop = `
systems: { web: { role: source }, ios: { role: source }, braze: { naming: { properties: { case: camel } } }, lake: {} }
flows: [{ from: [web, ios], to: [braze, lake] }]
properties:
  product: { type: object, properties: { sku: string, unit_price: number } }
  products: { type: array, items: { is: product } }
  total: { type: number, to: { braze: revenue } }
`;

  it('follows objects and lists, and the names of the event, the property and the system in that order', async () => {
    const text = `${shop}
events:
  Order Completed:
    to: { braze: { properties: { "products[].sku": content_ids, order_id: false } } }
    properties: { order_id: string, total: , products: , gift_note: string }
`;
    expect(await properties(text, 'braze')).toEqual([
      'total as revenue',
      'products as products',
      'products[].sku as content_ids',
      'products[].unit_price as products[].unitPrice',
      'gift_note as giftNote',
    ]);
    expect(await properties(text, 'lake')).toContain('products[].unit_price as products[].unit_price');
  });

  it('names plain elements of a list, which may be personal where the list is not', async () => {
    const text = `
systems: { web: { role: source }, lake: {} }
flows: [{ from: web, to: lake }]
events: { Cart Shared: { properties: { friends: { type: array, items: { type: string, privacy: user.contact.email } } } } }
`;
    expect(await properties(text, 'lake')).toEqual(['friends as friends', 'friends[] as friends[]']);
  });

  it('takes away a property with all inside it, but for what has a name of its own', async () => {
    const text = `${shop}
events:
  Order Completed:
    to: { braze: { properties: { products: false, "products[].sku": content_ids } } }
    properties: [products, total]
`;
    expect(await properties(text, 'braze')).toEqual(['products[].sku as content_ids', 'total as revenue']);
  });

  it('cannot hand on what a system on the way does not get, nor undo what was hashed for it', async () => {
    const text = `
systems: { web: { role: source }, lake: {}, braze: {} }
flows: [{ from: web, to: lake }, { from: lake, to: braze }]
events:
  Order Completed:
    to: { lake: { properties: { note: false } } }
    properties: { total: { type: number, to: { lake: false } }, note: string, email: { type: string, to: { lake: { handling: hashed } } } }
`;
    const arriving = deliveries(await parsePlan(head + text)).get('braze')?.[0]?.properties ?? [];
    expect(arriving.map((each) => `${each.handling} ${each.name}`)).toEqual(['hashed email']);
  });

  it('leaves out what the sender does not send', async () => {
    const text = `${shop}
events: { Order Completed: { from: web, properties: { total: { from: ios }, coupon: string } } }
`;
    expect(await properties(text, 'braze')).toEqual(['coupon as coupon']);
  });

  it('holds what variants add', async () => {
    const text = `
systems: { web: { role: source }, lake: {} }
flows: [{ from: web, to: lake }]
properties: { category: { type: object, properties: { title: string } } }
events:
  Category Viewed:
    properties: { category: , old_id: string }
    variants: [{ when: { version: "2" }, properties: { old_id: false, new_id: string } }]
`;
    const found = await properties(text, 'lake');
    expect(found).toContain('new_id as new_id');
    expect(found).toContain('old_id as old_id');
  });

  it('is computed once a plan', async () => {
    const plan = await parsePlan(head);
    expect(deliveries(plan)).toBe(deliveries(plan));
  });
});
