import { describe, expect, it } from 'vitest';
import { legacyPlan } from '../../bench/legacy-plan.js';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { Plan } from '../../src/plan/types.ts';
import { isObject, type Json } from '../../src/text/json.ts';
import { runCli } from '../run-cli.ts';

const SEGMENT = JSON.stringify({
  name: 'Acme Shop',
  rules: [
    {
      key: 'Order Completed',
      type: 'TRACK',
      version: 1,
      owner: 'ana',
      jsonSchema: { type: 'object', properties: { total: { type: 'number' } } },
    },
  ],
});

describe('import', () => {
  it('prints the plan, and everything else beside it', async () => {
    const { stdout, stderr, exit } = await runCli(['import', 'plan.json'], { 'plan.json': SEGMENT });
    expect(stdout).toContain('Order Completed:');
    expect(stderr).toContain('segment gave 1 event, 1 property.');
    expect(stderr).toContain('owner: the plan format has no place for it; first at plan.json:1');
    expect(exit).toBe(0);
    await expect(parsePlan(stdout)).resolves.toMatchObject({ name: 'acme-shop' });
  });

  it('writes one file an event into a folder, and losses as JSON', async () => {
    const run = await runCli(['import', 'segment', 'plan.json', '-o', 'plans/', '--loss', 'losses.json'], {
      'plan.json': SEGMENT,
    });
    expect(run.exit).toBe(0);
    expect(await run.file('plans/acme-shop.plan.yaml')).toContain('include: [ events/*.yaml ]');
    expect(await run.file('plans/events/order-completed.yaml')).toContain('Order Completed:');
    expect(JSON.parse((await run.file('losses.json')) ?? '')).toMatchObject({
      loss: 1,
      command: 'import',
      format: 'segment',
      counts: { events: 1 },
      losses: [
        {
          subject: 'event:Order Completed',
          field: 'owner',
          file: 'plan.json',
          pointer: '/rules/0/owner',
          line: 1,
        },
      ],
    });
  });

  it('imports the rest of what is broken, and fails', async () => {
    const files = {
      'plan.json': SEGMENT,
      'broken.json': `${SEGMENT.replace('Order Completed', 'Cart Viewed').slice(0, -3)}`,
    };
    const { stdout, exit } = await runCli(
      ['import', 'plan.json', 'broken.json', '-f', 'json=found.json', '-o', 'p.yaml'],
      files,
    );
    expect(exit).toBe(1);
    expect(stdout).toBe('');
  });

  it('tells of what else a folder holds, without calling it a fault', async () => {
    const files = {
      'project/plan.json': SEGMENT,
      'project/settings.yml': 'name: shop\nprofile: warehouse\n',
      'project/notes.md': 'How to add an event.',
    };
    const folder = await runCli(['import', 'project', '-o', 'p.yaml', '--loss', 'l.json'], files);
    expect(folder.exit).toBe(0);
    expect(JSON.parse((await folder.file('l.json')) ?? '').losses).toContainEqual(
      expect.objectContaining({ file: 'project/settings.yml', field: 'file' }),
    );
    const named = await runCli(['import', 'project', 'project/settings.yml', '-o', 'p.yaml'], files);
    expect(named.exit).toBe(1);
    expect(named.stdout).toContain('No format that is known here');
  });

  it.each([
    [['import'], 'Nothing to import. Give files'],
    [['import', 'segmnt', 'plan.json'], 'segmnt is neither a file nor a format'],
    [['import', 'iglu'], 'No files are named'],
    [['import', 'csv', 'plan.csv', '--map', 'evnt=Name'], 'Did you mean "event"?'],
    [
      ['import', 'csv', 'plan.csv', '--map', 'event=Nmae'],
      'has no column "Nmae" (--map event). Did you mean "Name"?',
    ],
    [['import', 'plan.json', '-o', 'there.yaml'], 'there.yaml is already there. --force replaces it.'],
    [['export', 'segmnet', '--plan', 'there.yaml'], 'Did you mean "segment"?'],
    [['infer'], 'Nothing to infer from'],
  ])('says what is wrong: %j', async (argv, message) => {
    const files = {
      'plan.json': SEGMENT,
      'plan.csv': 'Name,Type\nOrder Completed,string\n',
      'there.yaml': 'dataplan: 1\nname: shop\nversion: 1.0.0\n',
    };
    const { stderr, exit } = await runCli(argv, files);
    expect(stderr).toContain(message);
    expect(exit).toBe(2);
  });
});

