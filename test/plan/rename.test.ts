import { describe, expect, test } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { renameEvent, renameProperty } from '../../src/plan/rename.ts';
import { applyEdits } from '../../src/rules/fix.ts';

const HEAD = 'dataplan: 1\nname: acme-shop\nversion: 1.0.0\n';

async function event(
  text: string,
  key: string,
  name: string,
  files: Record<string, string> = {},
): Promise<string | null> {
  const plan = await parsePlan(HEAD + text, files);
  const found = plan.events.get(key);
  const edits = found === undefined ? null : renameEvent(plan, found, name);
  return edits === null ? null : check(applyEdits(HEAD + text, edits));
}

async function property(text: string, name: string, next: string): Promise<string | null> {
  const plan = await parsePlan(HEAD + text);
  const edits = renameProperty(plan, name, next);
  return edits === null ? null : check(applyEdits(HEAD + text, edits));
}

/** What was written loads, and uses no name that is not there. */
async function check(text: string): Promise<string> {
  const plan = await parsePlan(text);
  expect(plan.danglings.map((each) => each.name)).toEqual([]);
  return text.slice(HEAD.length);
}

describe('an event with another name', () => {
  test('every reference follows, comments stay, the old name is deprecated', async () => {
    const before = `
events:
  # What pays for everything.
  order_paid: # since 2019
    description: A customer paid.
    from: [web]
    properties: { total: number }
    # Last words of the event.

  # The next one.
  order_placed: { status: deprecated, replaced_by: order_paid }
systems: { web: { role: source }, lake: { role: warehouse } }
flows: [{ from: web, to: lake, events: [order_paid, "cart_*"] }]
needs:
  Revenue: { kind: metric, uses: [order_paid.total, "order_paid"] }
`;
    expect(await event(before, 'order_paid', 'Order Paid')).toBe(`
events:
  # What pays for everything.
  Order Paid: # since 2019
    description: A customer paid.
    from: [web]
    properties: { total: number }
  order_paid: { from: [web], status: deprecated, replaced_by: Order Paid, additional_properties: true }
    # Last words of the event.

  # The next one.
  order_placed: { status: deprecated, replaced_by: Order Paid }
systems: { web: { role: source }, lake: { role: warehouse } }
flows: [{ from: web, to: lake, events: [Order Paid, "cart_*"] }]
needs:
  Revenue: { kind: metric, uses: [Order Paid.total, "Order Paid"] }
`);
  });

  test('in braces, and with nothing behind the colon', async () => {
    expect(
      await event('events: { order_paid: , cart_viewed: { call: track } }', 'order_paid', 'Order Paid'),
    ).toBe(
      'events: { Order Paid:, order_paid: { status: deprecated, replaced_by: Order Paid, additional_properties: true } , cart_viewed: { call: track } }',
    );
    expect(await event('events:\n  order_paid:\n', 'order_paid', 'Order: Paid')).toBe(
      'events:\n  "Order: Paid":\n  order_paid: { status: deprecated, replaced_by: "Order: Paid", additional_properties: true }\n',
    );
  });

  test('a name of its own changes, the key does not', async () => {
    expect(await event('events:\n  Paid: { name: order_paid }\n', 'Paid', 'Order Paid')).toBe(
      'events:\n  Paid: { name: Order Paid }\n  order_paid: { status: deprecated, replaced_by: Paid, additional_properties: true }\n',
    );
  });

  test.each([
    ['the name is taken', 'events: { order_paid: , Order Paid: }', {}],
    [
      'a glob takes only the old name',
      'systems: { web: { role: source }, lake: { role: warehouse } }\nflows: [{ from: web, to: lake, events: ["order_*"] }]\nevents: { order_paid: }',
      {},
    ],
    ['it is a parent plan', 'extends: core.yaml', { 'core.yaml': `${HEAD}events: { order_paid: }` }],
  ])('not where %s', async (_, text, files) => {
    expect(await event(text, 'order_paid', 'Order Paid', files)).toBeNull();
  });
});

describe('a property with another name', () => {
  test('every use follows, and the old name stays beside it', async () => {
    const before = `
properties:
  orderId: { type: string, examples: ["1"] } # the number on the invoice
  total: { type: number }
groups:
  order: { orderId: required, total: }
events:
  Order Completed:
    properties: [orderId, total]
    examples: [{ orderId: "1" }]
  Order Refunded:
    properties:
      - orderId
      - total
  Order Shipped:
    properties: { orderId: required }
  Order Split:
    when: { orderId: "2" }
    properties: { old_order: { is: orderId }, lines: { type: array, items: { type: object, required: [orderId], properties: { orderId: string } } } }
needs:
  Orders: { kind: metric, uses: [Order Completed.orderId, "Order Split.lines[].orderId"] }
`;
    expect(await property(before, 'orderId', 'order_id')).toBe(`
properties:
  order_id: { type: string, examples: ["1"] } # the number on the invoice
  orderId: { is: order_id, status: deprecated, replaced_by: order_id }
  total: { type: number }
groups:
  order: { order_id: required, orderId:, total: }
events:
  Order Completed:
    properties: [order_id, orderId, total]
    examples: [{ order_id: "1" }]
  Order Refunded:
    properties:
      - order_id
      - orderId
      - total
  Order Shipped:
    properties: { order_id: required, orderId: }
  Order Split:
    when: { order_id: "2" }
    properties: { old_order: { is: order_id }, lines: { type: array, items: { type: object, required: [order_id], properties: { order_id: string, orderId: { type: string, status: deprecated, replaced_by: order_id } } } } }
needs:
  Orders: { kind: metric, uses: [Order Completed.order_id, "Order Split.lines[].order_id"] }
`);
  });

  test('without a dictionary the old one keeps its type', async () => {
    expect(
      await property(
        'events:\n  Order Completed:\n    properties:\n      orderId: string\n',
        'orderId',
        'order_id',
      ),
    ).toBe(
      'events:\n  Order Completed:\n    properties:\n      order_id: string\n      orderId: { type: string, status: deprecated, replaced_by: order_id }\n',
    );
  });

  test('what was personal stays personal', async () => {
    const before =
      'events: { Account Created: { properties: { eMail: { type: string, privacy: user.contact.email } } } }';
    expect(await property(before, 'eMail', 'email')).toContain(
      'eMail: { type: string, privacy: user.contact.email, status: deprecated, replaced_by: email }',
    );
  });

  test.each([
    [
      'the new name is taken',
      'events: { Order Completed: { properties: { orderId: string, order_id: string } } }',
    ],
    ['nothing has the old name', 'events: { Order Completed: }'],
  ])('not where %s', async (_, text) => {
    expect(await property(text, 'orderId', 'order_id')).toBeNull();
  });
});
