import { describe, expect, it } from 'vitest';
import { standardEvents } from '../../src/catalogue/index.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { lint } from '../../src/rules/lint.ts';
import { registry } from '../../src/rules/registry.ts';
import { Settings } from '../../src/rules/settings.ts';

/**
 * The shop as two teams instrument it: Segment on the web, RudderStack in the app, each with its default
 * mappings, both to the same four systems.
 */
const SHOP = `
dataplan: 1
name: acme-shop
version: 2.1.0
systems:
  web: { role: source, side: product, sdk: segment, owner: checkout }
  ios: { role: source, side: product, sdk: rudderstack, owner: app }
  ga4: {}
  meta: {}
  tiktok: {}
  braze: {}
teams: { checkout: {}, app: {} }
flows: [{ from: [web, ios], to: [ga4, meta, tiktok, braze] }]
properties:
  order_id: string
  revenue: { type: number, description: What was earned. }
  total: { type: number, description: Paid amount with tax and shipping. }
  currency: { type: string, enum: [EUR, GBP] }
  products: { type: array, items: { type: object, properties: { product_id: string, price: number, quantity: integer } } }
events:
  Order Completed: { properties: [order_id, revenue, total, currency, products] }
  Order Refunded: { properties: [order_id, total, currency] }
  Product Viewed: { properties: { product_id: string } }
  Product List Viewed: { properties: { list_id: string } }
  Products Searched: { properties: { query: string }, to: { ga4: view_search_results } }
  Product Added: { properties: [products], to: { braze: ecommerce.cart_updated, ga4: add_to_cart } }
  Checkout Step Completed: { properties: { step: integer } }
`;

async function found(text = SHOP) {
  const plan = await parsePlan(text);
  const rules = registry.filter((rule) => rule.tags.includes('drift'));
  return lint(plan, { rules, settings: new Settings({ preset: 'strict' }), today: '2026-11-21' });
}

describe('two routers hand one shop to four systems', async () => {
  const findings = await found();
  const table = findings.map(({ rule, severity, message, data }) => ({
    rule,
    severity,
    message,
    source: typeof data['source'] === 'string' ? data['source'] : null,
  }));
  const of = (rule: string, ...words: string[]) =>
    table.filter((each) => each.rule === rule && words.every((word) => each.message.includes(word)));

  it.each([
    ['money/different-source', ['"total"', 'ga4 by segment and rudderstack', '"revenue"', 'meta by segment']],
    [
      'money/different-source',
      ['braze by segment and rudderstack', 'meta by segment and rudderstack', 'tiktok by segment'],
    ],
    ['money/no-value', ['tiktok', 'rudderstack', '"value"']],
    ['money/converted-currency', ['braze', 'EUR, GBP', 'USD']],
    ['money/refund-lost', ['meta', 'Order Refunded']],
    ['money/refund-lost', ['tiktok', 'Order Refunded']],
    ['flows/router-default-name', ['segment', 'CompletePayment', 'Purchase']],
    ['flows/router-default-name', ['rudderstack', 'PlaceAnOrder', 'Purchase']],
    ['flows/router-default-name', ['CompletePayment', 'PlaceAnOrder', 'counted as two']],
    ['flows/name-collapse', ['Product Viewed', 'Product List Viewed', 'meta', 'ViewContent']],
    ['flows/false-friend', ['Checkout Step Completed', 'tiktok', 'CompletePayment']],
    ['flows/granularity', ['ecommerce.cart_updated', 'whole cart', 'ga4']],
  ])('%s: %j, with its source', (rule, words) => {
    const [first] = of(rule, ...words);
    expect({ rule, words, found: first?.message ?? null }).toMatchObject({ found: expect.any(String) });
    expect(first?.source).toMatch(/^https:\/\//);
  });

  it('says when the source was read, and no louder than who says it', () => {
    for (const finding of findings.filter(({ data }) => data['source'] !== undefined)) {
      expect(finding.data).toMatchObject({ checked: expect.stringMatching(/./) });
      if (/segmentio|rudderlabs/.test(String(finding.data['source'])))
        expect(finding.severity).not.toBe('error');
    }
  });

  it('finds the name that means something else', () => {
    expect(of('flows/false-friend', 'Products Searched', 'view_search_results')).toHaveLength(1);
  });

  it('is quiet once the plan says what every system gets', async () => {
    const mended = SHOP.replace(
      'total: { type: number, description: Paid amount with tax and shipping. }',
      'total: { type: number, description: Paid amount with tax and shipping., to: { ga4: value, meta: value, tiktok: value, braze: total_value } }',
    )
      .replace(
        'Order Completed: {',
        'Order Completed: { to: { ga4: purchase, meta: Purchase, tiktok: Purchase },',
      )
      .replace('Product List Viewed: {', 'Product List Viewed: { to: { meta: ListViewed },')
      .replace('to: { ga4: view_search_results }', 'to: { ga4: search }')
      .replace('Checkout Step Completed: {', 'Checkout Step Completed: { to: { tiktok: false },')
      .replace('braze: ecommerce.cart_updated, ', '')
      .replace('enum: [EUR, GBP]', 'enum: [USD]');
    const left = (await found(mended)).filter(({ rule }) => /^(?:flows|money)\//.test(rule));
    // Two systems have no refund at all: that no mapping mends.
    expect(left.map(({ rule }) => rule)).toEqual(['money/refund-lost', 'money/refund-lost']);
  });
});

it('every event that the catalogue calls absent somewhere is about refunds or removals', () => {
  // What `money/refund-lost` relies on: one business event and the systems that lack it.
  const absent = standardEvents().filter(({ absent_in: systems }) => systems !== undefined);
  expect(absent.map(({ canonical }) => canonical)).toEqual(['order_refunded', 'product_removed_from_cart']);
});
