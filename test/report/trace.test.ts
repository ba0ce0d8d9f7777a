import { expect, test } from 'vitest';
import { NO_EVIDENCE } from '../../src/report/evidence.ts';
import { inventory } from '../../src/report/inventory.ts';
import { trace, traceable } from '../../src/report/trace.ts';
import { shop } from './evidence.ts';

test('where does e-mail go, on what legal basis: properties, traits and hashed forms', async () => {
  const { legs } = trace(await shop(), NO_EVIDENCE, 'category', 'user.contact.email');
  const told = legs.map(
    ({ carrier, property, path, propertyName, handling, grounds }) =>
      `${carrier} ${property}: ${path.join(' > ')} as ${propertyName}, ${handling}, ${grounds.join() || 'no ground'}`,
  );
  expect(told).toEqual(
    expect.arrayContaining([
      'Order Completed gift_email: web > lake > braze as gift_email, hashed, marketing: consent',
      'person traits email: web > meta-ads as em, hashed, marketing: consent',
      'person traits email: web > lake as email, raw, no ground',
    ]),
  );
  // What the plan takes away does not arrive.
  expect(legs.some(({ system }) => system === 'amplitude')).toBe(false);
});

test('a parent category traces all that lies below it', async () => {
  const plan = await shop();
  const all = trace(plan, NO_EVIDENCE, 'category', 'user').legs.length;
  expect(all).toBeGreaterThan(trace(plan, NO_EVIDENCE, 'category', 'user.contact.email').legs.length);
});

test('an identifier is traced through the fields that systems keep it in', async () => {
  const { legs } = trace(await shop(), NO_EVIDENCE, 'identifier', 'user_id');
  expect(legs).toContainEqual(expect.objectContaining({ system: 'braze', propertyName: 'external_id' }));
});

test('an event: its systems and the names it has there', async () => {
  const { legs, needs } = trace(await shop(), NO_EVIDENCE, 'event', 'Order Completed');
  expect(new Set(legs.map(({ system, eventName }) => `${system}: ${eventName}`))).toEqual(
    new Set([
      'amplitude: Order Completed',
      'lake: Order Completed',
      'braze: order_completed',
      'meta-ads: Purchase',
    ]),
  );
  expect(needs).toEqual(['Checkout conversion rate', 'Big spenders']);
});

test.each([
  ['Order Completed', ['event']],
  ['email', ['identifier', 'trait']],
  ['total', ['property']],
  ['braze', ['system']],
  ['user.contact', ['category']],
  ['products[].sku', ['property']],
  ['nothing', []],
])('%s can be traced as %j', async (name, kinds) => {
  expect(traceable(await shop(), name)).toEqual(kinds);
});

test('the record of processing shows gaps as gaps', async () => {
  const rows = inventory(await shop());
  const lake = rows.find(({ system, category }) => system === 'lake' && category === 'user.contact.email');
  expect(lake).toMatchObject({ state: 'incomplete', gaps: ['no purpose declared'], country: 'DE' });
  const braze = rows.find(({ system, category }) => system === 'braze' && category === 'user.contact.email');
  expect(braze).toMatchObject({
    state: 'allowed',
    grounds: ['marketing: consent', 'marketing under ccpa: opt-out'],
    subjects: ['customer', 'prospect'],
    retention: ['P25M', 'P90D'],
  });
});

test('what the policy denies comes first', async () => {
  const leaking = await shop((text) => text.replace(', handling: hashed }\n', ', handling: tokenized }\n'));
  expect(inventory(leaking)[0]).toMatchObject({ system: 'meta-ads', state: 'denied' });
});
