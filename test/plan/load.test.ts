import { describe, expect, test } from 'vitest';
import { PlanError } from '../../src/plan/errors.ts';
import { locate } from '../../src/plan/locate.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { Plan } from '../../src/plan/types.ts';

const head = 'dataplan: 1\nname: shop\nversion: 1.0.0\n';

async function errorsOf(text: string, files: Record<string, string> = {}) {
  const error = await parsePlan(text, files).then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof PlanError)) throw new Error(`expected a PlanError, got ${String(error)}`);
  return error.errors.map(({ code, message, at }) => {
    const { file, start } = locate(error.files, at);
    return `${file}:${start.line}:${start.column} ${code}: ${message}`;
  });
}

function event(plan: Plan, key: string) {
  const found = plan.events.get(key);
  if (!found) throw new Error(`no event ${key}`);
  return found;
}

describe('layers', () => {
  test('a property is its dictionary entry, then its groups, then what the event says', async () => {
    const plan = await parsePlan(`${head}
properties:
  total: { type: number, minimum: 0, description: Paid amount. }
groups:
  money: { total: required, currency: string }
events:
  Order Completed:
    use: money
    properties: { total: { maximum: 1000 }, coupon: string }
`);
    const { properties } = event(plan, 'Order Completed');
    expect(properties.get('total')?.property.schema).toEqual({ type: 'number', minimum: 0, maximum: 1000 });
    expect(properties.get('total')?.required).toBe(true);
    expect(properties.get('total')?.property.layers.map(({ from }) => from)).toEqual([
      'dictionary',
      'group',
      'event',
    ]);
    expect([...properties.keys()]).toEqual(['total', 'currency', 'coupon']);
  });

  test('an event that only names a property shares the dictionary object', async () => {
    const plan = await parsePlan(
      `${head}
properties: { total: number }
events: { Order Completed: [], Cart Viewed: { properties: [total] } }
`.replace('Order Completed: []', 'Order Completed: { properties: { total: required } }'),
    );
    const dictionary = plan.properties.get('total');
    expect(event(plan, 'Order Completed').properties.get('total')?.property).toBe(dictionary);
    expect(event(plan, 'Cart Viewed').properties.get('total')?.property).toBe(dictionary);
  });

  test('a variant lies over its event, and false takes a property away', async () => {
    const plan = await parsePlan(`${head}
events:
  Order Completed:
    properties: { total: number, coupon: string }
    variants:
      - { when: { context.app.version: "<3.0.0" }, properties: { coupon: false, coupon_code: string } }
`);
    const [variant] = event(plan, 'Order Completed').variants;
    expect([...(variant?.properties.keys() ?? [])]).toEqual(['total', 'coupon_code']);
    expect([...(variant?.absent ?? [])]).toEqual(['coupon']);
    expect(variant?.when?.lines[0]?.test).toEqual({
      kind: 'range',
      text: '<3.0.0',
      bounds: [{ op: '<', value: [3, 0, 0] }],
    });
  });

  test('another handling frees a value from the form of the raw one, and a hash must look like one', async () => {
    const plan = await parsePlan(`${head}
properties: { email: { type: string, format: email, maxLength: 50, privacy: user.contact.email } }
events: { Signed Up: { properties: { email: { privacy: { handling: hashed } } } } }
`);
    const email = event(plan, 'Signed Up').properties.get('email')?.property;
    expect(email?.schema).toEqual({ type: 'string', pattern: expect.stringContaining('[0-9a-fA-F]{64}') });
    expect(email?.privacy).toMatchObject({ category: 'user.contact.email', handling: 'hashed' });
  });

  test('privacy holds for what lies inside', async () => {
    const plan = await parsePlan(`${head}
properties:
  address: { type: object, privacy: user.contact.address, properties: { city: string, note: { type: string, privacy: none } } }
`);
    const address = plan.properties.get('address');
    expect(address?.children.get('city')?.property.privacy.category).toBe('user.contact.address');
    expect(address?.children.get('note')?.property.privacy.category).toBe('none');
  });

  test('required: true at any depth becomes the parent’s list', async () => {
    const plan = await parsePlan(`${head}
properties:
  product: { type: object, properties: { sku: { type: string, required: true }, price: number } }
  products: { type: array, items: { is: product } }
`);
    expect(plan.properties.get('products')?.schema).toEqual({
      type: 'array',
      items: {
        type: 'object',
        properties: { sku: { type: 'string' }, price: { type: 'number' } },
        required: ['sku'],
      },
    });
  });
});