/** A plan whose events differ in every way that samples can show. */
const SHOP = `dataplan: 1
name: acme-shop
version: 1.0.0
identity:
  types:
    user_id: { of: person, known: true, format: uuid }
  priority: [user_id]
events:
  Order Completed:
    properties:
      order_id: { type: string, pattern: "^[0-9]{8}$", required: true }
      currency: { type: string, enum: [EUR, USD, GBP], required: true }
      total: { type: number, minimum: 0, required: true }
      is_gift: boolean
      paid_at: { type: string, format: date-time, required: true }
      coupon: string
      method: { type: string, enum: [card, voucher, invoice] }
      lines: { type: array, required: true, items: { type: object, properties: { sku: { type: string, required: true }, quantity: { type: integer, minimum: 1, required: true } } } }
  Cart Viewed: { properties: { cart_id: { type: string, format: uuid, required: true }, items: integer, note: [string, "null"] } }
  Home: { call: page, properties: { path: { type: string, required: true }, theme: { type: string, enum: [light, dark], required: true } } }
`.replace('note: [string, "null"]', 'note: { type: [string, "null"] }');

/** Of types, required flags and enums, which came back; and lists that were closed although they are open. */
function recovered(truth: Plan, inferred: Plan): { right: number; all: number; tooFar: number } {
  const score = { right: 0, all: 0, tooFar: 0 };
  const part = (schema: Json, key: string) =>
    isObject(schema) ? JSON.stringify([schema[key] ?? null].flat().sort()) : '';
  for (const event of truth.events.values()) {
    const found = [...inferred.events.values()].find(
      ({ name, call }) => name === event.name && call === event.call,
    );
    for (const [name, use] of event.properties) {
      const other = found?.properties.get(name);
      const [was, is] = [use.property.schema, other?.property.schema ?? {}];
      const closed = isObject(was) && was['enum'] !== undefined;
      const checks = [part(was, 'type') === part(is, 'type'), use.required === other?.required];
      if (closed) checks.push(part(was, 'enum') === part(is, 'enum'));
      else if (isObject(is) && is['enum'] !== undefined) score.tooFar++;
      score.all += checks.length;
      score.right += checks.filter(Boolean).length;
    }
  }
  return score;
}

