import { expect, test } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';

const head = 'dataplan: 1\nname: acme-shop\nversion: 1.0.0\n';

test.each([
  ['itself', 'category: { type: object, properties: { parent: { is: category } } }', 'category → category'],
  [
    'another that leads back',
    'product: { type: object, properties: { in: { is: category } } }\n  category: { type: array, items: { is: product } }',
    'product → category → product',
  ],
])('an entry that contains %s does not load', async (_name, entries, circle) => {
  const text = `${head}properties:\n  ${entries}\nevents:\n  Category Viewed: { properties: [category] }\n`;
  await expect(Promise.resolve().then(() => parsePlan(text))).rejects.toThrow(circle);
});

test('one entry in two places is no circle', async () => {
  const text = `${head}properties:\n  price: number\n  product: { type: object, properties: { was: { is: price }, now: { is: price } } }\n`;
  const plan = await parsePlan(text);
  expect([...plan.properties.keys()]).toEqual(['price', 'product']);
});