describe('files', () => {
  test('a parent brings everything but its head; policy, flows and approvals are appended', async () => {
    const plan = await parsePlan(
      `${head}extends: core.yaml
teams: { checkout: { contact: "#checkout" } }
privacy: { policy: [{ allow: user.contact.email, to: braze }] }
events: { Cart Viewed: false, Order Completed: { owner: checkout } }
`,
      {
        'core.yaml': `dataplan: 1
name: core
version: 9.9.9
defaults: { owner: platform }
teams: { platform: { function: data } }
privacy: { policy: [{ deny: user.health_and_medical }] }
events: { Order Completed: { properties: [total] }, Cart Viewed: }
`,
      },
    );
    expect([plan.name, plan.version]).toEqual(['shop', '1.0.0']);
    expect([...plan.teams.keys()]).toEqual(['platform', 'checkout']);
    expect(plan.privacy.policy.map(({ verdict }) => verdict)).toEqual(['deny', 'allow']);
    expect([...plan.events.keys()]).toEqual(['Order Completed']);
    expect(event(plan, 'Order Completed').owner).toBe('checkout');
    expect(
      locate(plan.files, event(plan, 'Order Completed').properties.get('total')?.spot ?? plan.root).file,
    ).toBe('core.yaml');
  });

  test('includes are the same plan; defaults lie under the events of their own file', async () => {
    const plan = await parsePlan(
      `${head}include: events/*.yaml\ndefaults: { owner: web }\nevents: { Home Viewed: }\n`,
      {
        'events/order.yaml': 'defaults: { owner: checkout }\nevents: { Order Completed: }\n',
        'events/cart.yaml': 'events: { Cart Viewed: }\n',
      },
    );
    expect([...plan.events.values()].map(({ key, owner }) => [key, owner])).toEqual([
      ['Home Viewed', 'web'],
      ['Cart Viewed', null],
      ['Order Completed', 'checkout'],
    ]);
  });

  test('a $ref reads a schema file beside the one that names it', async () => {
    const plan = await parsePlan(`${head}properties: { address: { $ref: schemas/address.json } }\n`, {
      'schemas/address.json': '{"type":"object","required":["city"]}',
    });
    const { schema } = plan.properties.get('address') ?? {};
    expect(schema).toMatchObject({ $ref: 'file:///schemas/address.json' });
  });

  test.each([
    [
      'a missing include',
      'include: gone.yaml',
      {},
      'plan.yaml:4:10 missing-file: There is no file gone.yaml.',
    ],
    [
      'the same entry in two files',
      'include: more.yaml\nevents: { Order Completed: }',
      { 'more.yaml': 'events: { Order Completed: }' },
      'more.yaml:1:11 double-entry: "Order Completed" is written in two files of one plan. Keep one of them.',
    ],
    [
      'a circle of parents',
      'extends: core.yaml',
      { 'core.yaml': 'dataplan: 1\nname: core\nversion: 1.0.0\nextends: plan.yaml' },
      'core.yaml:4:10 cycle: Plans extend one another in a circle: plan.yaml → core.yaml → plan.yaml.',
    ],
    [
      'a head in an included file',
      'include: more.yaml',
      { 'more.yaml': 'name: other' },
      'more.yaml:1:1 unknown-key: An included file holds sections only; "name" belongs to the plan itself.',
    ],
    [
      'an address',
      'properties: { a: { $ref: "https://schemas.example/a.json" } }',
      {},
      'plan.yaml:4:26 outside-root: Nothing is fetched: "https://schemas.example/a.json" must be a file beside the plan.',
    ],
  ])('%s stops the load', async (_, text, files, error) => {
    expect(await errorsOf(`${head}${text}\n`, files as unknown as Record<string, string>)).toEqual([error]);
  });
});