describe('infer', () => {
  it('gives a plan that its own samples fit, and that says what the true plan says', async () => {
    const files = { 'shop.yaml': SHOP };
    const { stdout: events } = await runCli(
      ['generate', 'events', '--plan', 'shop.yaml', '--count', '2000', '--seed', '5'],
      files,
    );
    const inferred = await runCli(['infer', 'web.ndjson'], { 'web.ndjson': events });
    const again = await runCli(['infer', 'web.ndjson'], { 'web.ndjson': events });
    expect(again.stdout).toBe(inferred.stdout);
    const held = { 'inferred.yaml': inferred.stdout, 'shop.yaml': SHOP, 'web.ndjson': events };
    for (const plan of ['inferred.yaml', 'shop.yaml']) {
      const { stdout, exit } = await runCli(['validate', 'web.ndjson', '--plan', plan], held);
      expect(stdout).toContain('2,000 events: 2,000 valid, 0 invalid');
      expect(exit).toBe(0);
    }
    const score = recovered(await parsePlan(SHOP), await parsePlan(inferred.stdout));
    expect(score).toEqual({ right: score.all, all: score.all, tooFar: 0 });
  });

  it('closes no list of names, ids or free text, and asks for nothing that was seen a few times', async () => {
    const cities = ['Berlin', 'Paris', 'Lyon', 'Rome'];
    const lines = Array.from({ length: 200 }, (_, at) =>
      JSON.stringify({
        type: 'track',
        event: 'Store Found',
        userId: `u${at}`,
        properties: { city: cities[at % 4], store_id: `s-${at % 3}`, kind: at % 2 ? 'flagship' : 'outlet' },
      }),
    );
    lines.push(JSON.stringify({ type: 'track', event: 'Rare Thing', userId: 'u1', properties: { size: 1 } }));
    const { stdout } = await runCli(['infer', 'web.ndjson'], { 'web.ndjson': lines.join('\n') });
    const plan = await parsePlan(stdout);
    const shape = (event: string, name: string) =>
      plan.events.get(event)?.properties.get(name)?.property.schema;
    expect(shape('Store Found', 'city')).toEqual({ type: 'string' });
    expect(shape('Store Found', 'store_id')).toEqual({ type: 'string' });
    expect(shape('Store Found', 'kind')).toEqual({ type: 'string', enum: ['flagship', 'outlet'] });
    expect(plan.events.get('Rare Thing')?.properties.get('size')?.required).toBe(false);
  });

  it('marks what looks personal as a suggestion, and groups near-duplicates', async () => {
    const lines = Array.from({ length: 30 }, (_, at) =>
      JSON.stringify({
        type: 'track',
        event: at % 2 ? 'Order Completed' : 'order completed',
        userId: `u${at}`,
        properties: { contact: `jane${at}@gmail.com`, orderId: `A${at}` },
      }),
    );
    const { stdout, stderr } = await runCli(['infer', 'web.ndjson'], { 'web.ndjson': lines.join('\n') });
    expect(stdout).toMatch(/contact:[\s\S]*category: user\.contact\.email[\s\S]*x-suggested:/);
    expect(stdout).not.toContain('gmail');
    expect(stderr).toContain('near-duplicate event: "Order Completed" (15), "order completed" (15)');
  });
});

describe('an inferred plan holds for what it was inferred from', () => {
  const clean = async (lines: readonly object[]) => {
    const files = {
      'web.ndjson': lines.map((line, i) => JSON.stringify({ messageId: `m-${i}`, ...line })).join('\n'),
    };
    const { stdout: plan } = await runCli(['infer', 'web.ndjson'], files);
    const run = await runCli(['validate', 'web.ndjson', '--plan', 'p.yaml', '--json'], {
      ...files,
      'p.yaml': plan,
    });
    const findings = (JSON.parse(run.stdout) as { findings: { rule: string; message: string }[] }).findings;
    return { plan, findings: findings.map(({ rule, message }) => `${rule} ${message}`) };
  };
  const context = { ip: '81.2.69.142', devices: [{ owner: 'ana@acme-shop.com' }] };

  it('says where calls carry personal data beside their properties', async () => {
    const { plan, findings } = await clean([
      { type: 'track', event: 'Cart Viewed', userId: 'u-1', context, properties: {} },
      { type: 'identify', userId: 'u-1', context, traits: { plan_tier: 'plus' } },
      {
        type: 'track',
        event: 'Cart Viewed',
        userId: 'u-1',
        context: { traits: { email: 'ana@acme-shop.com' } },
      },
    ]);
    expect(findings).toEqual([]);
    const { context: planned } = await parsePlan(plan);
    expect([...planned.keys()]).toEqual(['devices', 'ip']);
    expect(planned.get('ip')?.property.privacy.category).toBe('user.device.ip_address');
  });

  it('keeps a null under an identifier\u2019s name, and names with stars', async () => {
    const { findings } = await clean([
      { type: 'track', event: 'Cart Viewed', userId: 'u-1', properties: { user_id: null } },
      { type: 'track', event: 'Sale! **50 %**', userId: 'u-1', properties: { shelf: 'A' } },
      { type: 'track', userId: 'u-1', properties: {} },
    ]);
    expect(findings).toEqual([]);
  });
});

