import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateEvents, type Impossible } from '../../src/convert/generate/events.ts';
import { Random } from '../../src/convert/generate/random.ts';
import { matching } from '../../src/convert/generate/text.ts';
import { type ClientStyle, generateTypes } from '../../src/convert/generate/types.ts';
import { holds, valueFor } from '../../src/convert/generate/value.ts';
import { writePlan } from '../../src/convert/write.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { arbitraryDraft } from './arbitrary-plan.ts';

const text = readFileSync(join(import.meta.dirname, '../../fixtures/export/plan.yaml'), 'utf8');
const root = join(import.meta.dirname, '../..');

/** Compiles modules with the compiler of this repository; the output of a failed run is the error. */
function compile(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'dataplan-types-'));
  try {
    for (const [name, source] of Object.entries(files)) writeFileSync(join(folder, name), source);
    const args = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--module',
      'esnext',
      '--moduleResolution',
      'bundler',
    ];
    execFileSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), ...args, ...Object.keys(files)],
      { cwd: folder, stdio: 'pipe' },
    );
    return '';
  } catch (error) {
    return error instanceof Error && 'stdout' in error ? String(error.stdout) : String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const USES: Readonly<Record<ClientStyle, string>> = {
  functions: `
import { cartEmptied, handled, home, identify, orderCompleted, restricted, setSender } from './events';
setSender(({ name, body }) => console.log(name, body));
const order = { order_id: '10023417', currency: 'EUR', total: 19.9 } as const;
orderCompleted(order);
orderCompleted({ ...order, email: restricted('user.contact.email', 'jane@acme.example') });
orderCompleted({ ...order, gift_email: handled('hashed', 'user.contact.email', 'a'.repeat(64)) });
orderCompleted({ ...order, shipping: { city: 'Berlin' }, lines: [{ sku: 'A1' }], coupon: null });
cartEmptied();
home({ path: '/' });
identify({ plan_tier: 'plus' });
// @ts-expect-error a required property is missing
orderCompleted({ currency: 'EUR', total: 1 });
// @ts-expect-error outside the list
orderCompleted({ ...order, currency: 'CHF' });
// @ts-expect-error another type
orderCompleted({ ...order, total: '19.9' });
// @ts-expect-error nobody planned it
orderCompleted({ order_id: '1', currency: 'EUR', total: 1, colour: 'red' });
// @ts-expect-error a restricted value, raw
orderCompleted({ ...order, email: 'jane@acme.example' });
// @ts-expect-error a value that has to be hashed, raw
orderCompleted({ ...order, gift_email: 'jane@acme.example' });
// @ts-expect-error a brand of another category
orderCompleted({ ...order, email: restricted('user.name', 'Jane') });
// @ts-expect-error outside the list
identify({ plan_tier: 'gold' });
`,
  track: `
import { page, track } from './events';
track('Order Completed', { order_id: '10023417', currency: 'EUR', total: 19.9 });
track('Cart Emptied');
page('Home', { path: '/' });
// @ts-expect-error nobody planned the event
track('Order Complete', {});
// @ts-expect-error required properties are missing
track('Order Completed');
// @ts-expect-error another type
track('Order Completed', { order_id: 10023417, currency: 'EUR', total: 19.9 });
`,
};

describe('generated types', () => {
  // One run of the compiler for all: starting it costs more than what it reads.
  it('compile, for any plan; a violating call does not', async () => {
    const shop = await parsePlan(text);
    const hostile = await parsePlan(HOSTILE);
    const modules: Record<string, string> = {
      'events.ts': generateTypes(shop, 'functions'),
      'app.ts': USES.functions,
      'generic.ts': generateTypes(shop, 'track'),
      'generic-app.ts': USES.track.replace('./events', './generic'),
      'hostile.ts': generateTypes(hostile, 'functions'),
      'hostile-generic.ts': generateTypes(hostile, 'track'),
    };
    for (const [index, draft] of fc.sample(arbitraryDraft, { numRuns: 20, seed: 7 }).entries()) {
      const plan = await parsePlan(writePlan(draft));
      modules[`functions${index}.ts`] = generateTypes(plan, 'functions');
      modules[`track${index}.ts`] = generateTypes(plan, 'track');
    }
    expect(compile(modules)).toBe('');
    expect(modules['hostile.ts']).not.toMatch(/^\s*process/m);
  });
});

/** Names and texts that would be code if they were not kept as text. */
const HOSTILE = `dataplan: 1
name: "acme\\nprocess.exit()"
version: 1.0.0
events:
  "Order */ process.exit() /*":
    description: "*/ process.exit(); /*"
    properties: { "a-b": string, class: integer, "\\u2028": { enum: ["\\u2028", "\\"; process.exit(); \\""] } }
  delete: { properties: { "0": boolean } }
  "123 Go":
`;

describe('generated events', () => {
  it('are the same for the same seed, and others for another', async () => {
    const plan = await parsePlan(text);
    const make = (seed: number) =>
      JSON.stringify([...generateEvents(plan, { count: 50, seed, violating: 0.2, events: [] })]);
    expect(make(1)).toBe(make(1));
    expect(make(1)).not.toBe(make(2));
  });

  it('hold what the schema of each property asks, or say that none was found', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDraft, fc.integer({ min: 1, max: 1000 }), async (draft, seed) => {
        const plan = await parsePlan(writePlan(draft));
        const impossible: Impossible[] = [];
        const made = [...generateEvents(plan, { count: 20, seed, violating: 0, events: [] }, impossible)];
        expect(made.length === 20 || impossible.length === plan.events.size).toBe(true);
        for (const { event, key } of made) {
          const planned = plan.events.get(key ?? '');
          const properties = event['properties'] as Record<string, never>;
          for (const use of planned?.properties.values() ?? []) {
            if (Object.hasOwn(properties, use.name))
              expect(holds(properties[use.name] ?? null, use.property.schema)).toBe(true);
            else expect(use.required).toBe(false);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('break one thing each when asked to', async () => {
    const plan = await parsePlan(text);
    const made = [
      ...generateEvents(plan, { count: 400, seed: 3, violating: 1, events: ['Order Completed'] }),
    ];
    const kinds = new Set(made.map(({ violation }) => violation));
    expect([...kinds].sort()).toEqual([
      'invalid_value',
      'missing_required',
      'unplanned_event',
      'unplanned_property',
    ]);
    for (const { event, violation, property } of made) {
      const properties = event['properties'] as Record<string, unknown>;
      if (violation === 'missing_required') expect(properties).not.toHaveProperty(property ?? '');
      if (violation === 'unplanned_property') expect(properties).toHaveProperty(property ?? '');
    }
  });
});

describe('values', () => {
  it('match the patterns that plans have', () => {
    for (const pattern of [
      '^[0-9]{8}$',
      '^[A-Z]{3}-[0-9]+$',
      '^(EUR|USD)$',
      '^97[89][0-9]{10}$',
      '^[a-z]+(_[a-z]+)*$',
      '^.{3,5}$',
      '^\\w+@\\w+\\.de$',
    ]) {
      const random = new Random(5);
      for (let count = 0; count < 20; count++)
        expect(matching(pattern, random)).toMatch(new RegExp(pattern, 'u'));
    }
  });

  it('are undefined where nothing fits', () => {
    expect(valueFor({ type: 'number', minimum: 5, maximum: 1 }, new Random(1))).toBeUndefined();
    expect(valueFor({ type: 'string', not: { type: 'string' } }, new Random(1))).toBeUndefined();
  });
});