describe('what does not load says where and what was expected', () => {
  test.each([
    [
      'an unknown key',
      'events: { Order Completed: { ownr: checkout } }',
      '4:30 unknown-key: The key "ownr" means nothing here. Did you mean "owner"?',
    ],
    [
      'a misspelt keyword',
      'properties: { total: { type: number, minimun: 0 } }',
      '4:38 unknown-key: The key "minimun" means nothing here. Did you mean "minimum"?',
    ],
    [
      'a doubled key',
      'events: { Order Completed: , Order Completed: }',
      '4:30 duplicate-key: The key "Order Completed" stands twice in one map.',
    ],
    [
      'a wrong kind',
      'events: { Order Completed: { status: alive } }',
      '4:38 wrong-kind: Expected proposed, approved, live, deprecated or retired, found "alive". Did you mean "live"?',
    ],
    [
      'a date that is none',
      'events: { Order Completed: { sunset: 2027-13-01 } }',
      '4:38 wrong-kind: Expected a date, YYYY-MM-DD, found "2027-13-01".',
    ],
    ['a tab', 'events:\n\tOrder Completed:', '5:1 syntax: YAML is indented with spaces, and here is a tab.'],
    [
      'two names in two homes',
      'identity: { types: { email: string } }\nproperties: { email: string }',
      '5:15 double-entry: "email" is an identity type and a property of the dictionary. Keep one: events find both by this name.',
    ],
    [
      'two alike events',
      'events: { Home: { call: page }, Start: { name: Home, call: page } }',
      '4:33 ambiguous-event: "Start" and "Home" have the same call, name and "when": a sample could be either.',
    ],
    [
      'a circle of is',
      'properties: { a: { is: b }, b: { is: a } }',
      '4:24 cycle: "is" leads in a circle: b → a → b.',
    ],
    ['an alias to itself', 'properties: &a { total: *a }', '4:25 syntax: The alias *a contains itself.'],
  ])('%s', async (_, text, error) => {
    expect((await errorsOf(`${head}${text}\n`))[0]).toBe(`plan.yaml:${error}`);
  });

  test('a billion laughs are refused at once', async () => {
    const lines = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (const [one, two] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'])
      lines.push(`${two}: &${two} [${Array(9).fill(`*${one}`).join(',')}]`);
    const errors = await errorsOf(`${head}x-laughs:\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
    expect(errors).toEqual([
      expect.stringMatching(/too-large: Its aliases expand to more than 2,000,000 nodes/),
    ]);
  });

  test('ten thousand levels are refused', async () => {
    const errors = await errorsOf(`${head}x-deep: ${'['.repeat(10_000)}${']'.repeat(10_000)}\n`);
    expect(errors[0]).toMatch(/too-large: Nested deeper than 200 levels/);
  });
});

describe('names', () => {
  test('YAML 1.2 core: on and no are names; __proto__ and constructor too; big integers keep their digits', async () => {
    const plan = await parsePlan(`${head}
properties:
  on: { type: boolean }
  no: { type: string }
  __proto__: { type: integer, maximum: 9007199254740993 }
  constructor: { type: string }
`);
    expect([...plan.properties.keys()]).toEqual(['on', 'no', '__proto__', 'constructor']);
    const maximum = plan.properties.get('__proto__')?.node.entries.get('maximum')?.value;
    expect(maximum).toMatchObject({ value: 9007199254740993n });
  });

  test('what is named and is nowhere is kept for the linter', async () => {
    const plan = await parsePlan(`${head}
teams: { checkout: }
properties: { total: number }
events: { Order Completed: { owner: chekout, use: mony, properties: [totl] } }
needs: { Revenue: { uses: [Order Completed.total, Order Complete] } }
`);
    expect(plan.danglings.map(({ what, name }) => `${what} ${name}`).sort()).toEqual([
      'event Order Complete',
      'group mony',
      'property total',
      'property totl',
      'team chekout',
    ]);
  });
});
