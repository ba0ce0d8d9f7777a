import { describe, expect, it } from 'vitest';
import { driftMatrix } from '../../src/drift/matrix.ts';
import type { SystemEvidence } from '../../src/drift/types.ts';
import type { CallSite } from '../../src/evidence/call-site.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { Settings } from '../../src/rules/settings.ts';
import { validate } from '../../src/samples/validate.ts';
import { memoryFiles } from '../../src/system/memory.ts';
import { screen } from '../output/shop.ts';

const plan = await parsePlan(`
dataplan: 1
name: acme-shop
version: 2.1.0
systems:
  web: { role: source, side: product }
  braze: { naming: { events: { case: snake }, properties: { case: snake } } }
flows: [{ from: web, to: [braze], events: ["Order *"] }]
events:
  Order Completed:
    to: { braze: { properties: { "lines[].sku": product_id } } }
    properties:
      Total: number
      lines: { type: array, items: { type: object, properties: { sku: string } } }
  Order Refunded: { properties: { Total: number } }
  Cart Viewed:
  Any page: { name: "/*", call: page }
  Gift Wrapped: { status: proposed }
`);

/** What `validate` makes of records of one system. */
async function evidence(system: string, records: readonly object[]): Promise<SystemEvidence> {
  const files = memoryFiles({
    '/samples.ndjson': records.map((record) => JSON.stringify(record)).join('\n'),
  });
  const { profiles } = await validate(
    plan,
    [
      {
        files: ['/samples.ndjson'],
        system,
        eventFormat: null,
        coerce: false,
        map: new Map(),
        optional: false,
      },
    ],
    { rules: [], settings: new Settings(), today: '2026-11-21', profile: { key: null } },
    { ...screen().system, cwd: '/', files },
  );
  const [profile] = profiles;
  if (profile === undefined) throw new Error('no profile');
  return { system, profile, before: null };
}

const track = (event: string, properties: object) => ({
  type: 'track',
  event,
  properties,
  userId: 'u-1',
  messageId: event,
});
const web = await evidence('web', [
  track('Order Completed', { Total: 1, lines: [{ sku: 'A' }, { sku: 'B' }], tip: { cents: 5 } }),
  track('Order Refunded', { Total: 1 }),
  { type: 'page', name: '/mugs', userId: 'u-1', messageId: 'p', properties: {} },
  { type: 'identify', userId: 'u-1', messageId: 'i', traits: {} },
]);
const braze = await evidence('braze', [
  {
    external_id: 'u-1',
    name: 'order_completed',
    time: '2026-11-01T00:00:00Z',
    properties: { total: 1, product_id: 'A' },
  },
  { external_id: 'u-1', name: 'order done', time: '2026-11-01T00:00:00Z', properties: {} },
]);

function call(event: string | null, properties: readonly string[], over: Partial<CallSite> = {}): CallSite {
  const property = (name: string) => ({
    name,
    presence: 'always' as const,
    types: [],
    values: null,
    source: null,
    file: 'a.ts',
    line: 1,
    column: 1,
  });
  return {
    file: 'a.ts',
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 2,
    kind: 'track',
    sdk: 'segment',
    wrapper: null,
    confidence: 'certain',
    event,
    events: event === null ? [] : [event],
    patterns: [],
    properties: properties.map(property),
    added: [],
    open: false,
    traits: [],
    ids: [],
    resolved: event !== null,
    why: null,
    system: 'web',
    ...over,
  };
}

const rows = (calls: readonly CallSite[] | null, only: string | null = null) =>
  driftMatrix({ plan, systems: [web, braze], calls }, only).map(
    ({ event, property, planned, code, seen }) =>
      `${property === null ? event : `  ${property}`} | ${planned ? 'planned' : 'stray'} | ${code} | ${seen['web']} | ${seen['braze']}`,
  );

describe('planned, sent by code, seen', () => {
  it('finds an event under the name that each system has for it', () => {
    expect(rows([call('Order Completed', ['Total']), call('Beta Opened', [])])).toMatchInlineSnapshot(`
      [
        "Order Completed | planned | yes | 1 | 1",
        "  Total | planned | yes | 1 | 1",
        "  lines | planned | no | 1 | 0",
        "  lines[].sku | planned | no | 2 | 1",
        "  tip | stray | no | 1 | 0",
        "Order Refunded | planned | no | 1 | 0",
        "  Total | planned | unknown | 1 | 0",
        "Cart Viewed | planned | no | 0 | null",
        "Any page | planned | no | 1 | null",
        "Beta Opened | stray | yes | 0 | 0",
        "order done | stray | no | 0 | 1",
      ]
    `);
  });

  it('says that it cannot know where a call could not be read, or no code was', () => {
    const unread = rows([call(null, [])]).find((line) => line.startsWith('Cart Viewed'));
    expect(unread).toBe('Cart Viewed | planned | unknown | 0 | null');
    expect(rows(null).find((line) => line.startsWith('Cart Viewed'))).toContain('unknown');
  });

  it('takes more properties for possible where a call spreads an object', () => {
    const [, total] = rows([call('Order Completed', [], { open: true })], 'Order Completed');
    expect(total).toContain('| unknown |');
  });

  it('knows each side', () => {
    const matrix = driftMatrix({ plan, systems: [web, braze], calls: null }, null);
    const sides = (event: string) => {
      const found = matrix.find((row) => row.event === event && row.property === null);
      return [found?.product, found?.marketing];
    };
    expect(sides('Order Completed')).toEqual(['yes', 'yes']);
    expect(sides('Order Refunded')).toEqual(['yes', 'no']);
    expect(sides('Cart Viewed')).toEqual(['no', 'unknown']);
  });
});