describe('infer --into', () => {
  const plan = `dataplan: 1
name: shop # ours
version: 1.0.0
properties:
  currency: { type: string, enum: [EUR] } # one so far
events:
  Order Completed:
    # what the customer pays
    properties:
      total: integer # whole euros
      currency: required
  Cart Viewed: { properties: [currency] }
  Order Placed:
# the end
`;
  const lines = Array.from({ length: 40 }, (_, at) => [
    {
      type: 'track',
      event: 'Order Completed',
      userId: `u${at}`,
      properties: { total: at + 0.5, currency: at % 2 ? 'EUR' : 'USD', coupon: `A${at}` },
    },
    {
      type: 'track',
      event: 'Cart Viewed',
      userId: `u${at}`,
      properties: { currency: 'EUR', cart_id: `c${at}` },
    },
    { type: 'track', event: 'Order Placed', userId: `u${at}`, properties: { order_id: `o${at}` } },
    { type: 'track', event: 'Wishlist Shared', userId: `u${at}`, properties: { friends: at } },
  ]).flat();
  const samples = lines.map((line) => JSON.stringify(line)).join('\n');

  it.each([
    ['add', ['total: integer # whole euros', 'coupon: {', 'Wishlist Shared:'], 120],
    [
      'update',
      ['total: number # whole euros', 'enum: ["EUR", "USD"] } # one so far', 'Wishlist Shared:'],
      160,
    ],
    ['replace', ['total: { type: number', 'Wishlist Shared:'], 160],
  ])('%s: comments stay, and what was asked for is there', async (mode, expected, valid) => {
    const files = { 'plan.yaml': plan, 'web.ndjson': samples };
    const run = await runCli(['infer', 'web.ndjson', '--into', 'plan.yaml', '--mode', mode], files);
    expect(run.exit).toBe(0);
    const made = (await run.file('plan.yaml')) ?? '';
    for (const text of [...expected, 'name: shop # ours', '# what the customer pays', '# the end'])
      expect(made).toContain(text);
    const { stdout } = await runCli(['validate', 'web.ndjson', '--plan', 'made.yaml', '--exit-zero'], {
      'made.yaml': made,
      'web.ndjson': samples,
    });
    expect(stdout).toContain(`160 events: ${valid} valid`);
  });

  it('takes in what calls in code show', async () => {
    const code = `import { AnalyticsBrowser } from '@segment/analytics-next';
const analytics = AnalyticsBrowser.load({ writeKey: 'x' });
export const done = (id: string) => analytics.track('Order Completed', { order_id: id, total: 12.5 });
`;
    const { stdout } = await runCli(['infer', '--code', 'src'], {
      'package.json': '{"name":"shop"}',
      'src/order.ts': code,
    });
    expect(stdout).toContain('# 1 call site\n  Order Completed:');
    expect(stdout).toContain('total: number # in code only');
  });
});

describe('adopting on a plan with years of debts', () => {
  it('takes it as it is, and then holds back what is new and wrong', async () => {
    const config = 'version: 1\nplan: shop.yaml\nbaseline: dataplan-baseline.json\n';
    const imported = await runCli(['import', 'legacy.json'], {
      'legacy.json': JSON.stringify(legacyPlan(120)),
    });
    expect(imported.exit).toBe(0);
    const files = { 'dataplan.config.yaml': config, 'shop.yaml': imported.stdout };
    const written = await runCli(['baseline', 'write'], files);
    const baseline = (await written.file('dataplan-baseline.json')) ?? '';
    const held = { ...files, 'dataplan-baseline.json': baseline };
    expect((await runCli(['check', '-f', 'compact'], held)).exit).toBe(0);
    const bad =
      '  Wishlist Shared:\n    description: A visitor sent the list of wishes to a friend.\n    properties:\n      recipients: { description: Friends it was sent to., type: integer, minimum: 9, maximum: 1 }\n';
    const after = await runCli(['check', '-f', 'compact'], { ...held, 'shop.yaml': imported.stdout + bad });
    expect(after.stdout.trim().split('\n')).toEqual([expect.stringContaining('types/impossible-bounds')]);
    expect(after.exit).toBe(1);
  });
});
