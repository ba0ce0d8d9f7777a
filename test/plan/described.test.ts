import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';

const PLAN = `dataplan: 1
name: acme-shop
version: 1.0.0
teams: { checkout: }
properties:
  total: { type: number, minimum: 0, unit: EUR, owner: checkout, description: What was paid., privacy: none, examples: [9.5] }
  lines: { type: array, items: { type: object, properties: { sku: string } } }
events:
  Order Completed:
    properties:
      total: { description: What was paid for the order., required: true }
      lines: { description: What was bought. }
  Order Refunded: { properties: { total: required } }
  Order Corrected: { properties: { total: { description: May be a credit., minimum: -1000 } } }
`;

describe('a use that only describes a property', async () => {
  const plan = await parsePlan(PLAN);
  const used = (event: string, name: string) => {
    const use = plan.events.get(event)?.properties.get(name);
    if (!use) throw new Error(`no ${name} in ${event}`);
    return use;
  };
  const total = plan.properties.get('total');
  const described = used('Order Completed', 'total');

  test('has words of its own and everything else from the dictionary', () => {
    const { property } = described;
    expect(property.description).toBe('What was paid for the order.');
    expect(property.subject).toBe('event:Order Completed/property:total');
    expect(property.shape).toBe(total);
    expect(property.schema).toBe(total?.schema);
    const { unit, owner, examples, privacy, status } = property;
    expect({ unit, owner, examples, category: privacy.category, status }).toEqual({
      unit: 'EUR',
      owner: 'checkout',
      examples: [9.5],
      category: 'none',
      status: 'live',
    });
    expect(property.layers.map(({ from }) => from)).toEqual(['dictionary', 'event']);
    expect(described.required).toBe(true);
  });

  test('shows all layers joined', () => {
    const value = (key: string) => {
      const node = described.property.node.entries.get(key)?.value;
      return node?.kind === 'scalar' ? node.value : undefined;
    };
    expect(['type', 'minimum', 'description'].map(value)).toEqual([
      'number',
      0,
      'What was paid for the order.',
    ]);
  });

  test('names what is inside it after itself', () => {
    const item = used('Order Completed', 'lines').property.children.get('[]');
    expect(item?.property.children.get('sku')?.subject).toBe(
      'event:Order Completed/property:lines/property:[]/property:sku',
    );
  });

  test('without any words is the entry itself, with a constraint is a shape of its own', () => {
    expect(used('Order Refunded', 'total').property).toBe(total);
    const corrected = used('Order Corrected', 'total').property;
    expect(corrected.shape).toBe(corrected);
    expect(corrected.schema).toMatchObject({ type: 'number', minimum: -1000 });
  });
});
